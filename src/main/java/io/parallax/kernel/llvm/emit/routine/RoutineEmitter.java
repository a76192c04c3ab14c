package io.parallax.kernel.llvm.emit.routine;

import io.parallax.kernel.llvm.binding.Host;
import io.parallax.kernel.llvm.emit.IrText;
import io.parallax.kernel.llvm.emit.RoutineForm;
import io.parallax.kernel.llvm.emit.Vectors;

/// Writes the function of a [RoutineForm], `void routine(ptr block, i64 count)`: it runs items 0 to
/// before `count`, which is at least 1, of a call whose arguments [RoutineLayout] describes.
public final class RoutineEmitter {
  /// The symbol of the function of every routine.
  public static final String NAME = "routine";

  private RoutineEmitter() {}

  /// The text of a module with the function.
  public static String emit(RoutineForm form, Host.Traits traits) {
    IrText ir = new IrText();
    switch (form.mode()) {
      case SCALAR -> new ScalarItems(form.routine(), ir, traits).emit();
      case LANES -> new LaneItems(form.routine(), new Vectors(form.lanes()), ir, traits).emit();
    }
    return ir.globals()
        + "define void @"
        + NAME
        + "(ptr %block, i64 %count) #0 {\n"
        + "entry:\n"
        + ir.variables()
        + ir.code()
        + "}\n"
        + ir.declarations()
        + "attributes #0 = { nounwind \"warn-stack-size\"=\"196608\" }\n"
        + "!0 = !{!\"branch_weights\", i32 1, i32 100000}\n"
        + "!1 = !{i32 1}\n"
        + "!2 = !{}\n";
  }
}
