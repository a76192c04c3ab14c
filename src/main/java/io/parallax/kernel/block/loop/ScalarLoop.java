package io.parallax.kernel.block.loop;

import io.parallax.program.Arithmetic;
import io.parallax.program.Operation;
import io.parallax.type.DataType;
import java.lang.invoke.MethodHandles;

/// A template: computes a formula element by element.
public final class ScalarLoop implements BlockLoop {
  /// The constants of a copy of this class.
  ///
  /// @param operation canonical (see [LoopKey])
  /// @param a the type of the first operand; `b` and `c` are the types of the others
  public record Parameters(
      Operation operation, ScalarFormula formula, DataType a, DataType b, DataType c) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final Operation OPERATION = PARAMETERS.operation();
  private static final ScalarFormula FORMULA = PARAMETERS.formula();
  private static final DataType A = PARAMETERS.a();
  private static final DataType B = PARAMETERS.b();
  private static final DataType C = PARAMETERS.c();
  private static final DataType RESULT = OPERATION.type();

  @Override
  public void run(Block block, int target, int a, int b, int c) {
    long leftAt = block.address(a);
    long rightAt = block.address(b);
    long thirdAt = block.address(c);
    long resultAt = block.address(target);
    int count = block.count();
    for (int i = 0; i < count; i++) {
      long x = Bits.read(A, leftAt, i);
      long y = Bits.read(B, rightAt, i);
      long z = Bits.read(C, thirdAt, i);
      Bits.write(RESULT, resultAt, i, FORMULA.apply(x, y, z));
    }
    if (OPERATION instanceof Operation.Binary binary && binary.operation().canFault()) {
      recordFault(block, binary, target, leftAt, rightAt);
    }
  }

  private static void recordFault(
      Block block, Operation.Binary binary, int target, long leftAt, long rightAt) {
    for (int i = 0; i < block.count(); i++) {
      long left = Bits.read(A, leftAt, i);
      long right = Bits.read(B, rightAt, i);
      if (Arithmetic.faults(binary.operation(), binary.type(), left, right)) {
        block.faulted(target, i);
        return;
      }
    }
  }
}
