package io.parallax.format;

import io.parallax.type.ArrayType;
import java.util.Map;
import java.util.Optional;

/// The rule of formats that hold a table with a column for each result: the results are arrays of
/// one dimension and one length, or they are scalars, which are the only row.
public final class Columns {
  private Columns() {}

  /// The reason why results are not the columns of a table, as [AnswerFormat#refusal] gives it.
  public static Optional<String> refusal(Map<String, ArrayType> results) {
    if (results.isEmpty()) {
      return Optional.of("holds columns, and the request returns none");
    }
    Map.Entry<String, ArrayType> first = results.entrySet().iterator().next();
    for (Map.Entry<String, ArrayType> each : results.entrySet()) {
      if (each.getValue().shape().rank() > 1) {
        return Optional.of(
            "holds columns of one dimension, and %s is %s; application/x-npz and application/x-npy"
                    .formatted(each.getKey(), each.getValue())
                + " hold any shape");
      }
      if (!each.getValue().shape().equals(first.getValue().shape())) {
        return Optional.of(
            "holds columns of one length, and %s is %s, but %s is %s; application/x-npz holds any"
                    .formatted(first.getKey(), first.getValue(), each.getKey(), each.getValue())
                + " shapes");
      }
    }
    return Optional.empty();
  }

  /// The number of rows.
  public static long rows(Map<String, StoredArray> results) {
    return results.values().iterator().next().array().elementCount();
  }
}
