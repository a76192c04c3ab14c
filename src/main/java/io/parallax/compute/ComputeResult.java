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
/// and live until the reservation is closed.
///
/// @param arrays results in the order asked: an evaluation has one, named `result`; a filter has
///   the selected names, or `indices`, or `mask`, or none; a reduction has its names
/// @param matched the number of elements a filter's predicate kept; empty for other requests
/// @param total the number of elements a filter looked at; empty for other requests
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

  /// How the request was run.
  ///
  /// @param morsels the number of morsels run, over all loops
  /// @param peakBytes the most off-heap memory that was charged
  public record Execution(Decision decision, long morsels, long peakBytes) {}
}
