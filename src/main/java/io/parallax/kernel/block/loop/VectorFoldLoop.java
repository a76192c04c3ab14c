package io.parallax.kernel.block.loop;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: a reduction that keeps one value in each lane.
///
/// Where the order of elements does not matter, several vectors accumulate side by side. This hides
/// the latency of the operator.
public final class VectorFoldLoop implements ReduceLoop {
  /// The constants of a copy of this class.
  ///
  /// @param identity the element that changes no accumulator, in every lane
  /// @param vectors number of vectors that accumulate side by side: 1, 2 or 4
  public record Parameters(
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

  /// Whether a vector of bytes exists with as many bytes as lanes.
  private static final boolean HAS_BYTES = LANES >= Long.BYTES;

  private static final VectorSpecies<Byte> BYTES = Species.ofBools(LANES);
  private static final ByteVector FALSE = ByteVector.zero(BYTES);

  @Override
  public int lanes() {
    return LANES * VECTORS;
  }

  @Override
  public boolean run(Block block, int value, int mask, int from, int count, long state) {
    long valuesAt = block.address(value) + Memory.bytes(from, Long.BYTES);
    long takesAt = block.address(mask) + Memory.bytes(from, Byte.BYTES);
    Vector<Lane> first = load(state, 0);
    Vector<Lane> second = VECTORS > 1 ? load(state, LANES) : first;
    Vector<Lane> third = VECTORS > 2 ? load(state, 2 * LANES) : first;
    Vector<Lane> fourth = VECTORS > 2 ? load(state, 3 * LANES) : first;
    for (int i = 0; i < count; i += LANES * VECTORS) {
      first = first.lanewise(OPERATOR, element(valuesAt, takesAt, i));
      if (VECTORS > 1) {
        int next = i + LANES;
        second = second.lanewise(OPERATOR, element(valuesAt, takesAt, next));
      }
      if (VECTORS > 2) {
        int next = i + 2 * LANES;
        third = third.lanewise(OPERATOR, element(valuesAt, takesAt, next));
        int last = i + 3 * LANES;
        fourth = fourth.lanewise(OPERATOR, element(valuesAt, takesAt, last));
      }
    }
    store(first, state, 0);
    if (VECTORS > 1) {
      store(second, state, LANES);
    }
    if (VECTORS > 2) {
      store(third, state, 2 * LANES);
      store(fourth, state, 3 * LANES);
    }
    return true;
  }

  private static Vector<Lane> element(long valuesAt, long takesAt, int index) {
    Vector<Lane> element = load(valuesAt, index);
    return MASKED
        ? IDENTITY.blend(element, takesPart(takesAt + Memory.bytes(index, Byte.BYTES)))
        : element;
  }

  private static Vector<Lane> load(long at, int index) {
    return SPECIES.fromMemorySegment(
        Memory.ALL, at + Memory.bytes(index, Long.BYTES), Species.ORDER);
  }

  private static void store(Vector<Lane> vector, long at, int index) {
    vector.intoMemorySegment(Memory.ALL, at + Memory.bytes(index, Long.BYTES), Species.ORDER);
  }

  private static VectorMask<Lane> takesPart(long at) {
    return HAS_BYTES
        ? BYTES
            .fromMemorySegment(Memory.ALL, at, Species.ORDER)
            .compare(VectorOperators.NE, FALSE)
            .cast(SPECIES)
        : VectorMask.fromLong(SPECIES, Bools.read(at, LANES));
  }
}
