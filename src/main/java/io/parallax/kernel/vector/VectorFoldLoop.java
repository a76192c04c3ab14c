package io.parallax.kernel.vector;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: a reduction with one value a lane.
///
/// Where the order does not matter, several vectors accumulate side by side, to hide the latency of
/// the operator.
final class VectorFoldLoop implements ReduceLoop {
  /// @param identity changes no accumulator
  /// @param vectors how many accumulate side by side: 1, 2 or 4
  record Parameters(
      VectorSpecies<Lane> species,
      VectorOperators.Binary operator,
      Vector<Lane> identity,
      int vectors,
      boolean masked) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final VectorSpecies<Lane> SPECIES = PARAMETERS.species();
  private static final VectorOperators.Binary OPERATOR = PARAMETERS.operator();
  private static final Vector<Lane> IDENTITY = PARAMETERS.identity();
  private static final boolean MASKED = PARAMETERS.masked();
  private static final int LANES = SPECIES.length();
  private static final int VECTORS = PARAMETERS.vectors();

  @Override
  public int lanes() {
    return LANES * VECTORS;
  }

  @Override
  public void run(
      Block block, int value, int mask, int from, int count, MemorySegment state, long at) {
    MemorySegment values = block.memory(value);
    long valuesAt = block.offset(value) + (long) from * Long.BYTES;
    MemorySegment takes = block.memory(mask);
    long takesAt = block.offset(mask) + from;
    Vector<Lane> first = load(state, at, 0);
    Vector<Lane> second = VECTORS > 1 ? load(state, at, LANES) : first;
    Vector<Lane> third = VECTORS > 2 ? load(state, at, 2 * LANES) : first;
    Vector<Lane> fourth = VECTORS > 2 ? load(state, at, 3 * LANES) : first;
    for (int i = 0; i < count; i += LANES * VECTORS) {
      first = first.lanewise(OPERATOR, element(values, valuesAt, takes, takesAt, i));
      if (VECTORS > 1) {
        int next = i + LANES;
        second = second.lanewise(OPERATOR, element(values, valuesAt, takes, takesAt, next));
      }
      if (VECTORS > 2) {
        int next = i + 2 * LANES;
        third = third.lanewise(OPERATOR, element(values, valuesAt, takes, takesAt, next));
        int last = i + 3 * LANES;
        fourth = fourth.lanewise(OPERATOR, element(values, valuesAt, takes, takesAt, last));
      }
    }
    store(first, state, at, 0);
    if (VECTORS > 1) {
      store(second, state, at, LANES);
    }
    if (VECTORS > 2) {
      store(third, state, at, 2 * LANES);
      store(fourth, state, at, 3 * LANES);
    }
  }

  private static Vector<Lane> element(
      MemorySegment values, long valuesAt, MemorySegment takes, long takesAt, int index) {
    Vector<Lane> element = load(values, valuesAt, index);
    return MASKED
        ? IDENTITY.blend(
            element, VectorMask.fromLong(SPECIES, Bools.read(takes, takesAt + index, LANES)))
        : element;
  }

  private static Vector<Lane> load(MemorySegment memory, long at, int index) {
    return SPECIES.fromMemorySegment(memory, at + (long) index * Long.BYTES, Species.ORDER);
  }

  private static void store(Vector<Lane> vector, MemorySegment memory, long at, int index) {
    vector.intoMemorySegment(memory, at + (long) index * Long.BYTES, Species.ORDER);
  }
}
