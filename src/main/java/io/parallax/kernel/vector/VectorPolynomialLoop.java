package io.parallax.kernel.vector;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: polynomials, four vectors side by side, so that one's latency is hidden behind the
/// others and a coefficient is loaded once for all. Four vectors are never more than a grain.
final class VectorPolynomialLoop implements PolynomialLoop {
  record Parameters(VectorSpecies<Lane> species) {}

  private static final VectorSpecies<Lane> SPECIES =
      Templates.parameters(MethodHandles.lookup(), Parameters.class).species();
  private static final long BYTES = SPECIES.vectorByteSize();
  private static final int LANES = SPECIES.length();

  @Override
  public void run(Block block, int target, int x, int start, int[] coefficients) {
    MemorySegment arguments = block.memory(x);
    long argumentsAt = block.offset(x);
    MemorySegment starts = block.memory(start);
    long startsAt = block.offset(start);
    MemorySegment memory = block.memory(target);
    long at = block.offset(target);
    int count = block.paddedCount();
    for (int i = 0; i < count; i += 4 * LANES) {
      long skipped = (long) i / LANES * BYTES;
      Vector<Lane> firstX = load(arguments, argumentsAt + skipped);
      Vector<Lane> secondX = load(arguments, argumentsAt + skipped + BYTES);
      Vector<Lane> thirdX = load(arguments, argumentsAt + skipped + 2 * BYTES);
      Vector<Lane> fourthX = load(arguments, argumentsAt + skipped + 3 * BYTES);
      Vector<Lane> first = load(starts, startsAt + skipped);
      Vector<Lane> second = load(starts, startsAt + skipped + BYTES);
      Vector<Lane> third = load(starts, startsAt + skipped + 2 * BYTES);
      Vector<Lane> fourth = load(starts, startsAt + skipped + 3 * BYTES);
      for (int coefficient : coefficients) {
        Vector<Lane> next = load(block.memory(coefficient), block.offset(coefficient));
        first = first.lanewise(VectorOperators.FMA, firstX, next);
        second = second.lanewise(VectorOperators.FMA, secondX, next);
        third = third.lanewise(VectorOperators.FMA, thirdX, next);
        fourth = fourth.lanewise(VectorOperators.FMA, fourthX, next);
      }
      first.intoMemorySegment(memory, at + skipped, Species.ORDER);
      second.intoMemorySegment(memory, at + skipped + BYTES, Species.ORDER);
      third.intoMemorySegment(memory, at + skipped + 2 * BYTES, Species.ORDER);
      fourth.intoMemorySegment(memory, at + skipped + 3 * BYTES, Species.ORDER);
    }
  }

  private static Vector<Lane> load(MemorySegment memory, long at) {
    return SPECIES.fromMemorySegment(memory, at, Species.ORDER);
  }
}
