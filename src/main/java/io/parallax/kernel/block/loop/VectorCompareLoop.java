package io.parallax.kernel.block.loop;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: compares two operands and yields bools.
public final class VectorCompareLoop implements BlockLoop {
  /// The constants of a copy of this class.
  ///
  /// @param secondIsUniform whether the second operand is read once
  public record Parameters(
      VectorSpecies<Lane> species,
      VectorOperators.Comparison comparison,
      boolean secondIsUniform) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final VectorSpecies<Lane> SPECIES = PARAMETERS.species();
  private static final VectorOperators.Comparison COMPARISON = PARAMETERS.comparison();
  private static final boolean B_IS_UNIFORM = PARAMETERS.secondIsUniform();
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = SPECIES.elementSize() / Byte.SIZE;

  /// Whether a vector of bytes exists with as many bytes as lanes.
  private static final boolean HAS_BYTES = LANES >= Long.BYTES;

  private static final VectorSpecies<Byte> BYTES = Species.ofBools(LANES);

  @Override
  public void run(Block block, int target, int a, int b, int c) {
    long leftAt = block.address(a);
    long rightAt = block.address(b);
    long at = block.address(target);
    ByteVector isFalse = ByteVector.zero(BYTES);
    ByteVector isTrue = ByteVector.broadcast(BYTES, 1);
    Vector<Lane> firstB = SPECIES.fromMemorySegment(Memory.ALL, rightAt, Species.ORDER);
    int count = block.paddedCount();
    for (int i = 0; i < count; i += LANES) {
      long skipped = Memory.bytes(i, WIDTH);
      Vector<Lane> y =
          B_IS_UNIFORM
              ? firstB
              : SPECIES.fromMemorySegment(Memory.ALL, rightAt + skipped, Species.ORDER);
      VectorMask<Lane> holds =
          SPECIES
              .fromMemorySegment(Memory.ALL, leftAt + skipped, Species.ORDER)
              .compare(COMPARISON, y);
      if (HAS_BYTES) {
        isFalse
            .blend(isTrue, holds.cast(BYTES))
            .intoMemorySegment(Memory.ALL, at + Memory.bytes(i, Byte.BYTES), Species.ORDER);
      } else {
        Bools.write(at + Memory.bytes(i, Byte.BYTES), LANES, holds.toLong());
      }
    }
  }
}
