package io.parallax.mathematics;

import io.parallax.program.Value;

/// The sine of an angle within a quarter turn of 0, as the angle times T(z) = sin(√z)/√z for the
/// square z of its head h.
///
/// T = 1 + c·z + z·R(z) with c near the slope of T, so that z·R is at most a hundredth. With t = 1
/// + c·z, rounded, the rounding error of t is one exact fused step, and the difference of z and h²
///   another. That difference counts times the slope of T, which is −4/π³ at a quarter turn, where
///   it counts most. So h·t + (h·rest − excess·cos h) has one rounding that counts; for the cosine
///   a parabola is enough.
///
/// The coefficients are the best by Remez's exchange for the relative error of the sine, rounded
/// from the constant term up with the rest fitted anew each time. They leave relative errors of
/// 2⁻⁶⁰·⁶ and, in float32, 2⁻³⁴·¹.
final class Sinc {
  static final double SLOPE = -0x1.31p-3;

  /// R(z).
  static final double[] DOUBLE = {
    -0x1.22aaaaaaaaaa8p-6,
    0x1.11111111110c8p-7,
    -0x1.a01a01a014d6fp-13,
    0x1.71de3a52a0b02p-19,
    -0x1.ae6454d472a45p-26,
    0x1.6123cd065efd6p-33,
    -0x1.ae43840d46326p-41,
    0x1.883299be8587ep-49
  };

  static final double[] SINGLE = {
    -0x1.22aaaap-6, 0x1.11110ap-7, -0x1.a01710p-13, 0x1.715652p-19, -0x1.981e22p-26
  };

  /// −4/π³, nearly.
  private static final double LAST_SLOPE = -0.129;

  /// Of −cos √z, within 0.003.
  private static final double[] MINUS_COSINE = {-1, 0.4967, -0.03705};

  private Sinc() {}

  /// sin(head − excess), for a head of at most π/2 · (1 + 2⁻⁶) in magnitude; of −0, −0.
  static Value sine(Value head, Value excess) {
    Value z = head.times(head);
    Value lost = head.timesPlus(head, z.negated());
    Value most = z.timesPlus(SLOPE, 1);
    Value lacking = z.timesPlus(z.constant(SLOPE), most.constant(1.0).minus(most));
    Value rest =
        z.timesPlus(
            z.polynomial(z.isDouble() ? DOUBLE : SINGLE), lost.timesPlus(LAST_SLOPE, lacking));
    Value small = excess.timesPlus(z.polynomial(MINUS_COSINE), head.times(rest));
    return head.timesPlus(most, small);
  }
}
