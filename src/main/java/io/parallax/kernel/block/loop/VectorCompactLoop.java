package io.parallax.kernel.block.loop;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: compaction of whole vectors. Each vector is written in full; the next vector is
/// written right after the kept elements of the one before.
public final class VectorCompactLoop implements CompactLoop {
  /// The constants of a copy of this class.
  ///
  /// @param species with elements of the values' width
  /// @param rest the loop for blocks that are not made of whole vectors
  public record Parameters(VectorSpecies<Lane> species, CompactLoop rest) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final VectorSpecies<Lane> SPECIES = PARAMETERS.species();
  private static final CompactLoop REST = PARAMETERS.rest();
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = SPECIES.elementSize() / Byte.SIZE;

  /// Whether a vector of bytes exists with as many bytes as lanes.
  private static final boolean HAS_BYTES = LANES >= Long.BYTES;

  private static final VectorSpecies<Byte> BYTES = Species.ofBools(LANES);
  private static final ByteVector FALSE = ByteVector.zero(BYTES);

  @Override
  public int run(Block block, int value, int mask, long target) {
    if (!block.fillsGrains()) {
      return REST.run(block, value, mask, target);
    }
    long valuesAt = block.address(value);
    long keepsAt = block.address(mask);
    int count = block.count();
    int kept = 0;
    for (int i = 0; i < count; i += LANES) {
      VectorMask<Lane> keeps = keeps(keepsAt + Memory.bytes(i, Byte.BYTES));
      SPECIES
          .fromMemorySegment(Memory.ALL, valuesAt + Memory.bytes(i, WIDTH), Species.ORDER)
          .compress(keeps)
          .intoMemorySegment(Memory.ALL, target + Memory.bytes(kept, WIDTH), Species.ORDER);
      kept += keeps.trueCount();
    }
    return kept;
  }

  private static VectorMask<Lane> keeps(long at) {
    return HAS_BYTES
        ? BYTES
            .fromMemorySegment(Memory.ALL, at, Species.ORDER)
            .compare(VectorOperators.NE, FALSE)
            .cast(SPECIES)
        : VectorMask.fromLong(SPECIES, Bools.read(at, LANES));
  }
}
