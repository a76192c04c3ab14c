package io.parallax.kernel.block.loop;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: the exact sum of float64, as long as two doubles a lane can represent it.
///
/// Each lane has a running sum and the sum of the additions' errors, which Knuth's TwoSum computes.
/// The addition of an error is exact if and only if taking either summand off the result gives the
/// other: taking the smaller one's partner off is exact (Dekker, "A floating-point technique for
/// extending the available precision", 1971). The differences of these bits are collected. Two
/// vectors accumulate side by side, to hide the latency of an addition.
///
/// An element that the mask excludes is taken as +0.
public final class VectorSumLoop implements ReduceLoop {
  public record Parameters(boolean masked) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final boolean MASKED = PARAMETERS.masked();
  private static final int LANES = SPECIES.length();
  private static final int STEP = 2 * LANES;
  private static final int WIDTH = Double.BYTES;

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
    DoubleVector first = load(state, 0);
    DoubleVector second = load(state, LANES);
    DoubleVector firstError = load(state, STEP);
    DoubleVector secondError = load(state, STEP + LANES);
    LongVector lost = firstError.sub(firstError).reinterpretAsLongs();
    for (int i = 0; i < count; i += STEP) {
      DoubleVector x = element(valuesAt, takesAt, i);
      DoubleVector next = first.add(x);
      DoubleVector error = error(first, x, next);
      DoubleVector errors = firstError.add(error);
      lost = lost.or(lost(firstError, error, errors));
      first = next;
      firstError = errors;

      DoubleVector y = element(valuesAt, takesAt, i + LANES);
      DoubleVector other = second.add(y);
      DoubleVector otherError = error(second, y, other);
      DoubleVector otherErrors = secondError.add(otherError);
      lost = lost.or(lost(secondError, otherError, otherErrors));
      second = other;
      secondError = otherErrors;
    }
    // Where a sum is not finite, its error is NaN.
    lost = lost.or(firstError.sub(firstError).reinterpretAsLongs());
    lost = lost.or(secondError.sub(secondError).reinterpretAsLongs());
    if (lost.compare(VectorOperators.NE, 0).anyTrue()) {
      return false;
    }
    store(first, state, 0);
    store(second, state, LANES);
    store(firstError, state, STEP);
    store(secondError, state, STEP + LANES);
    return true;
  }

  private static DoubleVector error(DoubleVector sum, DoubleVector element, DoubleVector next) {
    DoubleVector elementPart = next.sub(sum);
    return sum.sub(next.sub(elementPart)).add(element.sub(elementPart));
  }

  /// Bits that are not zero where `sum` is not the exact sum of `a` and `b`.
  private static LongVector lost(DoubleVector a, DoubleVector b, DoubleVector sum) {
    LongVector first = sum.sub(a).reinterpretAsLongs();
    LongVector second = sum.sub(b).reinterpretAsLongs();
    return first
        .lanewise(VectorOperators.XOR, b.reinterpretAsLongs())
        .or(second.lanewise(VectorOperators.XOR, a.reinterpretAsLongs()));
  }

  private static DoubleVector element(long valuesAt, long takesAt, int index) {
    DoubleVector element = load(valuesAt, index);
    return MASKED
        ? DoubleVector.zero(SPECIES)
            .blend(element, takesPart(takesAt + Memory.bytes(index, Byte.BYTES)))
        : element;
  }

  private static DoubleVector load(long at, int index) {
    return DoubleVector.fromMemorySegment(
        SPECIES, Memory.ALL, at + Memory.bytes(index, WIDTH), Species.ORDER);
  }

  private static void store(DoubleVector vector, long at, int index) {
    vector.intoMemorySegment(Memory.ALL, at + Memory.bytes(index, WIDTH), Species.ORDER);
  }

  private static VectorMask<Double> takesPart(long at) {
    return HAS_BYTES
        ? BYTES
            .fromMemorySegment(Memory.ALL, at, Species.ORDER)
            .compare(VectorOperators.NE, FALSE)
            .cast(SPECIES)
        : VectorMask.fromLong(SPECIES, Bools.read(at, LANES));
  }
}
