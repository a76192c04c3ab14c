package io.parallax.mathematics;

import io.parallax.program.Value;

/// π/2 as the sum of two numbers of one float type: the nearest one, and the nearest one to what is
/// left. Twice the head is exact.
record HalfPi(double head, double tail) {
  private static final HalfPi DOUBLE = new HalfPi(0x1.921fb54442d18p0, 0x1.1a62633145c07p-54);
  private static final HalfPi SINGLE = new HalfPi(0x1.921fb6p0, -0x1.777a5cp-25);

  static HalfPi in(Value x) {
    return x.isDouble() ? DOUBLE : SINGLE;
  }
}
