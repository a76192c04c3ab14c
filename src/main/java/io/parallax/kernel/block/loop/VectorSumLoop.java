package io.parallax.kernel.block.loop;

import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: the exact sum of float64, as long as two or four fixed-point numbers can represent
/// it.
///
/// A lane starts at 1.5 · 2^k and stays between 2^k and 2^(k+1). So its unit in the last place is
/// 2^(k−52) throughout, and the lane counts such units: what an addition changes in the lane is
/// exact, and the element less this change is the error of the addition (Dekker's Fast2Sum, "A
/// floating-point technique for extending the available precision", 1971; the extraction of Rump,
/// Ogita and Oishi, "Accurate floating-point summation", 2008). The errors are counted in a second
/// lane in the same way, which starts at 1.5 · 2^(k−44), and their errors must be zero. Lanes less
/// their start are added without any error, in any order.
///
/// `scale`, which is 2^k, is kept from run to run. It is chosen anew from the greatest magnitude
/// where a lane has left its bounds or where errors were not zero. Four numbers, each 2^44 times as
/// fine as the one before, are tried where two are not enough.
///
/// An element that the mask excludes is taken as +0.
public final class VectorSumLoop implements SumLoop {
  public record Parameters(boolean masked) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final boolean MASKED = PARAMETERS.masked();
  private static final int LANES = SPECIES.length();
  private static final int STEP = 2 * LANES;
  private static final int WIDTH = Double.BYTES;
  private static final double START = 1.5;

  /// The binary exponent of the scale less that of the greatest magnitude: half the scale is then
  /// above the sum of [Block#SIZE] magnitudes.
  private static final int HEADROOM = 11;

  /// The bound of what a lane may hold in the end, in units of the scale. All lanes together then
  /// hold no more than half the scale.
  private static final double BOUND = 0.5 / LANES;

  /// The scale of the errors: their unit is 2^-44 of the unit of the sums, and [Block#SIZE] errors
  /// of half a unit are at most this scale.
  private static final double FINER = 0x1p-44;

  /// The scale whose errors' unit is the least double. A smaller scale is not needed.
  private static final int LEAST_EXPONENT = -978;

  private static final long SIGN_AND_EXPONENT = 0xFFF0_0000_0000_0000L;
  private static final long SIGN = Long.MIN_VALUE;
  private static final long ALL_BUT_SIGN = Long.MAX_VALUE;

  /// Whether a vector of bytes exists with as many bytes as lanes.
  private static final boolean HAS_BYTES = LANES >= Long.BYTES;

  private static final VectorSpecies<Byte> BYTES = Species.ofBools(LANES);
  private static final ByteVector FALSE = ByteVector.zero(BYTES);

  @Override
  public int lanes() {
    return MASKED ? STEP : 1;
  }

  @Override
  public boolean run(Block block, int value, int mask, int from, int count, long state) {
    long valuesAt = block.address(value) + Memory.bytes(from, WIDTH);
    long takesAt = block.address(mask) + Memory.bytes(from, Byte.BYTES);
    double scale = read(state + SCALE_AT);
    if (scale != 0 && sum(valuesAt, takesAt, count, scale, state)) {
      return true;
    }
    double fresh = scale(greatest(valuesAt, takesAt, count));
    if (fresh == 0) {
      return false;
    }
    write(fresh, state + SCALE_AT);
    return (fresh != scale && sum(valuesAt, takesAt, count, fresh, state))
        || sumWide(valuesAt, takesAt, count, fresh, state);
  }

  /// The scale for elements up to a magnitude; 0 where there is none.
  ///
  /// @param bits of the magnitude
  private static double scale(long bits) {
    int exponent = Math.getExponent(Double.longBitsToDouble(bits)) + HEADROOM;
    return exponent >= Double.MAX_EXPONENT
        ? 0
        : Math.scalb(1.0, Math.max(exponent, LEAST_EXPONENT));
  }

  /// The bits of the greatest magnitude; those of NaN where an element is NaN.
  private static long greatest(long valuesAt, long takesAt, int count) {
    LongVector greatest = LongVector.zero(LONGS);
    int whole = count - count % LANES;
    for (int i = 0; i < whole; i += LANES) {
      greatest = greatest.max(element(valuesAt, takesAt, i).abs().reinterpretAsLongs());
    }
    for (int i = whole; i < count; i += LANES) {
      greatest = greatest.max(rest(valuesAt, takesAt, i, count).abs().reinterpretAsLongs());
    }
    return greatest.reduceLanes(VectorOperators.MAX);
  }

