package io.parallax.compute;

import io.parallax.array.Input;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Says of arrays that do not fit together which columns of which datasets they are. An expression
/// knows its inputs by their names alone.
final class DatasetLengths {
  /// The most columns that a sentence names.
  private static final int MOST_NAMED = 6;

  private DatasetLengths() {}

  /// The failure, with a sentence on the columns among the request's inputs if shapes do not match
  /// and columns of different datasets have different shapes.
  static ComputeException named(ComputeRequest request, ComputeException failure) {
    if (failure.code() != ErrorCode.SHAPE_MISMATCH) {
      return failure;
    }
    List<Input.Stored> stored = new ArrayList<>();
    List<String> named = new ArrayList<>();
    for (Map.Entry<String, Input> input : request.inputs().entrySet()) {
      if (input.getValue() instanceof Input.Stored column) {
        stored.add(column);
        named.add(
            "'%s' is the column \"%s\" of %s, of shape %s"
                .formatted(
                    input.getKey(), column.column(), column.dataset(), column.arrayType().shape()));
      }
    }
    boolean differs =
        stored.stream().map(Input.Stored::dataset).distinct().count() > 1
            && stored.stream().map(column -> column.arrayType().shape()).distinct().count() > 1;
    if (!differs) {
      return failure;
    }
    String columns = String.join("; ", named.subList(0, Math.min(MOST_NAMED, named.size())));
    return failure.saying(failure.detail() + ". Of the inputs, " + columns);
  }
}
