package io.parallax.kernel.llvm.emit;

import io.parallax.kernel.llvm.binding.Host;
import java.util.List;
import java.util.Set;

/// Writes the function of a [LoopForm]:
///
/// ```
/// for each row of the call
///   read scalars, compute what is the same all along, start the reductions
///   for each segment: as many whole vectors as there are, then a padded vector with the rest
///     set where the vectors of each operand and sink are: in the arrays, or in buffers
///     for each vector
///       load, compute, leave if anything faulted, store, reduce, compact
///     bring a padded vector's results from the buffers to the arrays
///   leave the reductions' states
/// ```
///
/// Gathered operands always go through buffers, so segments are short where a loop has gathered
/// operands. Because a padded vector uses buffers, the operations are written only once, and no
/// vector reaches beyond an array.
public final class LoopEmitter {
  /// The symbol of every kernel.
  public static final String NAME = "kernel";

  private final LoopForm form;
  private final Vectors vectors;
  private final IrText ir = new IrText();
  private final ArgumentLayout layout;
  private final OperationEmitter operations;
  private final ArithmeticEmitter arithmetic;
  private final OperandEmitter operands;
  private final SinkEmitter sinks;
  private final Set<Integer> invariant;
  private final Host.Traits traits;

  public LoopEmitter(LoopForm form, Vectors vectors, Host.Traits traits) {
    this.form = form;
    this.vectors = vectors;
    this.traits = traits;
    this.invariant = form.invariant();
    this.layout = ArgumentLayout.of(form);
    this.operations = new OperationEmitter(form.operations(), vectors, ir, traits);
    this.arithmetic = new ArithmeticEmitter(vectors, ir);
    this.operands = new OperandEmitter(form, vectors, ir);
    this.sinks = new SinkEmitter(form, vectors, ir, operations, traits.compresses());
  }

  /// The text of a module with one function, `void kernel(ptr block, ptr rows, ptr states, i64
  /// rowCount, i64 from, i64 to)`. The function computes positions from … to − 1 of each row;
  /// `rowCount` is at least 1.
  public String emit() {
    enter();
    startRow();
    segments();
    vector();
    finishSegment();
    finishRow();
    faulted();
    leave();
    return ir.globals()
        + "define void @"
        + NAME
        + "(ptr %block, ptr %rows, ptr %states, i64 %row_count, i64 %from, i64 %to) #0 {\n"
        + "entry:\n"
        + ir.variables()
        + ir.code()
        + "}\n"
        + ir.declarations()
        + "attributes #0 = { nounwind \"warn-stack-size\"=\"196608\" }\n"
        + "!0 = !{!\"branch_weights\", i32 1, i32 100000}\n!1 = !{i32 1}\n";
  }

  private void enter() {
    ir.variable("%row_variable", "i64");
    ir.variable("%position_variable", "i64");
    ir.variable("%end_variable", "i64");
    ir.variable("%active_variable", vectors.mask());
    ir.variable("%whole_variable", "i1");
    ir.let("%runtime", "load ptr, ptr %block");
    String streaming = ir.load("i64", byteOffset("%block", ArgumentLayout.STREAMING));
    ir.let("%streaming", "icmp ne i64 " + streaming + ", 0");
    ir.store("i64", "0", "%row_variable");
    ir.jump("row_start");
  }

  private void startRow() {
    ir.label("row_start");
    ir.let("%row", "load i64, ptr %row_variable");
    String first = ir.let("mul i64 %row, " + layout.pointersPerRow());
    ir.let("%pointers", "getelementptr ptr, ptr %rows, i64 " + first);
    operands.startRow(operations);
    for (int at = 0; at < form.operations().size(); at++) {
      if (invariant.contains(at)) {
        operations.emit(at, "");
      }
    }
    sinks.startRow();
    ir.store("i64", "%from", "%position_variable");
    ir.jump("segment");
  }