  /// Sums whole steps in two numbers and the elements left in two more, if these can represent the
  /// sums.
  private static boolean sum(long valuesAt, long takesAt, int count, double scale, long state) {
    int left = count % STEP;
    int whole = count - left;
    for (long part = 0; part < PARTS; part++) {
      write(0, state + part * WIDTH);
    }
    if (whole > 0 && !sumSteps(valuesAt, takesAt, whole, scale, state)) {
      return false;
    }
    if (left > 0) {
      if (!sumRows(valuesAt + Memory.bytes(whole, WIDTH), left, 1, scale, state)) {
        return false;
      }
      write(read(state + SUMS_AT), state + 2 * WIDTH);
      write(read(state + ERRORS_AT), state + 3 * WIDTH);
    }
    return true;
  }

  private static boolean sumSteps(
      long valuesAt, long takesAt, int count, double scale, long state) {
    DoubleVector start = DoubleVector.broadcast(SPECIES, START * scale);
    DoubleVector errorStart = DoubleVector.broadcast(SPECIES, START * FINER * scale);
    LongVector startBits = start.reinterpretAsLongs();
    LongVector range = LongVector.zero(LONGS);
    LongVector lost = range;
    DoubleVector first = start;
    DoubleVector second = start;
    DoubleVector firstErrors = errorStart;
    DoubleVector secondErrors = errorStart;
    for (int i = 0; i < count; i += STEP) {
      DoubleVector x = element(valuesAt, takesAt, i);
      DoubleVector next = first.add(x);
      DoubleVector error = x.sub(next.sub(first));
      DoubleVector errors = firstErrors.add(error);
      lost = lost.or(error.sub(errors.sub(firstErrors)).reinterpretAsLongs());
      range = range.or(next.reinterpretAsLongs().lanewise(VectorOperators.XOR, startBits));
      first = next;
      firstErrors = errors;

      DoubleVector y = element(valuesAt, takesAt, i + LANES);
      DoubleVector other = second.add(y);
      DoubleVector otherError = y.sub(other.sub(second));
      DoubleVector otherErrors = secondErrors.add(otherError);
      lost = lost.or(otherError.sub(otherErrors.sub(secondErrors)).reinterpretAsLongs());
      range = range.or(other.reinterpretAsLongs().lanewise(VectorOperators.XOR, startBits));
      second = other;
      secondErrors = otherErrors;
    }
    DoubleVector sums = first.sub(start).add(second.sub(start));
    DoubleVector allErrors = firstErrors.sub(errorStart).add(secondErrors.sub(errorStart));
    if (isWrong(range, lost, sums, scale)) {
      return false;
    }
    write(sums.reduceLanes(VectorOperators.ADD), state);
    write(allErrors.reduceLanes(VectorOperators.ADD), state + WIDTH);
    return true;
  }

  /// Sums in four numbers, if they can represent the sum.
  private static boolean sumWide(long valuesAt, long takesAt, int count, double scale, long state) {
    DoubleVector start = DoubleVector.broadcast(SPECIES, START * scale);
    DoubleVector start2 = DoubleVector.broadcast(SPECIES, START * FINER * scale);
    DoubleVector start3 = DoubleVector.broadcast(SPECIES, START * FINER * (FINER * scale));
    DoubleVector start4 = DoubleVector.broadcast(SPECIES, START * FINER * FINER * (FINER * scale));
    LongVector startBits = start.reinterpretAsLongs();
    LongVector range = LongVector.zero(LONGS);
    LongVector lost = range;
    DoubleVector sum = start;
    DoubleVector sum2 = start2;
    DoubleVector sum3 = start3;
    DoubleVector sum4 = start4;
    for (int i = 0; i < count; i += LANES) {
      DoubleVector x = rest(valuesAt, takesAt, i, count);
      DoubleVector next = sum.add(x);
      DoubleVector error = x.sub(next.sub(sum));
      DoubleVector next2 = sum2.add(error);
      DoubleVector error2 = error.sub(next2.sub(sum2));
      DoubleVector next3 = sum3.add(error2);
      DoubleVector error3 = error2.sub(next3.sub(sum3));
      DoubleVector next4 = sum4.add(error3);
      lost = lost.or(error3.sub(next4.sub(sum4)).reinterpretAsLongs());
      range = range.or(next.reinterpretAsLongs().lanewise(VectorOperators.XOR, startBits));
      sum = next;
      sum2 = next2;
      sum3 = next3;
      sum4 = next4;
    }
    DoubleVector sums = sum.sub(start);
    if (isWrong(range, lost, sums, scale)) {
      return false;
    }
    write(sums.reduceLanes(VectorOperators.ADD), state);
    write(sum2.sub(start2).reduceLanes(VectorOperators.ADD), state + WIDTH);
    write(sum3.sub(start3).reduceLanes(VectorOperators.ADD), state + 2 * WIDTH);
    write(sum4.sub(start4).reduceLanes(VectorOperators.ADD), state + 3 * WIDTH);
    return true;
  }

