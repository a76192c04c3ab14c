package io.parallax.array;

import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.lang.foreign.MemorySegment;

/// Values from `start` (inclusive) to `stop` (exclusive), `step` apart, as `numpy.arange`. Element
/// i is start + i·step. There are ceil((stop − start) / step) elements, none when `step` leads away
/// from `stop`.
///
/// The elements are integers when all three parameters are integers, and their number is computed
/// exactly. Otherwise the elements are floats. Both their number and their values are then rounded
/// as any float64 arithmetic, so the last element may reach `stop`.
///
/// @param step not 0
/// @param type for integers any type except bool that holds the first and the last element exactly;
///   for floats float64 or float32
public record Range(Scalar start, Scalar stop, Scalar step, DataType type) implements Generator {
  public static final Scalar DEFAULT_START = Scalar.of(0L);
  public static final Scalar DEFAULT_STEP = Scalar.of(1L);

  /// From this count on, a rounded count could be wrong by more than one; such an array exceeds any
  /// memory.
  private static final double FLOAT_COUNT_LIMIT = 0x1p62;

  public Range {
    requireNumber("start", start);
    requireNumber("stop", stop);
    requireNumber("step", step);
    ElementConversion.require(step.asBoolean(), "step must not be 0");
    if (isIntegral(start, stop, step)) {
      long count = integerCount(start.bits(), stop.bits(), step.bits());
      requireExactEnds(start.bits(), step.bits(), count, type);
    } else {
      ElementConversion.requireFloating("a range with a fraction", type);
      double count = floatCount(start.asDouble(), stop.asDouble(), step.asDouble());
      ElementConversion.floatBits(start.asDouble(), type);
      ElementConversion.floatBits(
          start.asDouble() + Math.max(0, count - 1) * step.asDouble(), type);
    }
  }

  /// Elements of type int64 when all three parameters are integers, otherwise float64.
  public Range(Scalar start, Scalar stop, Scalar step) {
    this(start, stop, step, isIntegral(start, stop, step) ? DataType.INT64 : DataType.FLOAT64);
  }

  @Override
  public Range withType(DataType newType) {
    return new Range(start, stop, step, newType);
  }

  @Override
  public ArrayType arrayType() {
    long count =
        isIntegral(start, stop, step)
            ? integerCount(start.bits(), stop.bits(), step.bits())
            : (long) floatCount(start.asDouble(), stop.asDouble(), step.asDouble());
    return new ArrayType(type, Shape.of(count));
  }

  @Override
  public void fill(MemorySegment target, long from, long to) {
    BlockFill.checkRange(from, to, arrayType().shape().elementCount());
    if (isIntegral(start, stop, step)) {
      BlockFill.longs(integers(start.bits(), step.bits()), type, target, from, to);
    } else {
      BlockFill.doubles(floats(start.asDouble(), step.asDouble()), type, target, from, to);
    }
  }

  /// Computes integers. Products and sums may wrap on the way, but every element is between two
  /// longs.
  private static BlockFill.Longs integers(long start, long step) {
    return (first, block, count) -> {
      long base = start + first * step;
      for (int i = 0; i < count; i++) {
        block[i] = base + i * step;
      }
    };
  }

  private static BlockFill.Doubles floats(double start, double step) {
    return (first, block, count) -> {
      for (int i = 0; i < count; i++) {
        block[i] = start + (first + i) * step;
      }
    };
  }

  /// The number of integers. The distance of two longs fits an unsigned long.
  private static long integerCount(long start, long stop, long step) {
    boolean reaches = step > 0 ? start < stop : start > stop;
    if (!reaches) {
      return 0;
    }
    long distance = step > 0 ? stop - start : start - stop;
    long stride = step > 0 ? step : -step;
    long count = Long.divideUnsigned(distance - 1, stride) + 1;
    ElementConversion.require(
        count > 0,
        "the range has " + Long.toUnsignedString(count) + " elements; send a greater step");
    return count;
  }

  private static double floatCount(double start, double stop, double step) {
    ElementConversion.require(
        Double.isFinite(start) && Double.isFinite(stop) && Double.isFinite(step),
        "start, stop and step must be finite, not " + start + ", " + stop + " and " + step);
    double count = Math.ceil((stop - start) / step);
    ElementConversion.require(
        count < FLOAT_COUNT_LIMIT, "the range has " + count + " elements; send a greater step");
    return Math.max(0, count);
  }

  private static void requireExactEnds(long start, long step, long count, DataType type) {
    if (count > 0) {
      ElementConversion.requireExact(start, type);
      ElementConversion.requireExact(start + (count - 1) * step, type);
    } else {
      ElementConversion.requireExact(0, type);
    }
  }

  private static void requireNumber(String name, Scalar value) {
    ElementConversion.require(value.type().isNumeric(), name + " must be a number, not a bool");
  }

  private static boolean isIntegral(Scalar start, Scalar stop, Scalar step) {
    return start.type().isInteger() && stop.type().isInteger() && step.type().isInteger();
  }
}
