package io.parallax.http.dataset;

import io.parallax.array.Generator;
import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.compute.Admission;
import io.parallax.compute.ComputeProperties;
import io.parallax.compute.ComputeRequest;
import io.parallax.compute.Generation;
import io.parallax.error.ComputeException;
import io.parallax.executor.thread.CorePool;
import io.parallax.format.DatasetContent;
import io.parallax.http.compute.SelectedColumns;
import io.parallax.http.tomcat.EdgeThreads.Absence;
import io.parallax.limit.Cancellation;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Makes the columns of what was read: generated elements, and the results of a request, go
/// straight into the files of a draft, on all cores. Thread safe.
@Component
final class DraftColumns {
  private static final String EXPRESSIONS = "/expressions/";
  private static final String SELECT = "/select/";

  private final Admission admission;
  private final CorePool cores;
  private final SelectedColumns selections;
  private final ComputeProperties limits;

  DraftColumns(
      Admission admission, CorePool cores, SelectedColumns selections, ComputeProperties limits) {
    this.admission = admission;
    this.cores = cores;
    this.selections = selections;
    this.limits = limits;
  }

  /// The columns by their names, in order.
  ///
  /// @param reservation of the draft, in which columns are allocated that do not exist yet
  /// @param cancellation by which the request is given up
  /// @param absence of the thread from the edge
  /// @throws ComputeException DATASET_QUOTA before anything is computed; whatever is wrong with the
  ///   request
  Map<String, NDArray> of(
      DatasetContent content,
      Reservation reservation,
      Deadline deadline,
      Cancellation cancellation,
      Absence absence) {
    return switch (content) {
      case DatasetContent.Columns(Map<String, Input> inputs) ->
          arrays(inputs, reservation, deadline);
      case DatasetContent.Selection(ComputeRequest.Evaluate request) -> {
        try {
          Deadline own = limits.deadline(System.nanoTime(), request.options(), cancellation);
          yield selections.compute(request, reservation, own, absence);
        } catch (ComputeException failure) {
          throw inSelection(failure);
        }
      }
    };
  }

  /// The failure with its pointers as the body has the expressions.
  private static ComputeException inSelection(ComputeException failure) {
    ComputeException located =
        failure
            .pointer()
            .filter(pointer -> pointer.startsWith(EXPRESSIONS))
            .map(pointer -> failure.atPointer(SELECT + pointer.substring(EXPRESSIONS.length())))
            .orElse(failure);
    return located.with(located.others().stream().map(DraftColumns::inSelection).toList());
  }

  private Map<String, NDArray> arrays(
      Map<String, Input> inputs, Reservation reservation, Deadline deadline) {
    inputs.values().stream()
        .filter(Generator.class::isInstance)
        .forEach(each -> reservation.grow(NDArray.chargedBytes(each.arrayType())));
    Map<String, NDArray> columns = new LinkedHashMap<>();
    inputs.forEach((name, input) -> columns.put(name, column(input, reservation, deadline)));
    return columns;
  }

  private NDArray column(Input input, Reservation reservation, Deadline deadline) {
    return switch (input) {
      case Input.Literal literal -> literal.array();
      case Input.Stored stored -> stored.array();
      case Generator generator -> generated(generator, reservation, deadline);
    };
  }

  private NDArray generated(Generator generator, Reservation reservation, Deadline deadline) {
    NDArray array = NDArray.allocate(generator.arrayType(), reservation);
    double nanos = generator.nanosPerElement() * array.elementCount() / cores.size();
    try (Admission.Ticket _ = admission.admit(deadline, Duration.ofNanos((long) nanos))) {
      Generation.fill(array, generator, cores, cores.size(), deadline);
    }
    return array;
  }
}
