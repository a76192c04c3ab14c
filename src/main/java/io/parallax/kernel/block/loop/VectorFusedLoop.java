package io.parallax.kernel.block.loop;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: the fused multiply-add.
public final class VectorFusedLoop implements BlockLoop {
  /// The constants of a copy of this class.
  ///
  /// @param uniform bit mask of the operands to read once (see [LoopKey#uniform]); never the first
  public record Parameters(VectorSpecies<Lane> species, int uniform) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final VectorSpecies<Lane> SPECIES = PARAMETERS.species();
  private static final boolean B_IS_UNIFORM = (PARAMETERS.uniform() & LoopKey.SECOND) != 0;
  private static final boolean C_IS_UNIFORM = (PARAMETERS.uniform() & LoopKey.THIRD) != 0;
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = SPECIES.elementSize() / Byte.SIZE;

  @Override
  public void run(Block block, int target, int a, int b, int c) {
    long leftAt = block.address(a);
    long rightAt = block.address(b);
    long thirdAt = block.address(c);
    long at = block.address(target);
    Vector<Lane> firstB = SPECIES.fromMemorySegment(Memory.ALL, rightAt, Species.ORDER);
    Vector<Lane> firstC = SPECIES.fromMemorySegment(Memory.ALL, thirdAt, Species.ORDER);
    int count = block.paddedCount();
    for (int i = 0; i < count; i += LANES) {
      long skipped = Memory.bytes(i, WIDTH);
      Vector<Lane> y =
          B_IS_UNIFORM
              ? firstB
              : SPECIES.fromMemorySegment(Memory.ALL, rightAt + skipped, Species.ORDER);
      Vector<Lane> z =
          C_IS_UNIFORM
              ? firstC
              : SPECIES.fromMemorySegment(Memory.ALL, thirdAt + skipped, Species.ORDER);
      SPECIES
          .fromMemorySegment(Memory.ALL, leftAt + skipped, Species.ORDER)
          .lanewise(VectorOperators.FMA, y, z)
          .intoMemorySegment(Memory.ALL, at + skipped, Species.ORDER);
    }
  }
}
