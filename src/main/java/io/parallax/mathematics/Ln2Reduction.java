package io.parallax.mathematics;

import io.parallax.program.Value;

/// x less the multiple of ln 2 nearest to it: x = k·ln 2 + high + low.
///
/// `high` is exact, because it is a multiple of the last bit of the high part of ln 2, or of the
/// last bit of x if that is finer, and less than ½. `low` subtracts the rest of ln 2 (as in S.
/// Boldo, M. Daumas and R.-C. Li, Formally Verified Argument Reduction with a Fused Multiply-Add,
/// 2009). For an |x| with k beyond the range of [Scaling] the values have no meaning, and may be
/// NaN or infinite.
///
/// @param shifted holds k ([Scaling])
/// @param high at most ln 2 / 2 in magnitude, but for a rounding
public record Ln2Reduction(Value shifted, Value high, Value low) {
  private static final double LOG2_E = 0x1.71547652b82fep+0;

  /// The float nearest to ln 2, and the rest.
  private static final double LN_2_HIGH = 0x1.62e42fefa39efp-1;

  private static final double LN_2_LOW = 0x1.abc9e3b39803fp-56;

  private static final double LN_2_HIGH_SINGLE = 0x1.62e430p-1;

  private static final double LN_2_LOW_SINGLE = -0x1.05c610p-29;

  private static final double LOG2_10 = 0x1.a934f0p+1;

  /// The float32 nearest to log₁₀ 2, and the rest; the same of ln 10.
  private static final double LOG10_2_HIGH = 0x1.344136p-2;

  private static final double LOG10_2_LOW = -0x1.ec10c0p-27;
  private static final double LN_10 = 0x1.26bb1cp+1;
  private static final double LN_10_LOW = -0x1.12aabap-25;

  static Ln2Reduction of(Value x) {
    return of(x, x.timesPlus(LOG2_E, Scaling.of(x).shifter()));
  }

  /// With the integer nearest to x/ln 2 − lean.
  static Ln2Reduction of(Value x, double lean) {
    return of(x, x.timesPlus(LOG2_E, -lean).plus(Scaling.of(x).shifter()));
  }

  /// The same of x·ln 10 for 10ˣ of float32: x less the nearest multiple of log₁₀ 2, times ln 10.
  static Ln2Reduction decimal(Value x) {
    Value shifted = x.timesPlus(LOG2_10, Scaling.of(x).shifter());
    Value k = shifted.minus(Scaling.of(x).shifter());
    Value rest = k.timesPlus(-LOG10_2_HIGH, x);
    Value lost = k.times(-LOG10_2_LOW);
    Value high = rest.times(LN_10);
    Value product = rest.timesPlus(LN_10, high.negated());
    return new Ln2Reduction(
        shifted, high, lost.timesPlus(LN_10, rest.timesPlus(LN_10_LOW, product)));
  }

  private static Ln2Reduction of(Value x, Value shifted) {
    double shifter = Scaling.of(x).shifter();
    Value k = shifted.minus(shifter);
    Value high = k.timesPlus(x.isDouble() ? -LN_2_HIGH : -LN_2_HIGH_SINGLE, x);
    Value low = k.times(x.isDouble() ? -LN_2_LOW : -LN_2_LOW_SINGLE);
    return new Ln2Reduction(shifted, high, low);
  }

  /// low·(1 + high): the difference of e^(high + low) and 1 + high + high²/2 + ….
  Value more() {
    return low.timesPlus(high, low);
  }

  Value sum() {
    return high.plus(low);
  }
}
