package io.parallax.kernel.block.loop;

import io.parallax.program.UnaryOperation;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: rounding to integral, which the Vector API does not offer.
///
/// Let M be the power of two from which on every float is integral (2⁵² or 2²³). For |x| < M the
/// sum |x| + M lies where neighbours are 1 apart, so it is rounded to integral, ties to even, and
/// subtracting M is exact. Rounding down corrects this result by at most 1, exactly; rounding x up
/// is rounding −x down. The sign is restored before any step can make a zero of it, so that zeros
/// keep their sign. For |x| ≥ M and NaN the result is x.
public final class VectorRoundLoop implements BlockLoop {
  /// The constants of a copy of this class.
  ///
  /// @param direction one of the four operations that round
  /// @param integralFrom M
  public record Parameters(
      VectorSpecies<Lane> species, UnaryOperation direction, long integralFrom) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final VectorSpecies<Lane> SPECIES = PARAMETERS.species();
  private static final long INTEGRAL_FROM = PARAMETERS.integralFrom();
  private static final boolean TO_EVEN = PARAMETERS.direction() == UnaryOperation.ROUND_EVEN;
  private static final boolean TO_ZERO = PARAMETERS.direction() == UnaryOperation.TRUNCATE;
  private static final boolean UP = PARAMETERS.direction() == UnaryOperation.CEIL;
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = SPECIES.elementSize() / Byte.SIZE;

  @Override
  public void run(Block block, int target, int a, int b, int c) {
    long sourceAt = block.address(a);
    long at = block.address(target);
    Vector<Lane> one = SPECIES.broadcast(1);
    Vector<Lane> shift = SPECIES.broadcast(INTEGRAL_FROM);
    int count = block.paddedCount();
    for (int i = 0; i < count; i += LANES) {
      Vector<Lane> x =
          SPECIES.fromMemorySegment(Memory.ALL, sourceAt + Memory.bytes(i, WIDTH), Species.ORDER);
      Vector<Lane> turned = UP ? x.lanewise(VectorOperators.NEG) : x;
      VectorMask<Lane> isNegative = turned.test(VectorOperators.IS_NEGATIVE);
      Vector<Lane> magnitude = x.lanewise(VectorOperators.ABS);
      Vector<Lane> even =
          magnitude.lanewise(VectorOperators.ADD, shift).lanewise(VectorOperators.SUB, shift);
      Vector<Lane> near = TO_ZERO ? even : even.lanewise(VectorOperators.NEG, isNegative);
      Vector<Lane> bound = TO_ZERO ? magnitude : turned;
      Vector<Lane> down =
          TO_EVEN
              ? near
              : near.lanewise(VectorOperators.SUB, one, near.compare(VectorOperators.GT, bound));
      Vector<Lane> signed = TO_ZERO ? down.lanewise(VectorOperators.NEG, isNegative) : down;
      Vector<Lane> rounded = UP ? signed.lanewise(VectorOperators.NEG) : signed;
      x.blend(rounded, magnitude.compare(VectorOperators.LT, shift))
          .intoMemorySegment(Memory.ALL, at + Memory.bytes(i, WIDTH), Species.ORDER);
    }
  }
}
