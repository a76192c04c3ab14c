package io.parallax.mathematics;

import io.parallax.program.Value;

/// The reduction of huge angles (M. H. Payne and R. N. Hanek, Radian Reduction for Trigonometric
/// Functions, SIGNUM Newsletter 18, 1983): the product with as many digits of 2/π as the exponent
/// asks for, modulo 4, to about 126 binary places, in float64.
///
/// Each product of the angle with a piece of 2/π is used as its rounded value and its exact error.
/// Multiples of 4 are subtracted first. Then the exact sum, largest term first, gives the quarter
/// turns, and a second pass over its errors gives the rest, also where nearly everything cancels.
final class PayneHanek {
  private static final double PI_HALF = 0x1.921fb54442d18p0;

  /// π/2 − [#PI_HALF].
  private static final double PI_HALF_REST = 0x1.1a62633145c07p-54;

  private PayneHanek() {}

  /// @param x float64, of magnitude 2 or more; of an infinite one the head is NaN
  static HalfPiReduction reduce(Value x) {
    Value bits = x.bits();
    Value scaled = TwoOverPi.scaled(bits);
    Pair first = Pair.product(scaled, TwoOverPi.piece(bits, 0));
    Pair second = Pair.product(scaled, TwoOverPi.piece(bits, 1));
    Pair third = Pair.product(scaled, TwoOverPi.piece(bits, 2));
    Value last = scaled.times(TwoOverPi.piece(bits, 3));

    Value exact = modulo4(first.value).plus(modulo4(first.error));
    Pair sum = Pair.sum(exact, modulo4(second.value));
    Pair more = Pair.sum(sum.value, second.error);
    Pair all = Pair.sum(more.value, third.value);
    Value whole = all.value.rounded();

    Pair part = Pair.sum(all.value.minus(whole), sum.error);
    Pair next = Pair.sum(part.value, more.error);
    Pair fraction = Pair.sum(next.value, all.error);
    Value rest = part.error.plus(next.error).plus(fraction.error).plus(third.error).plus(last);
    return turned(new Pair(fraction.value, rest), HalfPiReduction.count(whole), x);
  }

  /// The fraction of a quarter turn as an angle.
  private static HalfPiReduction turned(Pair fraction, Value count, Value x) {
    Value rounded = fraction.value.times(PI_HALF);
    Value angle = fraction.value.timesPlus(fraction.value.constant(PI_HALF), rounded.negated());
    Value excess =
        fraction.value.timesPlus(PI_HALF_REST, fraction.error.timesPlus(PI_HALF, angle)).negated();
    Value head = rounded.minus(excess);
    Value notANumberIfInfinite = x.minus(x);
    return new HalfPiReduction(
        head.plus(notANumberIfInfinite), excess.minus(rounded.minus(head)), count);
  }

  private static Value modulo4(Value x) {
    return x.times(0.25).rounded().timesPlus(-4, x);
  }

  /// A rounded result and what it lacks, exactly.
  private record Pair(Value value, Value error) {
    static Pair product(Value left, Value right) {
      Value product = left.times(right);
      return new Pair(product, left.timesPlus(right, product.negated()));
    }

    /// D. E. Knuth's sum with its error, whichever is the larger.
    static Pair sum(Value left, Value right) {
      Value sum = left.plus(right);
      Value added = sum.minus(left);
      return new Pair(sum, left.minus(sum.minus(added)).plus(right.minus(added)));
    }
  }
}
