package io.parallax.program;

/// The sine or cosine of an angle reduced to a quarter turn around 0: a rounded value and its
/// error.
///
/// Both are an exact head and a small correction. With h the head of the angle, w the rounded 1 −
/// h²/2 and v = 1 − w, which is exact, e = v − h²/2 is one fused step, so that v and e together are
/// h²/2 without an error.
/// - sin = h − (h·v·S(v) − h·e/3 + excess·w), where S(z/2)/2 is (√z − sin √z)/(z·√z).
/// - cos = w + (v²·C(v) + e + h·excess), where C(z/2)/4 is (cos √z − 1 + z/2)/z².
///
/// The coefficients of S(z/2)/2 and C(z/2)/4 are the best by Remez's exchange for the relative
/// error of the function on 0 < z < (π/4·(1 + 2⁻⁹))², rounded from the constant term up with the
/// rest fitted anew each time; then scaled by powers of two. They leave relative errors of 2⁻⁵⁷·⁹
/// and 2⁻⁶³·⁸, in float32 2⁻²⁷·⁸ and 2⁻³²·⁹.
///
/// @param error what the value lacks, to as many bits again less about five
record Circle(Value value, Value error) {
  static final double[] SINE = {
    0x1.5555555555548p-2,
    -0x1.111111110f730p-5,
    0x1.a01a019be9223p-10,
    -0x1.71de35552ca88p-15,
    0x1.ae5e4b856a4e9p-21,
    -0x1.5d8b56239b6d4p-27
  };

  static final double[] SINE_SINGLE = {0x1.555544p-2, -0x1.1106c6p-5, 0x1.991c26p-10};

  static final double[] COSINE = {
    0x1.555555555554ap-3,
    -0x1.6c16c16c14e00p-7,
    0x1.a01a019c5c39bp-12,
    -0x1.27e4f7cd32745p-17,
    0x1.1ee9c3366b517p-23,
    -0x1.8f99cc26dd513p-30
  };

  static final double[] COSINE_SINGLE = {0x1.55554ap-3, -0x1.6c0c26p-7, 0x1.99e714p-12};

  static Circle sine(QuarterTurns turns) {
    Value head = turns.head();
    Versine versine = Versine.of(head);
    Value small =
        head.times(versine.rest).timesPlus(-1.0 / 3, turns.excess().times(versine.cosine));
    Value series = versine.value.polynomial(head.isDouble() ? SINE : SINE_SINGLE);
    Value correction = head.times(versine.value).timesPlus(series, small);
    Value sum = head.minus(correction);
    return new Circle(sum, head.minus(sum).minus(correction));
  }

  static Circle cosine(QuarterTurns turns) {
    Value head = turns.head();
    Versine versine = Versine.of(head);
    Value small = head.timesPlus(turns.excess(), versine.rest);
    Value series = versine.value.polynomial(head.isDouble() ? COSINE : COSINE_SINGLE);
    Value correction = versine.value.times(versine.value).timesPlus(series, small);
    Value sum = versine.cosine.plus(correction);
    return new Circle(sum, versine.cosine.minus(sum).plus(correction));
  }

  /// h²/2 in two parts.
  ///
  /// @param cosine 1 − h²/2, rounded
  /// @param value 1 − cosine, exactly
  /// @param rest value − h²/2
  private record Versine(Value cosine, Value value, Value rest) {
    static Versine of(Value head) {
      Value half = head.times(-0.5);
      Value cosine = half.timesPlus(head, 1);
      Value value = cosine.constant(1.0).minus(cosine);
      return new Versine(cosine, value, half.timesPlus(head, value));
    }
  }
}
