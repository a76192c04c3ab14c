package io.parallax.compute;

import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.executor.PlanExecutor;
import io.parallax.memory.Allocation;
import io.parallax.strategy.Decision;
import io.parallax.type.ArrayType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The answer to a [ComputeRequest]. The arrays belong to the reservation the request was run with
/// and live until the reservation is closed.
///
/// @param arrays results in the order asked: an evaluation has one, named `result`; a filter has
///   the selected names, or `indices`, or `mask`, or none; a reduction has its names; a mapping has
///   one named `result`, or several in the order of the returned values
/// @param matched the number of elements a filter's predicate kept; empty for other requests
/// @param total the number of elements a filter looked at; empty for other requests
/// @param missing the results that have no value, by name; their arrays mean nothing
/// @param summaries of those arrays that are not written whole, by name
/// @param failures the items that failed; empty for a request that does not collect them
/// @param kept where the results are kept, by name; empty where they are not
public record ComputeResult(
    Map<String, NDArray> arrays,
    Map<String, Missing> missing,
    Map<String, Summary> summaries,
    Optional<ItemFailures> failures,
    OptionalLong matched,
    OptionalLong total,
    Execution execution,
    Timings timings,
    Map<String, Kept> kept) {
  public ComputeResult {
    arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    missing = Map.copyOf(missing);
    summaries = Map.copyOf(summaries);
    kept = Map.copyOf(kept);
  }

  /// An answer whose results are not kept.
  public ComputeResult(
      Map<String, NDArray> arrays,
      Map<String, Missing> missing,
      Map<String, Summary> summaries,
      Optional<ItemFailures> failures,
      OptionalLong matched,
      OptionalLong total,
      Execution execution,
      Timings timings) {
    this(arrays, missing, summaries, failures, matched, total, execution, timings, Map.of());
  }

  /// An answer without items that failed.
  public ComputeResult(
      Map<String, NDArray> arrays,
      Map<String, Missing> missing,
      Map<String, Summary> summaries,
      OptionalLong matched,
      OptionalLong total,
      Execution execution,
      Timings timings) {
    this(arrays, missing, summaries, Optional.empty(), matched, total, execution, timings);
  }

  /// An answer in which every result has a value and is written whole.
  public ComputeResult(
      Map<String, NDArray> arrays,
      OptionalLong matched,
      OptionalLong total,
      Execution execution,
      Timings timings) {
    this(arrays, Map.of(), Map.of(), matched, total, execution, timings);
  }

  /// A result that has no value: a reduction of nothing, such as a minimum, among others.
  ///
  /// @param type the type and shape of the result if it had a value
  /// @param reason the failure of a request for this result alone
  public record Missing(ArrayType type, ComputeException reason) {}

  /// The same result for another request that is equal: nothing was run for it.
  ///
  /// @param copies of the arrays, by the same names
  public ComputeResult recalled(Map<String, NDArray> copies) {
    return new ComputeResult(
        copies, missing, summaries, failures, matched, total, execution.recalled(), timings, kept);
  }

  /// The same result with other times.
  public ComputeResult withTimings(Timings others) {
    return new ComputeResult(
        arrays, missing, summaries, failures, matched, total, execution, others, kept);
  }

  /// The same result, which is kept.
  public ComputeResult keptIn(Map<String, Kept> places) {
    return new ComputeResult(
        arrays, missing, summaries, failures, matched, total, execution, timings, places);
  }

  /// Where a result is kept.
  ///
  /// @param dataset the dataset's id
  /// @param type of the column
  public record Kept(String dataset, String column, ArrayType type) {}

  /// The memory that holds the arrays.
  public List<Allocation> allocations() {
    return arrays.values().stream().map(NDArray::allocation).toList();
  }

  /// How the request was run.
  ///
  /// @param morsels the number of morsels run, over all loops
  /// @param peakBytes the most off-heap memory that was charged
  /// @param functions how the functions that the request calls were run; empty if it calls none
  /// @param isRecalled whether nothing was run, because an equal request had been answered
  public record Execution(
      Decision decision,
      long morsels,
      long peakBytes,
      Optional<Functions> functions,
      boolean isRecalled) {
    /// The execution of a request that was run.
    public Execution(
        Decision decision, long morsels, long peakBytes, Optional<Functions> functions) {
      this(decision, morsels, peakBytes, functions, false);
    }

    /// The execution of a request that calls no functions.
    public Execution(Decision decision, long morsels, long peakBytes) {
      this(decision, morsels, peakBytes, Optional.empty());
    }

    Execution recalled() {
      return new Execution(decision, morsels, peakBytes, functions, true);
    }
  }

  /// How functions were run.
  ///
  /// @param items empty where all calls have become part of the program's loops
  public record Functions(Optional<PlanExecutor.Items> items) {}
}
