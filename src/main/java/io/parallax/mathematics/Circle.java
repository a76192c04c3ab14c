package io.parallax.mathematics;

import io.parallax.program.Value;

/// The sine or cosine of an angle reduced to a quarter turn around 0: a rounded value and its
/// error.
///
/// Both are an exact head and a small correction. With h the head of the angle, w the rounded 1 −
/// h²/2 and v = 1 − w, which is exact, e = v − h²/2 is one fused step, so that v and e together are
/// h²/2 without an error.
/// - sin = (h − h·v/3) − (h·v²·S(v) − h·e/3 + excess·w), where (⅓ + v·S(v))/2 of v = z/2 is (√z −
///   sin √z)/(z·√z). The first difference is rounded, what that lost added to the second.
/// - cos = w + (v²·C(v) + e + excess·(h − h·v/3)), where C(z/2)/4 is (cos √z − 1 + z/2)/z².
///
/// The coefficients of (⅓ + v·S(v))/2 and C(z/2)/4 are the best by Remez's exchange for the
/// relative error of the function on 0 < z < (π/4·(1 + 2⁻⁹))², rounded from the constant term up
/// with the rest fitted anew each time; then scaled by powers of two. They leave relative errors of
/// 2⁻⁶³·² and 2⁻⁶³·⁸, in float32 2⁻³²·⁵ and 2⁻³²·⁹.
///
/// @param error what the value lacks, to as many bits again less about five
record Circle(Value value, Value error) {
  /// ⅓ as the constant coefficient of the sine.
  static final double THIRD = 0x1.5555555555555p-2;

  static final double THIRD_SINGLE = 0x1.555556p-2;

  static final double[] SINE = {
    -0x1.1111111111069p-5, 0x1.a01a019ffe543p-10, -0x1.71de3a33ab551p-15,
    0x1.ae642c5d97bc8p-21, -0x1.6109c7af59b12p-27, 0x1.a003c5f1c2d25p-34
  };

  static final double[] SINE_SINGLE = {-0x1.111174p-5, 0x1.a05954p-10, -0x1.7c2c5p-15};

  static final double[] COSINE = {
    0x1.555555555554ap-3,
    -0x1.6c16c16c14e00p-7,
    0x1.a01a019c5c39bp-12,
    -0x1.27e4f7cd32745p-17,
    0x1.1ee9c3366b517p-23,
    -0x1.8f99cc26dd513p-30
  };

  static final double[] COSINE_SINGLE = {0x1.55554ap-3, -0x1.6c0c26p-7, 0x1.99e714p-12};

  static Circle sine(HalfPiReduction turns) {
    Value head = turns.head();
    Terms terms = Terms.of(head);
    Value small = head.times(terms.rest).timesPlus(-1.0 / 3, turns.excess().times(terms.cosine));
    Value series = terms.versine.polynomial(head.isDouble() ? SINE : SINE_SINGLE);
    Value lost = terms.cube.timesPlus(third(head), head.minus(terms.sine));
    Value correction = terms.cube.times(terms.less).timesPlus(series, small).minus(lost);
    Value sum = terms.sine.minus(correction);
    return new Circle(sum, terms.sine.minus(sum).minus(correction));
  }

  static Circle cosine(HalfPiReduction turns) {
    Value head = turns.head();
    Terms terms = Terms.of(head);
    Value small = terms.sine.timesPlus(turns.excess(), terms.rest);
    Value series = terms.versine.polynomial(head.isDouble() ? COSINE : COSINE_SINGLE);
    Value correction = terms.versine.times(terms.versine).timesPlus(series, small);
    Value sum = terms.cosine.plus(correction);
    return new Circle(sum, terms.cosine.minus(sum).plus(correction));
  }

  private static double third(Value head) {
    return head.isDouble() ? THIRD : THIRD_SINGLE;
  }

  /// What sine and cosine of a head h begin with.
  ///
  /// @param cosine w: 1 − h²/2, rounded
  /// @param versine v: 1 − w, exactly
  /// @param less −v, but +0 where v is
  /// @param rest e: v − h²/2
  /// @param cube −h·v, rounded
  /// @param sine h − h·v/3, rounded; −0 where h is
  private record Terms(
      Value cosine, Value versine, Value less, Value rest, Value cube, Value sine) {
    static Terms of(Value head) {
      Value half = head.times(-0.5);
      Value cosine = half.timesPlus(head, 1);
      Value versine = cosine.constant(1.0).minus(cosine);
      Value less = cosine.minus(1.0);
      Value cube = head.times(less);
      return new Terms(
          cosine,
          versine,
          less,
          half.timesPlus(head, versine),
          cube,
          cube.timesPlus(third(head), head));
    }
  }
}
