package io.parallax.kernel.block.loop;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: products of integers that fault where the value does not fit, or their excess.
///
/// A product fits, and its excess is 0, where both operands fit half the type's bits, which is what
/// the loop looks for. A block with a longer operand is looked at again by the search.
public final class VectorIntegerProductLoop implements BlockLoop {
  /// The constants of a copy of this class.
  ///
  /// @param wantsExcess whether the excess of the products is wanted, not the products
  /// @param secondIsUniform whether the second operand is read once
  /// @param search the loop that computes a block with products that do not fit
  public record Parameters(
      VectorSpecies<Lane> species,
      boolean wantsExcess,
      boolean secondIsUniform,
      BlockLoop search) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final VectorSpecies<Lane> SPECIES = PARAMETERS.species();
  private static final boolean WANTS_EXCESS = PARAMETERS.wantsExcess();
  private static final boolean B_IS_UNIFORM = PARAMETERS.secondIsUniform();
  private static final BlockLoop SEARCH = PARAMETERS.search();
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = SPECIES.elementSize() / Byte.SIZE;
  private static final int HALF_BITS = SPECIES.elementSize() / 2;

  @Override
  public void run(Block block, int target, int a, int b, int c) {
    long leftAt = block.address(a);
    long rightAt = block.address(b);
    long at = block.address(target);
    Vector<Lane> firstB = SPECIES.fromMemorySegment(Memory.ALL, rightAt, Species.ORDER);
    // Added to an operand of half the bits, it gives a number from 0 to 2^half − 1.
    Vector<Lane> bias = SPECIES.broadcast(1L << (HALF_BITS - 1));
    // Not SPECIES.zero(): that is an object, and a value of the loop that starts as one stays one.
    Vector<Lane> zero = SPECIES.broadcast(0);
    Vector<Lane> bits = zero;
    int count = block.paddedCount();
    for (int i = 0; i < count; i += LANES) {
      long skipped = Memory.bytes(i, WIDTH);
      Vector<Lane> x = SPECIES.fromMemorySegment(Memory.ALL, leftAt + skipped, Species.ORDER);
      Vector<Lane> y =
          B_IS_UNIFORM
              ? firstB
              : SPECIES.fromMemorySegment(Memory.ALL, rightAt + skipped, Species.ORDER);
      bits = bits.lanewise(VectorOperators.OR, x.add(bias));
      bits = bits.lanewise(VectorOperators.OR, y.add(bias));
      (WANTS_EXCESS ? zero : x.mul(y)).intoMemorySegment(Memory.ALL, at + skipped, Species.ORDER);
    }
    if (bits.lanewise(VectorOperators.LSHR, (long) HALF_BITS)
        .compare(VectorOperators.NE, zero)
        .anyTrue()) {
      SEARCH.run(block, target, a, b, c);
    }
  }
}
