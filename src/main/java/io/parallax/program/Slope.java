package io.parallax.program;

/// A slope of at most ½ in absolute value as the sum of a head and a small tail, whose angle is
/// `arctan q = q + q·z·P(z)`, z = q². P is the minimax polynomial (Remez) for z up to ¼ and the
/// relative error of the angle: degree 11 and 2⁻⁵⁷·⁸ for float64, degree 4 and 2⁻²⁷·⁵ for float32.
record Slope(Value head, Value tail) {
  static final double[] DOUBLE = {
    -0x1.5555555555516p-2, 0x1.999999999113dp-3, -0x1.249249215db8ap-3, 0x1.c71c7090d6f14p-4,
    -0x1.745cf4c93d5b7p-4, 0x1.3b113d9fb807bp-4, -0x1.10f31db416818p-4, 0x1.dfe963f2b96e6p-5,
    -0x1.a3980a6da06a8p-5, 0x1.56f4bd76a8026p-5, -0x1.c17c6c63646d3p-6, 0x1.4b7f3541eac28p-7
  };

  static final double[] SINGLE = {
    -0x1.555512p-2, 0x1.997b06p-3, -0x1.2249b2p-3, 0x1.9ffb92p-4, -0x1.a3da6ep-5
  };

  /// A quotient of two numbers, the second with a tail of its own: the first times the reciprocal,
  /// and what fused steps find to be missing.
  static Slope of(Value numerator, Value denominator, Value denominatorTail) {
    Value inverse = numerator.constant(1.0).over(denominator);
    Value head = numerator.times(inverse);
    Value turned = head.negated();
    Value rest = turned.timesPlus(denominatorTail, turned.timesPlus(denominator, numerator));
    return new Slope(head, rest.times(inverse));
  }

  /// `arctan(head) + tail + eighths · π/4`, eighths an integer from −1 to 4.
  Value angle(Value eighths) {
    Value square = head.times(head);
    Value series = square.polynomial(head.isDouble() ? DOUBLE : SINGLE);
    HalfPi half = HalfPi.in(head);
    Value sum = eighths.timesPlus(half.head() / 2, head);
    Value lost = head.minus(eighths.timesPlus(-half.head() / 2, sum));
    Value low = eighths.timesPlus(half.tail() / 2, lost.plus(tail));
    return sum.plus(head.times(square).timesPlus(series, low));
  }

  /// The slope whose tail is the angle's: divided by `1 + head²`, nearly.
  Slope withFlatterTail() {
    return new Slope(head, tail.minus(tail.times(head.times(head))));
  }

  Slope exceptWhere(Value condition, Value exact) {
    return new Slope(
        head.exceptWhere(condition, exact), tail.exceptWhere(condition, head.constant(0.0)));
  }
}
