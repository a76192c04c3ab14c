package io.parallax.mathematics;

import io.parallax.program.Value;

/// eˣ of float64 to about 100 bits, for sums in which the leading bits cancel: as
/// [TabledExponential], eˣ = p·(1 + part) with p a power of 2^(1/16), but the part and the product
/// in sums of a head and a tail (T. Dekker, A floating-point technique for extending the available
/// precision, 1971). The part is the Taylor series up to the power 15, whose terms from the eighth
/// on are summed in float64.
///
/// For x from −708 to 708.
///
/// @param power p, without what its rounding lost
/// @param rest p·part, and what the rounding of p lost
record ExactExponential(Value power, Sum rest) {
  /// 1/2!, 1/3!, …, 1/7!, each as the nearest float64 and the rest.
  private static final double[] HEADS = {
    0x1.0000000000000p-1,
    0x1.5555555555555p-3,
    0x1.5555555555555p-5,
    0x1.1111111111111p-7,
    0x1.6c16c16c16c17p-10,
    0x1.a01a01a01a01ap-13
  };

  private static final double[] TAILS = {
    0.0,
    0x1.5555555555555p-57,
    0x1.5555555555555p-59,
    0x1.1111111111111p-63,
    -0x1.f49f49f49f49fp-65,
    0x1.a01a01a01a01ap-73
  };

  /// 1/8!, 1/9!, …, 1/15!.
  private static final double[] LAST = {
    0x1.a01a01a01a01ap-16,
    0x1.71de3a556c734p-19,
    0x1.27e4fb7789f5cp-22,
    0x1.ae64567f544e4p-26,
    0x1.1eed8eff8d898p-29,
    0x1.6124613a86d09p-33,
    0x1.93974a8c07c9dp-37,
    0x1.ae7f3e733b81fp-41
  };

  static ExactExponential of(Value x) {
    Value shifted = x.timesPlus(TabledExponential.SIXTEENTHS, TabledExponential.SHIFTER);
    Value k = shifted.minus(TabledExponential.SHIFTER);
    Value high = k.timesPlus(-TabledExponential.LN_2_HIGH, x);
    Sum part = part(Sum.of(high, k.times(-TabledExponential.LN_2_LOW)));
    Value power = TabledExponential.power(shifted.bits());
    Value lost = shifted.bits().elementOf(TabledExponential.RESTS);
    Value tail = lost.timesPlus(part.head(), part.tail().plus(lost));
    Value product = power.times(part.head());
    Value productTail = power.timesPlus(part.head(), product.negated());
    return new ExactExponential(power, new Sum(product, power.timesPlus(tail, productTail)));
  }

  /// eʳ − 1 = r + r²·(1/2 + r/6 + …) for |r| ≤ ln 2/32.
  private static Sum part(Sum r) {
    Sum series = new Sum(r.head().polynomial(LAST), r.head().constant(0.0));
    for (int at = HEADS.length - 1; at >= 0; at--) {
      Sum coefficient = new Sum(r.head().constant(HEADS[at]), r.head().constant(TAILS[at]));
      series = coefficient.plusSmaller(series.times(r));
    }
    return r.plusSmaller(r.times(r).times(series));
  }

  /// eˣ.
  Sum sum() {
    return new Sum(power, power.constant(0.0)).plusSmaller(rest);
  }

  /// eˣ − 1 for −1.1 < x < 0, to 100 bits of itself.
  Sum minusOne() {
    return Sum.ofOrdered(power.constant(-1.0), power).plusSmaller(rest);
  }
}
