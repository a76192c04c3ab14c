package io.parallax.compute;

import io.parallax.array.NDArray;
import io.parallax.executor.Execution;
import io.parallax.executor.PlanExecutor;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import io.parallax.program.Slot;
import io.parallax.type.ArrayType;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/// Summarizes results by reductions, which run as morsels like those of any program.
///
/// @param parallelism the most threads to use, at least 1
public record Summaries(PlanExecutor executor, int parallelism, Deadline deadline) {
  /// The bytes to charge before the summaries of results are computed.
  ///
  /// @param results types and largest shapes of the results
  /// @param isSummarized whether an array of so many elements is summarized
  long bytes(Stream<ArrayType> results, LongPredicate isSummarized) {
    return results
        .filter(result -> isSummarized.test(result.shape().elementCount()))
        .mapToLong(this::bytes)
        .sum();
  }

  /// The bytes that [#of(NDArray, Reservation)] takes of its reservation.
  public long bytes(ArrayType result) {
    SummaryProgram program = new SummaryProgram(result.type(), result.shape().elementCount());
    return executor.scratchBytes(program.program(), parallelism)
        + program.results().stream()
            .mapToLong(slot -> NDArray.chargedBytes(slot.arrayType()))
            .sum();
  }

  /// The summaries of those arrays that are summarized, by name.
  Map<String, Summary> of(
      Map<String, NDArray> arrays, LongPredicate isSummarized, Reservation reservation) {
    Map<String, Summary> summaries = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) -> {
          if (isSummarized.test(array.elementCount())) {
            summaries.put(name, of(array, reservation));
          }
        });
    return summaries;
  }

  /// The summary of an array. The bits depend on the elements alone.
  ///
  /// @param reservation has [#bytes] left
  public Summary of(NDArray array, Reservation reservation) {
    if (array.elementCount() == 0) {
      return new Summary.Empty();
    }
    SummaryProgram program = new SummaryProgram(array.type(), array.elementCount());
    List<NDArray> results =
        program.results().stream()
            .map(Slot::arrayType)
            .map(type -> NDArray.allocate(type, reservation))
            .toList();
    try {
      List<MemorySegment> memory =
          Stream.concat(Stream.of(array), results.stream()).map(NDArray::segment).toList();
      executor.execute(new Execution(program.program(), memory, parallelism, deadline));
      return program.summary(results);
    } finally {
      results.forEach(NDArray::close);
    }
  }
}
