package io.parallax.kernel;

import io.parallax.type.DataType;

/// The product of doubles, as [io.parallax.program.Reduction#PRODUCT] defines it: an
/// [Accumulator]'s first is a mantissa with a magnitude in [1, 2), its second the mantissa's error,
/// its third the exponent. Where a factor is zero, infinite or NaN the mantissa is so too, and
/// stays it.
final class FloatProduct {
  private static final long MANTISSA = 0x800F_FFFF_FFFF_FFFFL;
  private static final long ONE = 0x3FF0_0000_0000_0000L;
  private static final int MANTISSA_BITS = 52;
  private static final int EXPONENT_MASK = 0x7FF;
  private static final int BIAS = 1023;

  /// Makes a subnormal normal.
  private static final int SUBNORMAL_SHIFT = 64;

  private static final double SUBNORMAL_SCALE = 0x1p64;

  /// Where the mantissa has a magnitude in [1, 2), the product is a normal double up to this
  /// exponent.
  private static final int MODERATE_EXPONENT = 1000;

  /// Products beyond this exponent are infinite or zero.
  private static final int MOST_EXPONENT = 3000;

  private FloatProduct() {}

  /// Multiplies by an element.
  static void multiply(Accumulator product, double factor) {
    boolean tiny = Math.abs(factor) < Double.MIN_NORMAL;
    double scaled = tiny ? factor * SUBNORMAL_SCALE : factor;
    long bits = Double.doubleToRawLongBits(scaled);
    int exponent = (int) (bits >>> MANTISSA_BITS) & EXPONENT_MASK;
    boolean isNormal = exponent != 0 && exponent != EXPONENT_MASK;
    double mantissa = isNormal ? Double.longBitsToDouble((bits & MANTISSA) | ONE) : scaled;
    long power = isNormal ? exponent - BIAS - (tiny ? SUBNORMAL_SHIFT : 0) : 0;
    multiply(product, mantissa, power);
  }

  private static void multiply(Accumulator product, double mantissa, long exponent) {
    double left = Double.longBitsToDouble(product.first());
    double leftError = Double.longBitsToDouble(product.second());
    double both = left * mantissa;
    double error = Math.fma(leftError, mantissa, Math.fma(left, mantissa, -both));
    set(product, both, error, product.third() + exponent);
  }

  /// Multiplies by another product.
  static void multiply(Accumulator product, Accumulator other) {
    double left = Double.longBitsToDouble(product.first());
    double leftError = Double.longBitsToDouble(product.second());
    double right = Double.longBitsToDouble(other.first());
    double rightError = Double.longBitsToDouble(other.second());
    double both = left * right;
    double error = Math.fma(leftError, right, Math.fma(left, right, -both));
    set(product, both, Math.fma(left, rightError, error), product.third() + other.third());
  }

  /// Sets a product whose mantissa has a magnitude below 4.
  private static void set(Accumulator product, double both, double error, long exponent) {
    boolean halves = Math.abs(both) >= 2;
    double scale = halves ? 0.5 : 1;
    product.set(
        Double.doubleToRawLongBits(both * scale),
        Double.doubleToRawLongBits(error * scale),
        exponent + (halves ? 1 : 0),
        product.count());
  }

  /// The product as the bits of a float64 or float32, rounded once.
  static long finish(Accumulator product, DataType type) {
    double mantissa = Double.longBitsToDouble(product.first());
    double error = Double.longBitsToDouble(product.second());
    if (mantissa == 0 || !Double.isFinite(mantissa)) {
      return Accumulator.bits(mantissa, type);
    }
    double rounded = mantissa + error;
    if (type == DataType.FLOAT64 && Math.abs(product.third()) <= MODERATE_EXPONENT) {
      return Double.doubleToRawLongBits(Math.scalb(rounded, (int) product.third()));
    }
    int exponent = Math.clamp(product.third(), -MOST_EXPONENT, MOST_EXPONENT);
    ExactSum exact = new ExactSum();
    exact.add(mantissa);
    exact.add(error);
    return type == DataType.FLOAT32
        ? Float.floatToRawIntBits(exact.toFloat(exponent))
        : Double.doubleToRawLongBits(exact.toDouble(exponent));
  }
}
