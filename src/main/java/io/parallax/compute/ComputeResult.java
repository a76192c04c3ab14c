package io.parallax.compute;

import io.parallax.array.NDArray;
import io.parallax.memory.Allocation;
import io.parallax.strategy.Decision;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// The answer to a [ComputeRequest]. The arrays belong to the reservation the request was run with
/// and live until it is closed.
///
/// @param arrays results in the order asked: of an evaluation one, named `result`; of a filter the
///   selected names, or `indices`, or `mask`, or none; of a reduction its names
/// @param matched of a filter, how many elements the predicate kept
/// @param total of a filter, how many it looked at
public record ComputeResult(
    Map<String, NDArray> arrays,
    OptionalLong matched,
    OptionalLong total,
    Execution execution,
    Timings timings) {
  public ComputeResult {
    arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
  }

  /// The memory that holds the arrays.
  public List<Allocation> allocations() {
    return arrays.values().stream().map(NDArray::allocation).toList();
  }

  /// How it was run.
  ///
  /// @param morsels morsels run, over all loops
  /// @param peakBytes off-heap memory charged at the most
  public record Execution(Decision decision, long morsels, long peakBytes) {}
}
