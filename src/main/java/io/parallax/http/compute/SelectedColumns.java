package io.parallax.http.compute;

import io.parallax.array.NDArray;
import io.parallax.compute.Admission;
import io.parallax.compute.Arrival;
import io.parallax.compute.ComputeRequest;
import io.parallax.compute.ComputeResult;
import io.parallax.compute.ComputeRunner;
import io.parallax.compute.HeapBudget;
import io.parallax.compute.PreparedRequest;
import io.parallax.compute.ResultForm;
import io.parallax.http.tomcat.EdgeThreads.Absence;
import io.parallax.limit.Deadline;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Computes the columns of a dataset. Thread safe.
@Component
public final class SelectedColumns {
  private final Admission admission;
  private final MemoryBudget memory;
  private final ComputeRunner runner;

  SelectedColumns(Admission admission, MemoryBudget memory, ComputeRunner runner) {
    this.admission = admission;
    this.memory = memory;
    this.runner = runner;
  }

  /// Computes a request's results where they are kept.
  ///
  /// @param results receives the results; the caller closes it
  /// @param absence of the thread from the edge
  /// @return the results by their names, in the order asked
  /// @throws io.parallax.error.ComputeException as [ComputeRunner#run]
  public Map<String, NDArray> compute(
      ComputeRequest.Evaluate request, Reservation results, Deadline deadline, Absence absence) {
    long startNanos = System.nanoTime();
    try (Reservation reservation = memory.reserve(0);
        ComputePlace place = new ComputePlace(admission, absence);
        HeapBudget.Share heap = runner.reserve(request, deadline, place::leave)) {
      PreparedRequest prepared = runner.prepare(request, heap, deadline);
      place.take(prepared, request, prepared.resultElements(), deadline);
      long waitedNanos = System.nanoTime() - startNanos;
      ComputeResult result =
          runner.run(
              prepared,
              new Arrival(reservation, results, heap, deadline, waitedNanos, 0),
              ResultForm.AS_COMPUTED);
      result
          .missing()
          .values()
          .forEach(
              missing -> {
                throw missing.reason();
              });
      return result.arrays();
    }
  }
}