  /// Whether a lane left its bounds or an error was lost.
  private static boolean isWrong(
      LongVector range, LongVector lost, DoubleVector sums, double scale) {
    LongVector beyond =
        DoubleVector.broadcast(SPECIES, BOUND * scale).sub(sums.abs()).reinterpretAsLongs();
    return range
        .and(SIGN_AND_EXPONENT)
        .or(lost.and(ALL_BUT_SIGN))
        .or(beyond.and(SIGN))
        .compare(VectorOperators.NE, 0)
        .anyTrue();
  }

  @Override
  public boolean runRows(Block block, int value, int firstRow, int rowCount, long state) {
    int length = block.rowLength();
    int from = firstRow * length;
    long valuesAt = block.address(value) + Memory.bytes(from, WIDTH);
    double scale = read(state + SCALE_AT);
    if (scale != 0 && sumRows(valuesAt, length, rowCount, scale, state)) {
      return true;
    }
    double fresh = scale(greatest(valuesAt, valuesAt, length * rowCount));
    if (fresh == 0 || fresh == scale) {
      return false;
    }
    write(fresh, state + SCALE_AT);
    return sumRows(valuesAt, length, rowCount, fresh, state);
  }

  private static boolean sumRows(
      long valuesAt, int length, int rowCount, double scale, long state) {
    DoubleVector start = DoubleVector.broadcast(SPECIES, START * scale);
    DoubleVector errorStart = DoubleVector.broadcast(SPECIES, START * FINER * scale);
    DoubleVector bound = DoubleVector.broadcast(SPECIES, BOUND * scale);
    LongVector startBits = start.reinterpretAsLongs();
    LongVector range = LongVector.zero(LONGS);
    LongVector lost = range;
    LongVector beyond = range;
    int whole = length - length % LANES;
    VectorMask<Double> rest = SPECIES.indexInRange(whole, length);
    long bytes = Memory.bytes(length, WIDTH);
    for (int row = 0; row < rowCount; row++) {
      long rowAt = valuesAt + row * bytes;
      DoubleVector x = loadMasked(rowAt, whole, rest);
      DoubleVector sum = start.add(x);
      DoubleVector error = x.sub(sum.sub(start));
      DoubleVector sumErrors = errorStart.add(error);
      lost = lost.or(error.sub(sumErrors.sub(errorStart)).reinterpretAsLongs());
      range = range.or(sum.reinterpretAsLongs().lanewise(VectorOperators.XOR, startBits));
      for (int i = 0; i < whole; i += LANES) {
        DoubleVector y = load(rowAt, i);
        DoubleVector next = sum.add(y);
        DoubleVector nextError = y.sub(next.sub(sum));
        DoubleVector nextErrors = sumErrors.add(nextError);
        lost = lost.or(nextError.sub(nextErrors.sub(sumErrors)).reinterpretAsLongs());
        range = range.or(next.reinterpretAsLongs().lanewise(VectorOperators.XOR, startBits));
        sum = next;
        sumErrors = nextErrors;
      }
      DoubleVector sums = sum.sub(start);
      beyond = beyond.or(bound.sub(sums.abs()).reinterpretAsLongs());
      long resultAt = state + Memory.bytes(row, WIDTH);
      write(sums.reduceLanes(VectorOperators.ADD), resultAt + SUMS_AT);
      write(sumErrors.sub(errorStart).reduceLanes(VectorOperators.ADD), resultAt + ERRORS_AT);
    }
    return !range
        .and(SIGN_AND_EXPONENT)
        .or(lost.and(ALL_BUT_SIGN))
        .or(beyond.and(SIGN))
        .compare(VectorOperators.NE, 0)
        .anyTrue();
  }

  private static DoubleVector element(long valuesAt, long takesAt, int index) {
    DoubleVector element = load(valuesAt, index);
    return MASKED
        ? DoubleVector.zero(SPECIES)
            .blend(element, takesPart(takesAt + Memory.bytes(index, Byte.BYTES)))
        : element;
  }

  /// The elements of a vector that are before the end; +0 in other lanes. With a mask, a vector is
  /// always whole.
  private static DoubleVector rest(long valuesAt, long takesAt, int index, int end) {
    return MASKED
        ? element(valuesAt, takesAt, index)
        : loadMasked(valuesAt, index, SPECIES.indexInRange(index, end));
  }

  private static DoubleVector load(long at, int index) {
    return DoubleVector.fromMemorySegment(
        SPECIES, Memory.ALL, at + Memory.bytes(index, WIDTH), Species.ORDER);
  }

  private static DoubleVector loadMasked(long at, int index, VectorMask<Double> lanes) {
    return DoubleVector.fromMemorySegment(
        SPECIES, Memory.ALL, at + Memory.bytes(index, WIDTH), Species.ORDER, lanes);
  }

  private static double read(long at) {
    return Memory.ALL.get(ValueLayout.JAVA_DOUBLE, Memory.address(at));
  }

  private static void write(double value, long at) {
    Memory.ALL.set(ValueLayout.JAVA_DOUBLE, Memory.address(at), value);
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
