package io.parallax.kernel.block.loop;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: converts by value from one numeric type to another.
public final class VectorConvertLoop implements BlockLoop {
  /// The constants of a copy of this class.
  ///
  /// @param source species of the operand
  /// @param target species of the result, with as many lanes
  public record Parameters(
      VectorSpecies<Lane> source,
      VectorSpecies<Lane> target,
      VectorOperators.Conversion<Lane, Lane> conversion) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final VectorSpecies<Lane> SOURCE = PARAMETERS.source();
  private static final VectorSpecies<Lane> TARGET = PARAMETERS.target();
  private static final VectorOperators.Conversion<Lane, Lane> CONVERSION = PARAMETERS.conversion();
  private static final int LANES = SOURCE.length();
  private static final int SOURCE_WIDTH = SOURCE.elementSize() / Byte.SIZE;
  private static final int TARGET_WIDTH = TARGET.elementSize() / Byte.SIZE;

  @Override
  public void run(Block block, int target, int a, int b, int c) {
    long sourceAt = block.address(a);
    long at = block.address(target);
    int count = block.paddedCount();
    for (int i = 0; i < count; i += LANES) {
      SOURCE
          .fromMemorySegment(Memory.ALL, sourceAt + Memory.bytes(i, SOURCE_WIDTH), Species.ORDER)
          .convertShape(CONVERSION, TARGET, 0)
          .intoMemorySegment(Memory.ALL, at + Memory.bytes(i, TARGET_WIDTH), Species.ORDER);
    }
  }
}
