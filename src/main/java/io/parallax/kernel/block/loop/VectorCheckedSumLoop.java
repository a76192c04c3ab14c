package io.parallax.kernel.block.loop;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: the sum of int64, as long as no lane overflows. An addition has overflowed where the
/// signs of both summands differ from the sign of the sum.
///
/// An element that the mask excludes is taken as 0.
public final class VectorCheckedSumLoop implements ReduceLoop {
  public record Parameters(boolean masked) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
  private static final boolean MASKED = PARAMETERS.masked();
  private static final int LANES = SPECIES.length();
  private static final int STEP = 2 * LANES;
  private static final int WIDTH = Long.BYTES;

  /// Whether a vector of bytes exists with as many bytes as lanes.
  private static final boolean HAS_BYTES = LANES >= Long.BYTES;

  private static final VectorSpecies<Byte> BYTES = Species.ofBools(LANES);
  private static final ByteVector FALSE = ByteVector.zero(BYTES);

  @Override
  public int lanes() {
    return STEP;
  }

  @Override
  public boolean run(Block block, int value, int mask, int from, int count, long state) {
    long valuesAt = block.address(value) + Memory.bytes(from, WIDTH);
    long takesAt = block.address(mask) + Memory.bytes(from, Byte.BYTES);
    LongVector first = load(state, 0);
    LongVector second = load(state, LANES);
    LongVector overflow = LongVector.zero(SPECIES);
    for (int i = 0; i < count; i += STEP) {
      LongVector x = element(valuesAt, takesAt, i);
      LongVector next = first.add(x);
      overflow = overflow.or(overflow(first, x, next));
      first = next;
      LongVector y = element(valuesAt, takesAt, i + LANES);
      LongVector other = second.add(y);
      overflow = overflow.or(overflow(second, y, other));
      second = other;
    }
    if (overflow.compare(VectorOperators.LT, 0).anyTrue()) {
      return false;
    }
    store(first, state, 0);
    store(second, state, LANES);
    return true;
  }

  /// Negative where the sum of `a` and `b` has overflowed.
  private static LongVector overflow(LongVector a, LongVector b, LongVector sum) {
    return sum.lanewise(VectorOperators.XOR, a).and(sum.lanewise(VectorOperators.XOR, b));
  }

  private static LongVector element(long valuesAt, long takesAt, int index) {
    LongVector element = load(valuesAt, index);
    return MASKED
        ? LongVector.zero(SPECIES)
            .blend(element, takesPart(takesAt + Memory.bytes(index, Byte.BYTES)))
        : element;
  }

  private static LongVector load(long at, int index) {
    return LongVector.fromMemorySegment(
        SPECIES, Memory.ALL, at + Memory.bytes(index, WIDTH), Species.ORDER);
  }

  private static void store(LongVector vector, long at, int index) {
    vector.intoMemorySegment(Memory.ALL, at + Memory.bytes(index, WIDTH), Species.ORDER);
  }

  private static VectorMask<Long> takesPart(long at) {
    return HAS_BYTES
        ? BYTES
            .fromMemorySegment(Memory.ALL, at, Species.ORDER)
            .compare(VectorOperators.NE, FALSE)
            .cast(SPECIES)
        : VectorMask.fromLong(SPECIES, Bools.read(at, LANES));
  }
}
