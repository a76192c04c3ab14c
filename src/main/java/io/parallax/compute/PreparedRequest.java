package io.parallax.compute;

import io.parallax.executor.ArrayAccess;
import io.parallax.program.Program;
import io.parallax.strategy.Choice;
import io.parallax.type.ArrayType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A request that is analysed and has an executor. Its cost is known, and nothing has been
/// allocated.
public final class PreparedRequest {
  private static final double NANOS_PER_MILLI = 1e6;

  private final ComputeRequest request;
  private final Plan plan;
  private final Choice choice;
  private final long scratchBytes;
  private final long planNanos;

  PreparedRequest(
      ComputeRequest request, Plan plan, Choice choice, long scratchBytes, long planNanos) {
    this.request = request;
    this.plan = plan;
    this.choice = choice;
    this.scratchBytes = scratchBytes;
    this.planNanos = planNanos;
  }

  /// Whether the time of the request can be estimated: it runs no loops of a caller's function.
  public boolean isCostKnown() {
    return plan.isCostKnown();
  }

  /// The time the request is expected to be in work, compiling and generating included. Means
  /// nothing where the cost is not known.
  public Duration estimate() {
    double nanos =
        Feasibility.predictedMillis(choice.decision()) * NANOS_PER_MILLI + plan.generatingNanos();
    return Duration.ofNanos((long) nanos);
  }

  /// Whether the request runs in this process, so that only its own length decides how long it
  /// takes.
  public boolean runsHere() {
    return !(choice.executor().arrayAccess() instanceof ArrayAccess.Shared);
  }

  /// The arrays the request returns, by name, in the order asked. Those of a filter have the shape
  /// they have if everything is kept.
  public Map<String, ArrayType> results() {
    Map<String, ArrayType> types = new LinkedHashMap<>();
    for (Program.Result result : plan.program().results()) {
      types.put(result.name(), plan.type(result));
    }
    types.keySet().retainAll(Answer.names(request, List.copyOf(types.keySet())));
    return types;
  }

  /// The most elements the request's results may have together; [Long#MAX_VALUE] if the number
  /// exceeds a `long`.
  public long resultElements() {
    long elements = 0;
    for (Program.Result result : plan.program().results()) {
      elements += plan.program().slots().get(result.slot()).shape().elementCount();
      if (elements < 0) {
        return Long.MAX_VALUE;
      }
    }
    return elements;
  }

  ComputeRequest request() {
    return request;
  }

  Plan plan() {
    return plan;
  }

  Choice choice() {
    return choice;
  }

  long scratchBytes() {
    return scratchBytes;
  }

  long planNanos() {
    return planNanos;
  }
}
