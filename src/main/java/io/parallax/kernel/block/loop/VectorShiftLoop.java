package io.parallax.kernel.block.loop;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: shifts of integers. A block in which no count is negative, and of an exact shift
/// every value fits, is computed in vectors. Counts of the width and more are treated separately,
/// because the Vector API takes counts modulo the width. Other blocks are computed by the exact
/// loop.
public final class VectorShiftLoop implements BlockLoop {
  /// The constants of a copy of this class.
  ///
  /// @param shiftsLeft whether to shift left; otherwise right, arithmetically
  /// @param isExact whether a value that does not fit is a fault
  /// @param secondIsUniform whether the count is read once
  /// @param exact the loop that is right for all operands
  public record Parameters(
      VectorSpecies<Lane> species,
      boolean shiftsLeft,
      boolean isExact,
      boolean secondIsUniform,
      BlockLoop exact) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final VectorSpecies<Lane> SPECIES = PARAMETERS.species();
  private static final boolean SHIFTS_LEFT = PARAMETERS.shiftsLeft();
  private static final boolean IS_EXACT = PARAMETERS.isExact();
  private static final boolean B_IS_UNIFORM = PARAMETERS.secondIsUniform();
  private static final BlockLoop EXACT = PARAMETERS.exact();
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = SPECIES.elementSize() / Byte.SIZE;

  @Override
  public void run(Block block, int target, int a, int b, int c) {
    long leftAt = block.address(a);
    long rightAt = block.address(b);
    long at = block.address(target);
    Vector<Lane> zero = SPECIES.broadcast(0);
    Vector<Lane> most = SPECIES.broadcast(SPECIES.elementSize() - 1);
    Vector<Lane> firstB = SPECIES.fromMemorySegment(Memory.ALL, rightAt, Species.ORDER);
    VectorMask<Lane> isRight = firstB.compare(VectorOperators.GE, zero);
    int count = block.paddedCount();
    for (int i = 0; i < count; i += LANES) {
      long skipped = Memory.bytes(i, WIDTH);
      Vector<Lane> x = SPECIES.fromMemorySegment(Memory.ALL, leftAt + skipped, Species.ORDER);
      Vector<Lane> y =
          B_IS_UNIFORM
              ? firstB
              : SPECIES.fromMemorySegment(Memory.ALL, rightAt + skipped, Species.ORDER);
      if (!B_IS_UNIFORM) {
        isRight = isRight.and(y.compare(VectorOperators.GE, zero));
      }
      Vector<Lane> result =
          SHIFTS_LEFT
              ? x.lanewise(VectorOperators.LSHL, y).blend(zero, y.compare(VectorOperators.GT, most))
              : x.lanewise(VectorOperators.ASHR, y.lanewise(VectorOperators.MIN, most));
      if (IS_EXACT) {
        Vector<Lane> back =
            result.lanewise(VectorOperators.ASHR, y.lanewise(VectorOperators.MIN, most));
        isRight = isRight.and(back.compare(VectorOperators.EQ, x));
      }
      result.intoMemorySegment(Memory.ALL, at + skipped, Species.ORDER);
    }
    if (!isRight.allTrue()) {
      EXACT.run(block, target, a, b, c);
    }
  }
}
