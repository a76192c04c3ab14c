package io.parallax.kernel.vector;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: a conversion by value between numeric types.
final class VectorConvertLoop implements BlockLoop {
  /// @param source of the operand
  /// @param target of the result, with as many lanes
  record Parameters(
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
    MemorySegment source = block.memory(a);
    long sourceAt = block.offset(a);
    MemorySegment memory = block.memory(target);
    long at = block.offset(target);
    int count = block.paddedCount();
    for (int i = 0; i < count; i += LANES) {
      SOURCE
          .fromMemorySegment(source, sourceAt + (long) i * SOURCE_WIDTH, Species.ORDER)
          .convertShape(CONVERSION, TARGET, 0)
          .intoMemorySegment(memory, at + (long) i * TARGET_WIDTH, Species.ORDER);
    }
  }
}
