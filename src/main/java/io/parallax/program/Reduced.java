package io.parallax.program;

/// x less the multiple of ln 2 nearest to it: x = k·ln 2 + high + low.
///
/// The high part of ln 2 ends in so many zeros that `high` is exact; `low` is what the rest of ln 2
/// takes off. For |x| below [Scaling]'s range of k; beyond it the values are numbers without a
/// meaning, NaN or infinite.
///
/// @param shifted holds k ([Scaling])
/// @param high at most ln 2 / 2 in magnitude, but for a rounding
record Reduced(Value shifted, Value high, Value low) {
  private static final double LOG2_E = 0x1.71547652b82fep+0;

  /// The part of ln 2 that ends in eleven zeros, and the rest.
  private static final double LN_2_HIGH = 0x1.62e42fefa38p-1;

  private static final double LN_2_LOW = 0x1.ef35793c7673p-45;

  /// The same for float32, which ends in eight.
  private static final double LN_2_HIGH_SINGLE = 0x1.62e4p-1;

  private static final double LN_2_LOW_SINGLE = 0x1.7f7d1cp-20;

  static Reduced of(Value x) {
    double shifter = Scaling.of(x).shifter();
    Value shifted = x.timesPlus(LOG2_E, shifter);
    Value k = shifted.minus(shifter);
    Value high = k.timesPlus(x.isDouble() ? -LN_2_HIGH : -LN_2_HIGH_SINGLE, x);
    Value low = k.times(x.isDouble() ? -LN_2_LOW : -LN_2_LOW_SINGLE);
    return new Reduced(shifted, high, low);
  }

  /// Of x + more.
  Reduced plus(Value more) {
    return new Reduced(shifted, high, low.plus(more));
  }

  Value sum() {
    return high.plus(low);
  }
}
