package io.parallax.kernel.block.loop;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: looks for products of integers that may not fit, by the products of the operands as
/// doubles. A product of doubles is wrong by less than one part in 2⁵⁰. So a product below the
/// limit fits; a block with another one is computed by the exact loop. The products themselves, or
/// the zeros that are their excess, are computed already.
public final class VectorProductSearch implements BlockLoop {
  /// The constants of a copy of this class.
  ///
  /// @param source species of the operands
  /// @param doubles species with as many lanes
  /// @param limit magnitude below which every product fits
  /// @param exact the loop that is right for all operands
  public record Parameters(
      VectorSpecies<Lane> source,
      VectorSpecies<Lane> doubles,
      VectorOperators.Conversion<Lane, Lane> conversion,
      double limit,
      BlockLoop exact) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final VectorSpecies<Lane> SOURCE = PARAMETERS.source();
  private static final VectorSpecies<Lane> DOUBLES = PARAMETERS.doubles();
  private static final VectorOperators.Conversion<Lane, Lane> CONVERSION = PARAMETERS.conversion();
  private static final long LIMIT = (long) PARAMETERS.limit();
  private static final BlockLoop EXACT = PARAMETERS.exact();
  private static final int LANES = SOURCE.length();
  private static final int WIDTH = SOURCE.elementSize() / Byte.SIZE;

  @Override
  public void run(Block block, int target, int a, int b, int c) {
    long leftAt = block.address(a);
    long rightAt = block.address(b);
    Vector<Lane> most = DOUBLES.broadcast(0);
    int count = block.paddedCount();
    for (int i = 0; i < count; i += LANES) {
      long skipped = Memory.bytes(i, WIDTH);
      Vector<Lane> x =
          SOURCE
              .fromMemorySegment(Memory.ALL, leftAt + skipped, Species.ORDER)
              .convertShape(CONVERSION, DOUBLES, 0);
      Vector<Lane> y =
          SOURCE
              .fromMemorySegment(Memory.ALL, rightAt + skipped, Species.ORDER)
              .convertShape(CONVERSION, DOUBLES, 0);
      most = most.max(x.mul(y).lanewise(VectorOperators.ABS));
    }
    if (most.compare(VectorOperators.GE, DOUBLES.broadcast(LIMIT)).anyTrue()) {
      EXACT.run(block, target, a, b, c);
    }
  }
}
