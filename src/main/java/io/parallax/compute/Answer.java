package io.parallax.compute;

import io.parallax.array.NDArray;
import io.parallax.lowering.Lowering;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// The results of a program in the form the caller asked for.
///
/// @param arrays the arrays that are returned
/// @param matched the number of elements that a filter's predicate kept; empty for other requests
record Answer(Map<String, NDArray> arrays, OptionalLong matched) {

  /// @param results the results of the program that was lowered from the request, by name
  static Answer of(ComputeRequest request, Map<String, NDArray> results) {
    return switch (request) {
      case ComputeRequest.Evaluate _, ComputeRequest.Reduce _ ->
          new Answer(results, OptionalLong.empty());
      case ComputeRequest.Mapping _ -> {
        Map<String, NDArray> arrays = new LinkedHashMap<>(results);
        arrays.remove(Lowering.FAILURES);
        yield new Answer(arrays, OptionalLong.empty());
      }
      case ComputeRequest.Filter filter ->
          switch (filter.returned()) {
            case VALUES, INDICES -> new Answer(results, lengthOfAny(results));
            case MASK, COUNT -> counted(results);
          };
    };
  }

  /// The names of the arrays that are returned.
  ///
  /// @param results the names of the program's results
  static List<String> names(ComputeRequest request, List<String> results) {
    return switch (request) {
      case ComputeRequest.Evaluate _, ComputeRequest.Reduce _ -> results;
      case ComputeRequest.Filter filter ->
          switch (filter.returned()) {
            case VALUES, INDICES -> results;
            case MASK, COUNT -> without(Lowering.COUNT, results);
          };
      case ComputeRequest.Mapping _ -> without(Lowering.FAILURES, results);
    };
  }

  private static List<String> without(String one, List<String> names) {
    return names.stream().filter(name -> !name.equals(one)).toList();
  }

  /// The length of any compacted result: all compacted results of a filter are equally long.
  private static OptionalLong lengthOfAny(Map<String, NDArray> results) {
    return results.values().stream().mapToLong(NDArray::elementCount).findFirst();
  }

  private static Answer counted(Map<String, NDArray> results) {
    Map<String, NDArray> arrays = new LinkedHashMap<>(results);
    NDArray count = arrays.remove(Lowering.COUNT);
    return new Answer(
        arrays, count == null ? OptionalLong.empty() : OptionalLong.of(count.longAt(0)));
  }
}
