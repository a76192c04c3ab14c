package io.parallax.mathematics;

import io.parallax.program.Value;

/// arctan2: the angle of the point (x, y). The quotient of the shorter of |x| and |y| by the longer
/// one is the tangent of an angle of at most π/4 from the nearer axis. If the tangent is over ½,
/// the angle is π/4 plus the angle whose [AngleTangent] is (shorter − longer) / (shorter + longer).
///
/// The largest errors found: 0.57 ulp for float64, 0.59 for float32 (2·10⁶ pairs each over all
/// bits, near 1, over all exponents, with subnormal operands and subnormal results).
///
/// The rare case is that of zeros, infinities, and operands so large or small that the steps of the
/// quotient would overflow or lose bits. Finite operands are scaled. A quotient so small that it is
/// its own angle is a plain division. Zeros and infinities give the multiple of π/4 that C's Annex
/// F says.
final class Direction {
  private final Value y;
  private final Value x;
  private final Value zero;
  private final Value one;
  private final Value shorter;
  private final Value longer;
  private final Value steep;

  private Direction(Value y, Value x) {
    this.y = y;
    this.x = x;
    zero = x.constant(0.0);
    one = x.constant(1.0);
    Value across = x.magnitude();
    Value up = y.magnitude();
    steep = up.isGreater(across);
    shorter = steep.choose(across, up);
    longer = steep.choose(up, across);
  }

  static Value arctan2(Value y, Value x) {
    return new Direction(y, x).angle();
  }

  private Value angle() {
    double most = x.isDouble() ? 0x1p500 : 0x1p60;
    Value rare = shorter.isAtLeast(1 / most).and(longer.isAtMost(most)).not();
    Value equal = shorter.isEqual(longer);
    Value factor = factor();
    Value unit = shorter.isEqual(zero).choose(zero, one);
    Value a = shorter.exceptWhere(rare, equal.choose(unit, shorter.times(factor)));
    Value b = longer.exceptWhere(rare, equal.choose(one, longer.times(factor)));
    // A NaN has no sign: its sign bit is not the same on all engines.
    Value across = x.isEqual(x).choose(x, zero);
    Value up = y.isEqual(y).choose(y, zero);
    Value turn = across.sign().xor(steep.choose(x.constant(-0.0), zero).bits());
    Value middle = a.plus(a).isGreater(b);
    Value quotient = shorter.over(longer).turnedBy(turn);
    Value tiny = rare.and(quotient.magnitude().isLess(0x1p-30));
    AngleTangent slope = slope(a, b, middle, turn).exceptWhere(tiny, quotient);
    Value behind = across.bits().isLess(across.bits().constant(0L));
    Value axis = steep.choose(x.constant(2.0), behind.choose(x.constant(4.0), zero));
    Value eighths = axis.plus(middle.choose(one, zero).turnedBy(turn));
    return slope.angle(eighths).bits().or(up.sign()).asFloat();
  }

  private AngleTangent slope(Value a, Value b, Value middle, Value turn) {
    Value sum = a.plus(b);
    Value lost = a.minus(sum.minus(b));
    Value numerator = middle.choose(a.minus(b), a).turnedBy(turn);
    return AngleTangent.of(numerator, middle.choose(sum, b), middle.choose(lost, zero))
        .withFlatterTail();
  }

  /// What brings operands that are too large or small where quotients need no care.
  private Value factor() {
    double scale = x.isDouble() ? 0x1p600 : 0x1p80;
    return longer.isGreater(one).choose(x.constant(1 / scale), x.constant(scale));
  }
}