  private void segments() {
    ir.label("segment");
    ir.let("%begin", "load i64, ptr %position_variable");
    ir.let("%left", "sub i64 %to, %begin");
    ir.let("%any_whole", "icmp uge i64 %left, " + vectors.lanes());
    ir.branch("%any_whole", "whole", "rest");
    ir.label("whole");
    ir.let("%whole_length", "and i64 " + operands.bounded("%left") + ", -" + vectors.lanes());
    ir.let("%whole_end", "add i64 %begin, %whole_length");
    ir.store("i64", "%whole_end", "%end_variable");
    ir.store(vectors.mask(), "splat (i1 true)", "%active_variable");
    ir.store("i1", "true", "%whole_variable");
    operands.enterWhole("%begin", "%whole_length");
    sinks.enterWhole();
    ir.jump("vector");
    ir.label("rest");
    ir.let("%any_rest", "icmp ne i64 %left, 0");
    ir.branch("%any_rest", "padded", "row_end");
    ir.label("padded");
    String count = arithmetic.broadcast("i64", "%left");
    String active = ir.let("icmp ult " + vectors.of("i64") + " " + vectors.iota() + ", " + count);
    ir.store(vectors.mask(), active, "%active_variable");
    ir.store("i1", "false", "%whole_variable");
    ir.store("i64", ir.let("add i64 %begin, " + vectors.lanes()), "%end_variable");
    operands.enterPadded("%begin", "%left", active);
    sinks.enterPadded("%begin");
    ir.jump("vector");
  }

  private void vector() {
    ir.label("vector");
    ir.let("%position", "load i64, ptr %position_variable");
    ir.let("%end", "load i64, ptr %end_variable");
    ir.let("%active", "load " + vectors.mask() + ", ptr %active_variable");
    ir.let("%is_whole", "load i1, ptr %whole_variable");
    operands.load(operations);
    new BodyEmitter(form, vectors, ir, operations, invariant).emit("%position");
    checkFaults();
    sinks.take("%position", "%active");
    ir.let("%next", "add i64 %position, " + vectors.lanes());
    ir.store("i64", "%next", "%position_variable");
    ir.let("%more", "icmp ult i64 %next, %end");
    ir.branch("%more", "vector", "segment_end");
  }

  private void checkFaults() {
    List<String> masks = operations.faultMasks();
    if (masks.isEmpty()) {
      return;
    }
    String all =
        masks.stream()
            .reduce((a, b) -> ir.let("or " + vectors.mask() + " " + a + ", " + b))
            .orElseThrow();
    String seen = ir.let("and " + vectors.mask() + " " + all + ", %active");
    ir.branchRarely(arithmetic.any(seen), "faulted", "sound");
    ir.label("sound");
  }

  private void finishSegment() {
    ir.label("segment_end");
    ir.let("%is_padded", "icmp ugt i64 %next, %to");
    ir.branch("%is_padded", "bring", "segment");
    ir.label("bring");
    ir.let("%last_begin", "sub i64 %next, " + vectors.lanes());
    sinks.bring("%last_begin", "%active");
    ir.jump("row_end");
  }

  private void finishRow() {
    ir.label("row_end");
    sinks.finishRow();
    ir.let("%row_next", "add i64 %row, 1");
    ir.store("i64", "%row_next", "%row_variable");
    ir.let("%more_rows", "icmp ult i64 %row_next, %row_count");
    ir.branch("%more_rows", "row_start", "leave");
    ir.label("leave");
    sinks.leave();
    ir.jump("done");
  }

  /// Stores the first faulting position of every operation; the caller takes the lowest.
  private void faulted() {
    if (operations.faultMasks().isEmpty()) {
      return;
    }
    ir.label("faulted");
    ir.store("i64", "%row", byteOffset("%block", ArgumentLayout.FAULT_ROW));
    for (int fault = 0; fault < operations.faultMasks().size(); fault++) {
      String mask =
          ir.let("and " + vectors.mask() + " " + operations.faultMasks().get(fault) + ", %active");
      String bits = ir.let("zext i" + vectors.lanes() + " " + arithmetic.bits(mask) + " to i64");
      String lane =
          ir.call(
              "i64",
              "llvm.cttz.i64",
              new IrText.Argument("i64", bits),
              new IrText.Argument("i1", "false"));
      String place = ir.let("add i64 %position, " + lane);
      String none = ir.let("icmp eq i64 " + bits + ", 0");
      ir.store(
          "i64",
          ir.let("select i1 " + none + ", i64 -1, i64 " + place),
          byteOffset("%block", ArgumentLayout.FAULTS + (long) fault * Long.BYTES));
    }
    ir.jump("done");
  }

  /// Ends the function. Stores past the caches are not ordered with later stores, so a fence
  /// follows them. Without such stores there is no fence, because it would wait for all other
  /// stores.
  private void leave() {
    ir.label("done");
    if (traits.fences() && sinks.canStream()) {
      ir.branch("%streaming", "fence", "return");
      ir.label("fence");
      ir.callVoid("llvm.x86.sse.sfence");
      ir.jump("return");
      ir.label("return");
    }
    ir.line("ret void");
  }

  private String byteOffset(String base, long offset) {
    return ir.element("i8", base, Long.toString(offset));
  }
}
