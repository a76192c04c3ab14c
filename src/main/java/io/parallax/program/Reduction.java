package io.parallax.program;

/// A primitive reduction. Every reducing function of the language is lowered to these and
/// elementwise work around them.
///
/// The value of a reduction is that of exact arithmetic, rounded once, wherever this table does not
/// say otherwise. So the bits of sums and means depend neither on the order of the elements nor on
/// how a row is cut.
///
/// The product of floats has a fixed shape, on which its bits depend. A row (see [Loop]) is cut
/// into chunks of [Loop#MORSEL] elements. Within a chunk element i updates accumulator i mod 8
/// (masked-out elements update none); the eight are merged as ((0+4)+(2+6)) + ((1+5)+(3+7)); chunks
/// are merged pairwise: n chunks split into the greatest power of two below n on the left and the
/// rest on the right.
public enum Reduction {
  /// float64: the exact sum, correctly rounded to the type of the slot (what Python's `math.fsum`
  /// gives); infinities and NaN as IEEE 754 adds them; +0 for a sum of zero. int64: wraps. Empty:
  /// 0.
  SUM,
  /// int64: the exact sum. One that int64 cannot represent is [Fault#OVERFLOW]. Empty: 0.
  CHECKED_SUM,
  /// float64 or int64, gives a float: the exact sum over the number of elements, correctly rounded
  /// to the type of the slot. Empty: NaN.
  MEAN,
  /// float64 or int64, gives float64: the exact mean less what [#MEAN] gives in float64, correctly
  /// rounded. `MEAN` and `MEAN_RESIDUAL` together are the mean with twice the digits. Empty, and
  /// where the mean is not finite: 0.
  MEAN_RESIDUAL,
  /// float64 or int64 (wraps). Of floats, mantissas and exponents are multiplied apart, so that no
  /// partial product leaves the range, and the rounding errors of the mantissas are summed up
  /// (Graillat, "Accurate floating-point product and exponentiation", 2009). The relative error is
  /// at most 2^−53 + n² · 2^−105 of n elements; half of the least subnormal more where the result
  /// is subnormal. Empty: 1.
  PRODUCT,
  /// int64: the exact product. One that int64 cannot represent is [Fault#OVERFLOW]. Empty: 1.
  CHECKED_PRODUCT,
  /// float64 or int64, by [BinaryOperation#MINIMUM]. Empty: an error.
  MINIMUM,
  /// float64 or int64, by [BinaryOperation#MAXIMUM]. Empty: an error.
  MAXIMUM,
  /// The int64 position of the first least element, the first NaN if there is one; −0 equals +0.
  /// Takes float64 or int64. Empty: an error.
  ARG_MINIMUM,
  /// As [#ARG_MINIMUM] for the greatest.
  ARG_MAXIMUM,
  /// bool: whether any is true. Empty: false.
  ANY,
  /// bool: whether all are true. Empty: true.
  ALL
}
