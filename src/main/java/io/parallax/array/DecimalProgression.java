package io.parallax.array;

import java.math.BigDecimal;
import java.util.Arrays;

/// The values start + i·step of two decimals, each correctly rounded to float64.
///
/// Where both decimals are doubles, one fused multiply-add rounds the exact value. Elsewhere both
/// are held as sums of two doubles with 106 bits, and the value is computed as such a sum (T. J.
/// Dekker, "A floating-point technique for extending the available precision", Numerische
/// Mathematik 18, 1971), with an error below 2⁻¹⁰⁰ of |start| + |i·step|. An element whose rounding
/// that error could change is computed again from the decimals themselves; of random elements one
/// in 2⁴⁰ is.
final class DecimalProgression implements BlockFill.Doubles {
  /// The relative error of a sum of two doubles, with a margin of 32, and what underflow adds.
  private static final double ERROR = 0x1p-100;

  private static final double UNDERFLOW = 0x1p-1020;

  /// Decimals beyond this are divided by [#REDUCTION] first, so that no product overflows.
  private static final double GREAT = 0x1p1000;

  private static final double REDUCTION = 0x1p64;

  private static final double[] INDEXES = indexes();

  private final BigDecimal start;
  private final BigDecimal step;
  private final boolean exact;
  private final double scale;
  private final double startHigh;
  private final double startLow;
  private final double stepHigh;
  private final double stepLow;
  private final double[] doubts = new double[BlockFill.BLOCK];

  /// @param greatest the greatest absolute value of the elements and of `start`
  DecimalProgression(BigDecimal start, BigDecimal step, double greatest) {
    this.start = start;
    this.step = step;
    this.exact = isDouble(start) && isDouble(step);
    this.scale = !exact && greatest > GREAT ? REDUCTION : 1;
    BigDecimal factor = new BigDecimal(1 / scale);
    BigDecimal scaledStart = start.multiply(factor);
    BigDecimal scaledStep = step.multiply(factor);
    this.startHigh = scaledStart.doubleValue();
    this.startLow = rest(scaledStart, startHigh);
    this.stepHigh = scaledStep.doubleValue();
    this.stepLow = rest(scaledStep, stepHigh);
  }

  @Override
  public void compute(long first, double[] block, int count) {
    if (exact) {
      fuse((double) first, block, count);
    } else {
      sum((double) first, block, count);
      for (int i = 0; i < count; i++) {
        if (doubts[i] != 0) {
          block[i] = start.add(step.multiply(BigDecimal.valueOf(first + i))).doubleValue();
        }
      }
    }
  }

  private void fuse(double first, double[] block, int count) {
    for (int i = 0; i < count; i++) {
      block[i] = Math.fma(first + INDEXES[i], stepHigh, startHigh);
    }
  }

  /// Computes elements, and doubts: 0 where the rounding is certain, otherwise another number or
  /// NaN.
  private void sum(double first, double[] block, int count) {
    for (int i = 0; i < count; i++) {
      double index = first + INDEXES[i];
      double product = index * stepHigh;
      double productLow = Math.fma(index, stepHigh, -product) + index * stepLow;
      double high = startHigh + product;
      double taken = high - startHigh;
      double lost = (startHigh - (high - taken)) + (product - taken);
      double low = lost + (startLow + productLow);
      double error = (Math.abs(startHigh) + Math.abs(product)) * ERROR + UNDERFLOW;
      block[i] = (high + low) * scale;
      doubts[i] = (high + (low + error)) - (high + (low - error));
    }
  }

  private static boolean isDouble(BigDecimal decimal) {
    return new BigDecimal(decimal.doubleValue()).compareTo(decimal) == 0;
  }

  private static double rest(BigDecimal decimal, double high) {
    return decimal.subtract(new BigDecimal(high)).doubleValue();
  }

  private static double[] indexes() {
    double[] indexes = new double[BlockFill.BLOCK];
    Arrays.setAll(indexes, index -> index);
    return indexes;
  }
}
