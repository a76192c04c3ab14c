package io.parallax.mathematics;

import io.parallax.type.DataType;

/// A number that may lie beyond the range of double: `value · 2^exponent`.
record Scaled(Pair value, int exponent) {
  /// A value nearer than this to a power of two counts as that power, as in [Ulps].
  private static final double HAIR = 0x1p-80;

  static Scaled of(Pair value) {
    return new Scaled(value, 0);
  }

  static Scaled of(double value) {
    return new Scaled(new Pair(value, 0), 0);
  }

  /// As [Ulps#error], from this number instead of the exact one.
  double error(DataType type, double computed) {
    if (Double.isNaN(computed)) {
      return Double.POSITIVE_INFINITY;
    }
    boolean isDouble = type == DataType.FLOAT64;
    int largest = isDouble ? 1023 : 127;
    int magnitude = magnitude();
    int unit = Math.clamp(magnitude, 1 - largest, largest) - (isDouble ? 52 : 23);
    double limit = Math.scalb(1.0, largest + 1 - unit);
    double actual =
        Double.isFinite(computed) ? inUnits(computed, unit) : Math.copySign(limit, computed);
    if (magnitude > largest) {
      return Math.abs(actual - Math.copySign(limit, value.high()));
    }
    int shift = exponent - unit;
    return Math.abs((actual - inUnits(value.high(), -shift)) - inUnits(value.low(), -shift));
  }

  /// The exponent of the power of two at or below.
  private int magnitude() {
    int ofHigh = Math.getExponent(value.high());
    double power = Math.copySign(Math.scalb(1.0, ofHigh), value.high());
    boolean below = value.high() == power && value.low() / power < -HAIR;
    return ofHigh + exponent - (below ? 1 : 0);
  }

  /// Divided by a power of two, which may itself be out of range.
  private static double inUnits(double number, int unit) {
    int half = -unit / 2;
    return Math.scalb(Math.scalb(number, half), -unit - half);
  }
}
