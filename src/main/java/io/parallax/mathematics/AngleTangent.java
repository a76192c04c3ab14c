package io.parallax.mathematics;

import io.parallax.program.Value;
import java.util.Arrays;

/// The tangent q of an angle, at most ½ in magnitude, as the sum of a head and a small tail. The
/// angle is `arctan q = q + q·z·P(z)` with z = q². P is the minimax polynomial (Remez) for z up to
/// ¼ and the relative error of the angle: degree 12 and 2⁻⁶² for float64, degree 5 and 2⁻³¹·⁷ for
/// float32. The constant term of P is added together with the rounding error of that sum.
record AngleTangent(Value head, Value tail) {
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

  /// The quotient of a number and a sum of a denominator and its tail: the number times the
  /// reciprocal, and the remainder, which fused steps give.
  static AngleTangent of(Value numerator, Value denominator, Value denominatorTail) {
    Value inverse = numerator.constant(1.0).over(denominator);
    Value head = numerator.times(inverse);
    Value turned = head.negated();
    Value rest = turned.timesPlus(denominatorTail, turned.timesPlus(denominator, numerator));
    return new AngleTangent(head, rest.times(inverse));
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

  /// The same head with the tail of the angle instead of the tangent: about the tail divided by `1
  /// + z`.
  AngleTangent withFlatterTail() {
    Value square = head.times(head);
    return new AngleTangent(head, tail.timesPlus(square.minus(1.0).times(square), tail));
  }

  AngleTangent exceptWhere(Value condition, Value exact) {
    return new AngleTangent(
        head.exceptWhere(condition, exact), tail.exceptWhere(condition, head.constant(0.0)));
  }
}
