package io.parallax.array;

import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/// Values from `start` (inclusive) to `stop` (exclusive), `step` apart, as `numpy.arange`, but for
/// decimals as they are written instead of the doubles nearest to them. Element i is start +
/// i·step. There are ceil((stop − start) / step) elements, none when `step` leads away from `stop`.
/// Number and elements are computed exactly; of floats the elements are correctly rounded to
/// float64, and float32 ones from there. An element that would be rounded to `stop` or beyond is
/// the float next to `stop` instead, so none reaches it.
///
/// The elements are integers when all three parameters are integers, that is decimals of scale 0,
/// or when the type is.
///
/// @param start not beyond float64, as `stop` and `step`; none is so small that it rounds to 0
/// @param step not 0
/// @param type for integers any type except bool that holds the first and the last element exactly;
///   for floats float64 or float32
public record Range(BigDecimal start, BigDecimal stop, BigDecimal step, DataType type)
    implements Generator {
  public static final BigDecimal DEFAULT_START = BigDecimal.ZERO;
  public static final BigDecimal DEFAULT_STEP = BigDecimal.ONE;

  private static final BigDecimal GREATEST_COUNT = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final MathContext SHOWN = new MathContext(20);

  public Range {
    requireDouble("start", start);
    requireDouble("stop", stop);
    requireDouble("step", step);
    ElementConversion.require(step.signum() != 0, "step must not be 0");
    if (type.isInteger()) {
      start = integer("start", start, type);
      stop = integer("stop", stop, type);
      step = integer("step", step, type);
    }
    BigDecimal last = last(start, step, count(start, stop, step));
    if (isIntegral(start, stop, step)) {
      requireExact(start, type);
      requireExact(last, type);
    } else {
      ElementConversion.requireFloating("a range with a fraction", type);
      ElementConversion.floatBits(start.doubleValue(), type);
      ElementConversion.floatBits(last.doubleValue(), type);
    }
  }

  /// Elements of type int64 when all three parameters are integers, otherwise float64.
  public Range(BigDecimal start, BigDecimal stop, BigDecimal step) {
    this(start, stop, step, naturalType(start, stop, step));
  }

  /// A range of numbers, of which floats are the decimals that [Double#toString] writes.
  public Range(Scalar start, Scalar stop, Scalar step) {
    this(decimal("start", start), decimal("stop", stop), decimal("step", step));
  }

  @Override
  public Range withType(DataType newType) {
    return new Range(start, stop, step, newType);
  }

  @Override
  public List<Long> extremes() {
    long count = count(start, stop, step);
    boolean holdsIntegers = count > 0 && isIntegral(start, stop, step);
    return holdsIntegers
        ? List.of(start.longValueExact(), last(start, step, count).longValueExact())
        : List.of();
  }

  @Override
  public ArrayType arrayType() {
    return new ArrayType(type, Shape.of(count(start, stop, step)));
  }

  @Override
  public void fill(MemorySegment target, long from, long to) {
    BlockFill.checkRange(from, to, arrayType().shape().elementCount());
    if (from == to) {
      return;
    }
    if (isIntegral(start, stop, step)) {
      BlockFill.longs(integers(start.longValueExact(), step.longValue()), type, target, from, to);
    } else {
      BlockFill.doubles(floats(), type, target, from, to);
    }
  }

  /// Computes integers. Products and sums may wrap on the way, and so may the step of a range of
  /// one element, but every element is between two longs.
  private static BlockFill.Longs integers(long start, long step) {
    return (first, block, count) -> {
      long base = start + first * step;
      for (int i = 0; i < count; i++) {
        block[i] = base + i * step;
      }
    };
  }

  private BlockFill.Doubles floats() {
    double greatest = Math.max(Math.abs(start.doubleValue()), Math.abs(stop.doubleValue()));
    BlockFill.Doubles progression = new DecimalProgression(start, step, greatest);
    boolean ascending = step.signum() > 0;
    double end = rounded(stop.doubleValue());
    double nearest = ascending ? below(end) : -below(-end);
    return (first, block, count) -> {
      progression.compute(first, block, count);
      double last = rounded(block[count - 1]);
      if (ascending ? last >= end : last <= end) {
        for (int i = 0; i < count; i++) {
          block[i] = ascending ? Math.min(block[i], nearest) : Math.max(block[i], nearest);
        }
      }
    };
  }

  /// A float as the element type holds it.
  private double rounded(double value) {
    return type == DataType.FLOAT32 ? (float) value : value;
  }

  private double below(double value) {
    return type == DataType.FLOAT32 ? Math.nextDown((float) value) : Math.nextDown(value);
  }

  private static long count(BigDecimal start, BigDecimal stop, BigDecimal step) {
    BigDecimal distance = stop.subtract(start);
    if (distance.signum() != step.signum()) {
      return 0;
    }
    BigDecimal count = distance.divide(step, 0, RoundingMode.CEILING);
    ElementConversion.require(
        count.compareTo(GREATEST_COUNT) <= 0,
        "the range has " + shown(count) + " elements; send a greater step");
    return count.longValueExact();
  }

  /// The last element, the first if there is none.
  private static BigDecimal last(BigDecimal start, BigDecimal step, long count) {
    return start.add(step.multiply(BigDecimal.valueOf(Math.max(0, count - 1))));
  }

  private static void requireExact(BigDecimal element, DataType type) {
    BigInteger value = element.toBigIntegerExact();
    ElementConversion.require(
        value.bitLength() < Long.SIZE,
        value + " is outside int64; write it with a fraction of 0 for a range of floats");
    ElementConversion.requireExact(value.longValueExact(), type);
  }

  private static void requireDouble(String name, BigDecimal value) {
    double rounded = value.doubleValue();
    ElementConversion.require(
        Double.isFinite(rounded), name + " " + shown(value) + " is outside float64");
    ElementConversion.require(
        rounded != 0 || value.signum() == 0,
        name + " " + shown(value) + " is not 0, but float64 holds nothing so small");
  }

  private static BigDecimal integer(String name, BigDecimal value, DataType type) {
    ElementConversion.require(
        value.stripTrailingZeros().scale() <= 0,
        "a range with a fraction gives floats: its dtype is float64 or float32, not "
            + type
            + "; "
            + name
            + " is "
            + shown(value));
    return value.setScale(0, RoundingMode.UNNECESSARY);
  }

  private static String shown(BigDecimal value) {
    return value.precision() <= SHOWN.getPrecision()
        ? value.toString()
        : value.round(SHOWN).stripTrailingZeros().toString();
  }

  private static BigDecimal decimal(String name, Scalar value) {
    ElementConversion.require(value.type().isNumeric(), name + " must be a number, not a bool");
    if (value.type().isInteger()) {
      return BigDecimal.valueOf(value.bits());
    }
    ElementConversion.require(
        Double.isFinite(value.asDouble()), name + " must be finite, not " + value.asDouble());
    BigDecimal decimal = new BigDecimal(Double.toString(value.asDouble()));
    return decimal.scale() == 0 ? decimal.setScale(1) : decimal;
  }

  private static DataType naturalType(BigDecimal start, BigDecimal stop, BigDecimal step) {
    return isIntegral(start, stop, step) ? DataType.INT64 : DataType.FLOAT64;
  }

  private static boolean isIntegral(BigDecimal start, BigDecimal stop, BigDecimal step) {
    return start.scale() == 0 && stop.scale() == 0 && step.scale() == 0;
  }
}
