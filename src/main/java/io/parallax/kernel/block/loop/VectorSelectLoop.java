package io.parallax.kernel.block.loop;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: the second operand where the first operand, a bool, is true; otherwise the third.
public final class VectorSelectLoop implements BlockLoop {
  /// The constants of a copy of this class.
  ///
  /// @param species of the values
  /// @param uniform bit mask of the operands to read once (see [LoopKey#uniform]); never the first
  public record Parameters(VectorSpecies<Lane> species, int uniform) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final VectorSpecies<Lane> SPECIES = PARAMETERS.species();
  private static final boolean B_IS_UNIFORM = (PARAMETERS.uniform() & LoopKey.SECOND) != 0;
  private static final boolean C_IS_UNIFORM = (PARAMETERS.uniform() & LoopKey.THIRD) != 0;
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = SPECIES.elementSize() / Byte.SIZE;

  /// Whether a vector of bytes exists with as many bytes as lanes.
  private static final boolean HAS_BYTES = LANES >= Long.BYTES;

  private static final VectorSpecies<Byte> BYTES = Species.ofBools(LANES);
  private static final ByteVector FALSE = ByteVector.zero(BYTES);

  @Override
  public void run(Block block, int target, int a, int b, int c) {
    long conditionsAt = block.address(a);
    long secondAt = block.address(b);
    long thirdAt = block.address(c);
    long at = block.address(target);
    Vector<Lane> firstB = SPECIES.fromMemorySegment(Memory.ALL, secondAt, Species.ORDER);
    Vector<Lane> firstC = SPECIES.fromMemorySegment(Memory.ALL, thirdAt, Species.ORDER);
    int count = block.paddedCount();
    for (int i = 0; i < count; i += LANES) {
      long skipped = Memory.bytes(i, WIDTH);
      VectorMask<Lane> condition = holds(conditionsAt + Memory.bytes(i, Byte.BYTES));
      Vector<Lane> whenTrue =
          B_IS_UNIFORM
              ? firstB
              : SPECIES.fromMemorySegment(Memory.ALL, secondAt + skipped, Species.ORDER);
      Vector<Lane> whenFalse =
          C_IS_UNIFORM
              ? firstC
              : SPECIES.fromMemorySegment(Memory.ALL, thirdAt + skipped, Species.ORDER);
      whenFalse
          .blend(whenTrue, condition)
          .intoMemorySegment(Memory.ALL, at + skipped, Species.ORDER);
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
