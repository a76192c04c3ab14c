package io.parallax.kernel.vector;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: an operator on one operand.
final class VectorUnaryLoop implements BlockLoop {
  record Parameters(VectorSpecies<Lane> species, VectorOperators.Unary operator) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final VectorSpecies<Lane> SPECIES = PARAMETERS.species();
  private static final VectorOperators.Unary OPERATOR = PARAMETERS.operator();
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = SPECIES.elementSize() / Byte.SIZE;

  @Override
  public void run(Block block, int target, int a, int b, int c) {
    MemorySegment source = block.memory(a);
    long sourceAt = block.offset(a);
    MemorySegment memory = block.memory(target);
    long at = block.offset(target);
    int count = block.paddedCount();
    for (int i = 0; i < count; i += LANES) {
      SPECIES
          .fromMemorySegment(source, sourceAt + (long) i * WIDTH, Species.ORDER)
          .lanewise(OPERATOR)
          .intoMemorySegment(memory, at + (long) i * WIDTH, Species.ORDER);
    }
  }
}
