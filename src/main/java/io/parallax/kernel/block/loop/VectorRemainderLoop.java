package io.parallax.kernel.block.loop;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: the remainder of truncated division of floats. A block is computed so where |a / b|
/// < M/2, with M as in [VectorRoundLoop], and b is finite and not zero for all elements. Other
/// blocks are computed by the exact loop.
///
/// Let q be ⌊|a| / |b|⌋. The rounded quotient is at least q, because q is a float and rounding is
/// monotone. It reaches q + 1 only where the true quotient is within half a unit in the last place
/// of q + 1. So the floor q′ of the rounded quotient is q or q + 1. The difference |a| − q′·|b| is
/// a multiple of the last place of |b| and of |a|, and its magnitude is below |b| — for q′ = q + 1
/// far below — so it is a float, and the fused multiply-add gives it exactly. Where it is negative,
/// q′ was q + 1, and adding |b| gives the remainder, exactly again.
public final class VectorRemainderLoop implements BlockLoop {
  /// The constants of a copy of this class.
  ///
  /// @param integralFrom M
  /// @param exact the loop that is right for all operands
  public record Parameters(VectorSpecies<Lane> species, long integralFrom, BlockLoop exact) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final VectorSpecies<Lane> SPECIES = PARAMETERS.species();
  private static final long INTEGRAL_FROM = PARAMETERS.integralFrom();
  private static final BlockLoop EXACT = PARAMETERS.exact();
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = SPECIES.elementSize() / Byte.SIZE;

  @Override
  public void run(Block block, int target, int a, int b, int c) {
    long leftAt = block.address(a);
    long rightAt = block.address(b);
    long at = block.address(target);
    Vector<Lane> one = SPECIES.broadcast(1);
    Vector<Lane> shift = SPECIES.broadcast(INTEGRAL_FROM);
    Vector<Lane> bound = SPECIES.broadcast(INTEGRAL_FROM / 2);
    VectorMask<Lane> isRight = SPECIES.maskAll(true);
    int count = block.paddedCount();
    for (int i = 0; i < count; i += LANES) {
      long skipped = Memory.bytes(i, WIDTH);
      Vector<Lane> x = SPECIES.fromMemorySegment(Memory.ALL, leftAt + skipped, Species.ORDER);
      Vector<Lane> y = SPECIES.fromMemorySegment(Memory.ALL, rightAt + skipped, Species.ORDER);
      Vector<Lane> dividend = x.lanewise(VectorOperators.ABS);
      Vector<Lane> divisor = y.lanewise(VectorOperators.ABS);
      Vector<Lane> quotient = dividend.lanewise(VectorOperators.DIV, divisor);
      isRight =
          isRight
              .and(quotient.compare(VectorOperators.LT, bound))
              .and(y.test(VectorOperators.IS_FINITE));
      Vector<Lane> even =
          quotient.lanewise(VectorOperators.ADD, shift).lanewise(VectorOperators.SUB, shift);
      Vector<Lane> floor =
          even.lanewise(VectorOperators.SUB, one, even.compare(VectorOperators.GT, quotient));
      Vector<Lane> remainder =
          floor.lanewise(VectorOperators.NEG).lanewise(VectorOperators.FMA, divisor, dividend);
      remainder
          .lanewise(VectorOperators.ADD, divisor, remainder.test(VectorOperators.IS_NEGATIVE))
          .lanewise(VectorOperators.NEG, x.test(VectorOperators.IS_NEGATIVE))
          .intoMemorySegment(Memory.ALL, at + skipped, Species.ORDER);
    }
    if (!isRight.allTrue()) {
      EXACT.run(block, target, a, b, c);
    }
  }
}
