package io.parallax.mathematics;

import io.parallax.program.Value;

/// arctan: the angle of an [AngleTangent] of at most ½, from 0 for |x| up to ½, from π/4 with the
/// slope (|x| − 1) / (|x| + 1) up to 2, and from π/2 with −1/|x| beyond (fdlibm's `s_atan.c`, with
/// fewer pieces). π/4 and π/2 have tails, so that the result is a large head with a small
/// correction, added last.
///
/// The largest errors found: 0.58 ulp for float64 (10⁶ points, as many around ½), 0.58 for float32
/// (all arguments of magnitude 1/16 … 16).
final class ArcTangent {
  /// From here on the angle is π/2 to the last bit; an infinite denominator would give NaN.
  private static final double FAR = 0x1p60;

  private ArcTangent() {}

  static Value arctan(Value x) {
    Value zero = x.constant(0.0);
    Value one = x.constant(1.0);
    Value magnitude = x.magnitude();
    Value middle = magnitude.isGreater(0.5);
    Value steep = magnitude.isGreater(2.0);
    Value bounded = magnitude.isGreater(FAR).choose(x.constant(FAR), magnitude);
    Value sum = bounded.plus(one);
    Value lost = bounded.minus(sum.minus(one));
    AngleTangent slope =
        AngleTangent.of(
                steep.choose(x.constant(-1.0), middle.choose(magnitude.minus(one), magnitude)),
                steep.choose(bounded, middle.choose(sum, one)),
                steep.choose(zero, middle.choose(lost, zero)))
            .withFlatterTail();
    Value eighths = steep.choose(x.constant(2.0), middle.choose(one, zero));
    return slope.angle(eighths).bits().or(x.sign()).asFloat();
  }
}
