package io.parallax.kernel.block.loop;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: converts bools to the numbers 0 and 1.
public final class VectorWidenLoop implements BlockLoop {
  /// The constants of a copy of this class.
  ///
  /// @param species of the numbers
  public record Parameters(VectorSpecies<Lane> species) {}

  private static final VectorSpecies<Lane> SPECIES =
      Templates.parameters(MethodHandles.lookup(), Parameters.class).species();
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = SPECIES.elementSize() / Byte.SIZE;

  /// Whether a vector of bytes exists with as many bytes as lanes.
  private static final boolean HAS_BYTES = LANES >= Long.BYTES;

  private static final VectorSpecies<Byte> BYTES = Species.ofBools(LANES);
  private static final ByteVector FALSE = ByteVector.zero(BYTES);

  @Override
  public void run(Block block, int target, int a, int b, int c) {
    long boolsAt = block.address(a);
    long at = block.address(target);
    Vector<Lane> zero = SPECIES.broadcast(0);
    Vector<Lane> one = SPECIES.broadcast(1);
    int count = block.paddedCount();
    for (int i = 0; i < count; i += LANES) {
      zero.blend(one, holds(boolsAt + Memory.bytes(i, Byte.BYTES)))
          .intoMemorySegment(Memory.ALL, at + Memory.bytes(i, WIDTH), Species.ORDER);
    }
  }

  private static VectorMask<Lane> holds(long at) {
    return HAS_BYTES
        ? BYTES
            .fromMemorySegment(Memory.ALL, at, Species.ORDER)
            .compare(VectorOperators.NE, FALSE)
            .cast(SPECIES)
        : VectorMask.fromLong(SPECIES, Bools.read(at, LANES));
  }
}
