package io.parallax.mathematics;

import io.parallax.program.Value;
import java.util.Arrays;

/// A slope of at most ½ in absolute value as the sum of a head and a small tail, whose angle is
/// `arctan q = q + q·z·P(z)`, z = q². P is the minimax polynomial (Remez) for z up to ¼ and the
/// relative error of the angle: degree 12 and 2⁻⁶² for float64, degree 5 and 2⁻³¹·⁷ for float32.
/// Its constant term is added with what that rounding loses.
record Slope(Value head, Value tail) {
  static final double[] DOUBLE = {
    -0x1.5555555555552p-2,
    0x1.99999999990d6p-3,
    -0x1.2492492453658p-3,
    0x1.c71c71aaf0074p-4,
    -0x1.745d138f571b2p-4,
    0x1.3b1360b10dfadp-4,
    -0x1.110c71290d63fp-4,
    0x1.e182d80bd9cacp-5,
    -0x1.ac72b44b8b1b6p-5,
    0x1.77fc3b4c358f5p-5,
    -0x1.301d70454d223p-5,
    0x1.83a99fcb8ab11p-6,
    -0x1.123ddb7dca9c8p-7
  };

  static final double[] SINGLE = {
    -0x1.555552p-2, 0x1.999744p-3, -0x1.24503p-3, 0x1.c07268p-4, -0x1.480d4p-4, 0x1.3fd554p-5
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
    Value cube = head.times(square);
    double[] series = head.isDouble() ? DOUBLE : SINGLE;
    HalfPi half = HalfPi.in(head);
    Value sum = eighths.timesPlus(half.head() / 2, head);
    Value lost = head.minus(eighths.timesPlus(-half.head() / 2, sum));
    Value angle = cube.timesPlus(series[0], sum);
    Value angleLost = cube.timesPlus(series[0], sum.minus(angle));
    Value low = eighths.timesPlus(half.tail() / 2, lost.plus(tail).plus(angleLost));
    Value others = square.polynomial(Arrays.copyOfRange(series, 1, series.length));
    return angle.plus(cube.times(square).timesPlus(others, low));
  }

  /// The slope whose tail is the angle's: divided by `1 + z`, nearly.
  Slope withFlatterTail() {
    Value square = head.times(head);
    return new Slope(head, tail.timesPlus(square.minus(1.0).times(square), tail));
  }

  Slope exceptWhere(Value condition, Value exact) {
    return new Slope(
        head.exceptWhere(condition, exact), tail.exceptWhere(condition, head.constant(0.0)));
  }
}
