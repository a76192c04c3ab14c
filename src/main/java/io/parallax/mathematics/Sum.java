package io.parallax.mathematics;

import io.parallax.program.Value;

/// A number as the unevaluated sum of a head and a much smaller tail, for what one rounding would
/// lose.
record Sum(Value head, Value tail) {
  Value rounded() {
    return head.plus(tail);
  }

  Sum times(double powerOfTwo) {
    return new Sum(head.times(powerOfTwo), tail.times(powerOfTwo));
  }
}
