package io.parallax.kernel.block.loop;

import io.parallax.type.DataType;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: floor division and modulo of integers, computed through doubles. A block is computed
/// so where |a / b| < 2⁴⁹ and b ≠ 0 for all elements; for int32, |a / b| < 2⁴⁹ always holds. Other
/// blocks are computed by the exact loop.
///
/// Let z be the exact a / b, and v its estimate in doubles. Two conversions, a division or a
/// reciprocal, and a product round, each by a factor of at most 1 ± 2⁻⁵³, so |v − z| < 2⁴⁹ · 2⁻⁵¹ =
/// ¼. Let q be v rounded to nearest: |q − z| ≤ ¾. Then r = a − q·b has |r| ≤ ¾·|b|: it fits the
/// type, so wrapping arithmetic gives it exactly. If r is zero or has the sign of b, r is the
/// remainder and q the floor; otherwise q is 1 too great, and r + b is the remainder.
///
/// v is rounded by adding 1.5 · 2⁵², which leaves the integer in the low bits.
public final class VectorDivisionLoop implements BlockLoop {
  /// The constants of a copy of this class.
  ///
  /// @param type of operands and result
  /// @param wantsQuotient whether the result is the quotient; otherwise the remainder
  /// @param divisorIsUniform whether to read the divisor once, and multiply by its reciprocal
  /// @param exact the loop that is right for all operands
  public record Parameters(
      DataType type, boolean wantsQuotient, boolean divisorIsUniform, BlockLoop exact) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final boolean WANTS_QUOTIENT = PARAMETERS.wantsQuotient();
  private static final boolean DIVISOR_IS_UNIFORM = PARAMETERS.divisorIsUniform();
  private static final BlockLoop EXACT = PARAMETERS.exact();
  private static final VectorSpecies<Lane> DOUBLES = Species.of(DataType.FLOAT64);
  private static final VectorSpecies<Lane> LONGS = Species.of(DataType.INT64);
  private static final VectorSpecies<Lane> INTEGERS = Species.of(PARAMETERS.type(), LONGS.length());
  private static final VectorOperators.Conversion<Lane, Lane> TO_DOUBLE =
      Species.conversion(PARAMETERS.type(), DataType.FLOAT64);
  private static final VectorOperators.Conversion<Lane, Lane> NARROW =
      Species.conversion(DataType.INT64, DataType.INT32);
  private static final boolean NARROWS = PARAMETERS.type() == DataType.INT32;
  private static final int LANES = INTEGERS.length();
  private static final int WIDTH = INTEGERS.elementSize() / Byte.SIZE;
  private static final long BOUND = 1L << 49;
  private static final long SHIFT = 3L << 51;

  @Override
  public void run(Block block, int target, int a, int b, int c) {
    long leftAt = block.address(a);
    long rightAt = block.address(b);
    long at = block.address(target);
    Vector<Lane> shift = DOUBLES.broadcast(SHIFT);
    Vector<Lane> shiftBits = LONGS.broadcast(Double.doubleToRawLongBits(SHIFT));
    Vector<Lane> bound = DOUBLES.broadcast(BOUND);
    Vector<Lane> zero = INTEGERS.broadcast(0);
    Vector<Lane> one = INTEGERS.broadcast(1);
    Vector<Lane> firstB = INTEGERS.fromMemorySegment(Memory.ALL, rightAt, Species.ORDER);
    Vector<Lane> reciprocal =
        DOUBLES
            .broadcast(1)
            .lanewise(VectorOperators.DIV, firstB.convertShape(TO_DOUBLE, DOUBLES, 0));
    VectorMask<Lane> isRight = DOUBLES.maskAll(true);
    int count = block.paddedCount();
    for (int i = 0; i < count; i += LANES) {
      long skipped = Memory.bytes(i, WIDTH);
      Vector<Lane> x = INTEGERS.fromMemorySegment(Memory.ALL, leftAt + skipped, Species.ORDER);
      Vector<Lane> y =
          DIVISOR_IS_UNIFORM
              ? firstB
              : INTEGERS.fromMemorySegment(Memory.ALL, rightAt + skipped, Species.ORDER);
      Vector<Lane> dividend = x.convertShape(TO_DOUBLE, DOUBLES, 0);
      Vector<Lane> estimate =
          DIVISOR_IS_UNIFORM
              ? dividend.lanewise(VectorOperators.MUL, reciprocal)
              : dividend.lanewise(VectorOperators.DIV, y.convertShape(TO_DOUBLE, DOUBLES, 0));
      isRight =
          isRight.and(estimate.lanewise(VectorOperators.ABS).compare(VectorOperators.LT, bound));
      Vector<Lane> rounded =
          estimate
              .lanewise(VectorOperators.ADD, shift)
              .reinterpretShape(LONGS, 0)
              .lanewise(VectorOperators.SUB, shiftBits);
      Vector<Lane> quotient = NARROWS ? rounded.convertShape(NARROW, INTEGERS, 0) : rounded;
      Vector<Lane> remainder =
          x.lanewise(VectorOperators.SUB, quotient.lanewise(VectorOperators.MUL, y));
      VectorMask<Lane> isTooGreat =
          remainder
              .lanewise(VectorOperators.XOR, y)
              .compare(VectorOperators.LT, zero)
              .and(remainder.compare(VectorOperators.NE, zero));
      Vector<Lane> result =
          WANTS_QUOTIENT
              ? quotient.lanewise(VectorOperators.SUB, one, isTooGreat)
              : remainder.lanewise(VectorOperators.ADD, y, isTooGreat);
      result.intoMemorySegment(Memory.ALL, at + skipped, Species.ORDER);
    }
    if (!isRight.allTrue()) {
      EXACT.run(block, target, a, b, c);
    }
  }
}
