package io.parallax.kernel.block.loop;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: an operator with one operand.
public final class VectorUnaryLoop implements BlockLoop {
  public record Parameters(VectorSpecies<Lane> species, VectorOperators.Unary operator) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final VectorSpecies<Lane> SPECIES = PARAMETERS.species();
  private static final VectorOperators.Unary OPERATOR = PARAMETERS.operator();
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = SPECIES.elementSize() / Byte.SIZE;

  @Override
  public void run(Block block, int target, int a, int b, int c) {
    long sourceAt = block.address(a);
    long at = block.address(target);
    int count = block.paddedCount();
    for (int i = 0; i < count; i += LANES) {
      SPECIES
          .fromMemorySegment(Memory.ALL, sourceAt + Memory.bytes(i, WIDTH), Species.ORDER)
          .lanewise(OPERATOR)
          .intoMemorySegment(Memory.ALL, at + Memory.bytes(i, WIDTH), Species.ORDER);
    }
  }
}
