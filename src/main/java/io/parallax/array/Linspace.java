package io.parallax.array;

import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// `count` evenly spaced values, both ends included, as `numpy.linspace` computes them: element i
/// is i·step + start with step = (stop − start) / (count − 1), and the last element is `stop`
/// itself.
///
/// @param start the first value, and the only one when `count` is 1
/// @param stop finite
/// @param count 0 or more
/// @param type float64, or float32, to which the float64 values are rounded
public record Linspace(double start, double stop, long count, DataType type) implements Generator {
  public Linspace {
    ElementConversion.requireFloating("linspace", type);
    ElementConversion.require(
        Double.isFinite(start) && Double.isFinite(stop),
        "linspace needs finite start and stop, not " + start + " and " + stop);
    ElementConversion.require(count >= 0, "count must be 0 or more, not " + count);
    ElementConversion.floatBits(start, type);
    ElementConversion.floatBits(stop, type);
  }

  /// Values of type float64.
  public Linspace(double start, double stop, long count) {
    this(start, stop, count, DataType.FLOAT64);
  }

  @Override
  public Linspace withType(DataType newType) {
    return new Linspace(start, stop, count, newType);
  }

  @Override
  public List<Long> extremes() {
    return List.of();
  }

  @Override
  public ArrayType arrayType() {
    return new ArrayType(type, Shape.of(count));
  }

  @Override
  public void fill(MemorySegment target, long from, long to) {
    BlockFill.checkRange(from, to, count);
    BlockFill.doubles(this::compute, type, target, from, to);
  }

  private void compute(long first, double[] block, int length) {
    double intervals = Math.max(1, count - 1);
    if (Double.isInfinite(stop - start)) {
      spreadHalves(first, block, length, intervals);
    } else {
      spread(first, block, length, intervals);
    }
    if (count > 1 && first + length == count) {
      block[length - 1] = stop;
    }
  }

  private void spread(long first, double[] block, int length, double intervals) {
    double step = (stop - start) / intervals;
    for (int i = 0; i < length; i++) {
      block[i] = (first + i) * step + start;
    }
    if (step == 0) {
      spreadUnderflowing(first, block, length, intervals);
    }
  }

  /// Fills with both ends halved, which is exact for ends so far apart that their distance exceeds
  /// the greatest double.
  private void spreadHalves(long first, double[] block, int length, double intervals) {
    double step = (stop / 2 - start / 2) / intervals;
    for (int i = 0; i < length; i++) {
      block[i] = Math.fma((double) (first + i), step, start / 2) * 2;
    }
  }

  /// Fills by NumPy's other formula, for a distance so small that the step rounds to zero.
  private void spreadUnderflowing(long first, double[] block, int length, double intervals) {
    for (int i = 0; i < length; i++) {
      block[i] = (first + i) / intervals * (stop - start) + start;
    }
  }
}
