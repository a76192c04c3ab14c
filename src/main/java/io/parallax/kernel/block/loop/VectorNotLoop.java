package io.parallax.kernel.block.loop;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: the complement of bools, whose bytes are 0 and 1.
public final class VectorNotLoop implements BlockLoop {
  public record Parameters(VectorSpecies<Lane> species) {}

  private static final VectorSpecies<Lane> SPECIES =
      Templates.parameters(MethodHandles.lookup(), Parameters.class).species();
  private static final int LANES = SPECIES.length();
  private static final Vector<Lane> ONE = SPECIES.broadcast(1);

  @Override
  public void run(Block block, int target, int a, int b, int c) {
    long sourceAt = block.address(a);
    long at = block.address(target);
    int count = block.paddedCount();
    for (int i = 0; i < count; i += LANES) {
      SPECIES
          .fromMemorySegment(Memory.ALL, sourceAt + Memory.bytes(i, Byte.BYTES), Species.ORDER)
          .lanewise(VectorOperators.XOR, ONE)
          .intoMemorySegment(Memory.ALL, at + Memory.bytes(i, Byte.BYTES), Species.ORDER);
    }
  }
}
