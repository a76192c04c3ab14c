package io.parallax.kernel.vector;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// A template: bools to numbers 0 and 1.
final class VectorWidenLoop implements BlockLoop {
  /// @param species of the numbers
  record Parameters(VectorSpecies<Lane> species) {}

  private static final VectorSpecies<Lane> SPECIES =
      Templates.parameters(MethodHandles.lookup(), Parameters.class).species();
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = SPECIES.elementSize() / Byte.SIZE;

  @Override
  public void run(Block block, int target, int a, int b, int c) {
    long boolsAt = block.address(a);
    long at = block.address(target);
    Vector<Lane> zero = SPECIES.broadcast(0);
    Vector<Lane> one = SPECIES.broadcast(1);
    int count = block.paddedCount();
    for (int i = 0; i < count; i += LANES) {
      zero.blend(
              one,
              VectorMask.fromLong(
                  SPECIES, Bools.read(boolsAt + Memory.bytes(i, Byte.BYTES), LANES)))
          .intoMemorySegment(Memory.ALL, at + Memory.bytes(i, WIDTH), Species.ORDER);
    }
  }
}
