package io.parallax.mathematics;

import io.parallax.program.Value;

/// A number as the unevaluated sum of a head and a much smaller tail, for what one rounding would
/// lose.
record Sum(Value head, Value tail) {
  /// The sum of two numbers without an error (D. Knuth, The Art of Computer Programming 2, 1969).
  static Sum of(Value x, Value y) {
    Value head = x.plus(y);
    Value ofX = head.minus(y);
    Value ofY = head.minus(ofX);
    return new Sum(head, x.minus(ofX).plus(y.minus(ofY)));
  }

  /// As [#of], in half as many operations, for numbers of which the first is 0 or not the smaller
  /// one (T. Dekker, 1971).
  static Sum ofOrdered(Value larger, Value smaller) {
    Value head = larger.plus(smaller);
    return new Sum(head, smaller.minus(head.minus(larger)));
  }

  Value rounded() {
    return head.plus(tail);
  }

  /// The sum with a number that is not larger, unless this is 0.
  Sum plusSmaller(Sum other) {
    Sum heads = ofOrdered(head, other.head);
    return new Sum(heads.head, heads.tail.plus(tail.plus(other.tail)));
  }

  /// The product but for that of the tails.
  Sum times(Sum other) {
    Value product = head.times(other.head);
    Value lost = head.timesPlus(other.head, product.negated());
    return new Sum(product, head.timesPlus(other.tail, tail.timesPlus(other.head, lost)));
  }

  Sum times(double powerOfTwo) {
    return new Sum(head.times(powerOfTwo), tail.times(powerOfTwo));
  }
}
