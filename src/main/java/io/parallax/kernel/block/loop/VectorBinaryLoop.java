package io.parallax.kernel.block.loop;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: an operator with two operands.
public final class VectorBinaryLoop implements BlockLoop {
  /// The constants of a copy of this class.
  ///
  /// @param uniform bit mask of the operands to read once (see [LoopKey#uniform])
  public record Parameters(
      VectorSpecies<Lane> species, VectorOperators.Binary operator, int uniform) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final VectorSpecies<Lane> SPECIES = PARAMETERS.species();
  private static final VectorOperators.Binary OPERATOR = PARAMETERS.operator();
  private static final boolean A_IS_UNIFORM = (PARAMETERS.uniform() & LoopKey.FIRST) != 0;
  private static final boolean B_IS_UNIFORM = (PARAMETERS.uniform() & LoopKey.SECOND) != 0;
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = SPECIES.elementSize() / Byte.SIZE;

  @Override
  public void run(Block block, int target, int a, int b, int c) {
    long leftAt = block.address(a);
    long rightAt = block.address(b);
    long at = block.address(target);
    Vector<Lane> firstA = SPECIES.fromMemorySegment(Memory.ALL, leftAt, Species.ORDER);
    Vector<Lane> firstB = SPECIES.fromMemorySegment(Memory.ALL, rightAt, Species.ORDER);
    int count = block.paddedCount();
    for (int i = 0; i < count; i += LANES) {
      long skipped = Memory.bytes(i, WIDTH);
      Vector<Lane> x =
          A_IS_UNIFORM
              ? firstA
              : SPECIES.fromMemorySegment(Memory.ALL, leftAt + skipped, Species.ORDER);
      Vector<Lane> y =
          B_IS_UNIFORM
              ? firstB
              : SPECIES.fromMemorySegment(Memory.ALL, rightAt + skipped, Species.ORDER);
      x.lanewise(OPERATOR, y).intoMemorySegment(Memory.ALL, at + skipped, Species.ORDER);
    }
  }
}
