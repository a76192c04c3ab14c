package io.parallax.kernel.block.loop;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: sums and differences of integers that fault where the value does not fit.
///
/// A sum overflows where its sign is neither operand's; a difference where the operands' signs
/// differ and its sign is not the first one's. The sign bits are gathered over the whole block. A
/// block with an overflow is computed again by the loop that finds the first one.
public final class VectorExactLoop implements BlockLoop {
  /// The constants of a copy of this class.
  ///
  /// @param subtracts whether to subtract; otherwise to add
  /// @param uniform bit mask of the operands to read once (see [LoopKey#uniform])
  /// @param search the loop that records the first fault
  public record Parameters(
      VectorSpecies<Lane> species, boolean subtracts, int uniform, BlockLoop search) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final VectorSpecies<Lane> SPECIES = PARAMETERS.species();
  private static final boolean SUBTRACTS = PARAMETERS.subtracts();
  private static final boolean A_IS_UNIFORM = (PARAMETERS.uniform() & LoopKey.FIRST) != 0;
  private static final boolean B_IS_UNIFORM = (PARAMETERS.uniform() & LoopKey.SECOND) != 0;
  private static final BlockLoop SEARCH = PARAMETERS.search();
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = SPECIES.elementSize() / Byte.SIZE;

  @Override
  public void run(Block block, int target, int a, int b, int c) {
    long leftAt = block.address(a);
    long rightAt = block.address(b);
    long at = block.address(target);
    Vector<Lane> firstA = SPECIES.fromMemorySegment(Memory.ALL, leftAt, Species.ORDER);
    Vector<Lane> firstB = SPECIES.fromMemorySegment(Memory.ALL, rightAt, Species.ORDER);
    // Not SPECIES.zero(): that is an object, and a value of the loop that starts as one stays one.
    Vector<Lane> zero = SPECIES.broadcast(0);
    Vector<Lane> signs = zero;
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
      Vector<Lane> result = SUBTRACTS ? x.sub(y) : x.add(y);
      Vector<Lane> other = (SUBTRACTS ? x : result).lanewise(VectorOperators.XOR, y);
      Vector<Lane> changed = x.lanewise(VectorOperators.XOR, result);
      signs = signs.lanewise(VectorOperators.OR, other.lanewise(VectorOperators.AND, changed));
      result.intoMemorySegment(Memory.ALL, at + skipped, Species.ORDER);
    }
    if (signs.compare(VectorOperators.LT, zero).anyTrue()) {
      SEARCH.run(block, target, a, b, c);
    }
  }
}
