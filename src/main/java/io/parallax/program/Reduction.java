package io.parallax.program;

/// A primitive reduction. Every reducing function of the language is lowered to these and
/// elementwise work around them.
///
/// All run in one fixed shape, so their bits depend on the length alone. A row (see [Loop]) is cut
/// into chunks of [Loop#MORSEL] elements. Within a chunk element i updates accumulator i mod 8
/// (masked-out elements update none); the eight are merged as ((0+4)+(2+6)) + ((1+5)+(3+7)); chunks
/// are merged pairwise: n chunks split into the greatest power of two below n on the left and the
/// rest on the right.
public enum Reduction {
  /// float64 (compensated: Neumaier's branch-free form by Knuth's TwoSum; Ogita, Rump and Oishi,
  /// "Accurate sum and dot product", 2005) or int64 (wraps). Empty: 0.
  SUM,
  /// float64 or int64 (wraps). Empty: 1.
  PRODUCT,
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
