package io.parallax.compute;

import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.ArrayAccess;
import io.parallax.executor.Execution;
import io.parallax.executor.PlanExecutor;
import io.parallax.executor.PlanExecutor.Report;
import io.parallax.executor.thread.PlatformThreadsExecutor;
import io.parallax.executor.thread.TaskRunner;
import io.parallax.limit.Deadline;
import io.parallax.lowering.Lowering;
import io.parallax.program.Program;
import io.parallax.strategy.Choice;
import io.parallax.strategy.ExecutorSelector;
import io.parallax.strategy.MachineCode;
import io.parallax.strategy.SelectionCriteria;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Answers requests: plans the program, charges the memory, chooses the executor, fills generated
/// inputs, runs the program. The only class that knows all stages. Thread safe.
@Component
public final class ComputeRunner {
  private final Planner planner;
  private final ExecutorSelector selector;
  private final MachineCode code;
  private final ComputeMetrics metrics;
  private final HeapBudget heap;
  private final PlatformThreadsExecutor cores;

  ComputeRunner(
      Planner planner,
      ExecutorSelector selector,
      MachineCode code,
      ComputeMetrics metrics,
      HeapBudget heap,
      PlatformThreadsExecutor cores) {
    this.planner = planner;
    this.heap = heap;
    this.cores = cores;
    this.selector = selector;
    this.code = code;
    this.metrics = metrics;
  }

  /// Charges the heap that the request's texts and the program made of them can take. May wait for
  /// other requests, as [HeapBudget#reserve] does.
  ///
  /// @return to be closed when the texts and the program are not needed any more
  public HeapBudget.Share reserve(
      ComputeRequest request, Deadline deadline, Runnable beforeWaiting) {
    return heap.reserve(request, deadline, beforeWaiting);
  }

  /// Computes the answer. After it has thrown, no thread works on the reservation's memory any
  /// more.
  ///
  /// @return arrays that live until the arrival's reservation is closed; the timings do not yet
  ///   contain the time to encode them
  /// @throws ComputeException with a pointer into the request for whatever is wrong with it;
  ///   TOO_LARGE or MEMORY_EXHAUSTED before anything is allocated; DEADLINE_EXCEEDED
  public ComputeResult run(ComputeRequest request, Arrival arrival) {
    return run(
        prepare(request, arrival.heap(), arrival.deadline()), arrival, ResultForm.AS_COMPUTED);
  }

  /// Analyses a request and chooses its executor. Allocates nothing.
  ///
  /// @param heap the request's share, which is settled to what the program takes
  /// @throws ComputeException with a pointer into the request for whatever is wrong with it;
  ///   DEADLINE_EXCEEDED when the time is over or cannot suffice
  public PreparedRequest prepare(ComputeRequest request, HeapBudget.Share heap, Deadline deadline) {
    deadline.check();
    long startNanos = System.nanoTime();
    Plan plan = planner.plan(request);
    heap.settle(plan.heapBytes());
    Choice choice = choose(plan, request.options());
    long scratchBytes = scratchBytes(choice, plan);
    deadline.check();
    if (plan.isCostKnown()) {
      Feasibility.check(choice.decision(), deadline);
    }
    return new PreparedRequest(request, plan, choice, scratchBytes, System.nanoTime() - startNanos);
  }

  /// Computes the answer of a request that has been prepared: as [#run(ComputeRequest, Arrival)].
  /// If a result turns out to be a reduction of nothing, the request is run again without it.
  ///
  /// @param form the form in which the results are wanted
  /// @throws ComputeException INVALID_ARGUMENT if the form does not hold the results
  public ComputeResult run(PreparedRequest prepared, Arrival arrival, ResultForm form) {
    long startNanos = System.nanoTime();
    Map<String, ComputeResult.Missing> missing =
        new LinkedHashMap<>(prepared.plan().reading().missing());
    PreparedRequest left = prepared;
    while (true) {
      try {
        ComputeResult result = run(left, missing, startNanos, arrival, form);
        metrics.computed(prepared.request(), result);
        return result;
      } catch (ComputeException failure) {
        Set<String> empty = EmptyReductions.of(left.request(), failure);
        if (!(left.request() instanceof ComputeRequest.Reduce reduce) || empty.isEmpty()) {
          throw failure;
        }
        for (Program.Result result : left.plan().program().results()) {
          if (empty.contains(result.name())) {
            missing.put(
                result.name(), new ComputeResult.Missing(left.plan().type(result), failure));
          }
        }
        left = prepare(EmptyReductions.without(reduce, empty), arrival.heap(), arrival.deadline());
      }
    }
  }

  /// Computes once.
  ///
  /// @param missing the results that are known to have no value
  /// @param startNanos when the first attempt began, by [System#nanoTime]
  private ComputeResult run(
      PreparedRequest prepared,
      Map<String, ComputeResult.Missing> missing,
      long startNanos,
      Arrival arrival,
      ResultForm form) {
    Deadline deadline = arrival.deadline();
    deadline.check();
    ComputeRequest request = prepared.request();
    Plan plan = prepared.plan();
    Choice choice = prepared.choice();
    if (choice.executor().arrayAccess() instanceof ArrayAccess.Shared) {
      arrival.reservation().share();
    }
    Summaries summaries = new Summaries(cores, choice.decision().parallelism(), deadline);
    long summaryBytes =
        summaries.bytes(plan.resultTypes().map(form::narrowed), form.isSummarized());
    arrival.charge(
        plan, prepared.scratchBytes() + summaryBytes, form.narrowingBytes(plan.resultTypes()));
    Workspace workspace = Workspace.allocate(plan, arrival);
    long beganNanos = System.nanoTime();
    workspace.generate(threadsBeside(choice.executor()), choice.decision().parallelism(), deadline);
    long generateNanos = System.nanoTime() - beganNanos;

    Report report = execute(prepared, workspace, arrival);
    Map<String, NDArray> results = workspace.results();
    Answer answer = Answer.of(request, results);
    Optional<ItemFailures> failures = failures(request, plan, results, deadline);
    Map<String, NDArray> arrays =
        form.narrowed(answer.arrays(), missing.keySet(), arrival.results(), deadline);
    Map<String, Summary> summarized =
        summaries.of(arrays, form.isSummarized(), arrival.reservation());
    long endNanos = System.nanoTime();
    if (request.options().strategy().isEmpty()) {
      selector.ran(choice, plan.program(), Duration.ofNanos(report.computeNanos()));
    }

    Timings timings =
        new Timings(
            arrival.decodeNanos(),
            prepared.planNanos(),
            generateNanos,
            arrival.waitedNanos() + report.queueNanos(),
            report.compileNanos(),
            endNanos - startNanos - generateNanos - report.compileNanos() - report.queueNanos(),
            0);
    ComputeResult.Execution execution =
        new ComputeResult.Execution(
            choice.decision(),
            report.morsels(),
            arrival.reservation().bytes(),
            plan.reading().functions().isEmpty()
                ? Optional.empty()
                : Optional.of(new ComputeResult.Functions(report.items())));
    return new ComputeResult(
        arrays, missing, summarized, failures, answer.matched(), plan.total(), execution, timings);
  }

  /// The items that failed, where the program collects them.
  private static Optional<ItemFailures> failures(
      ComputeRequest request, Plan plan, Map<String, NDArray> results, Deadline deadline) {
    NDArray codes = results.get(Lowering.FAILURES);
    return codes == null
        ? Optional.empty()
        : plan.collecting()
            .map(step -> ItemFailures.of(request, plan.program(), step, codes, deadline));
  }

  private Report execute(PreparedRequest prepared, Workspace workspace, Arrival arrival) {
    Choice choice = prepared.choice();
    try {
      return choice
          .executor()
          .execute(
              new Execution(
                  prepared.plan().program(),
                  workspace.memory(),
                  choice.decision().parallelism(),
                  arrival.deadline()));
    } catch (ComputeException failure) {
      if (failure.code() == ErrorCode.EMPTY_REDUCTION) {
        workspace.free(arrival);
      }
      throw CallerFunctions.located(prepared.request(), failure);
    }
  }

  /// Says what [#run] would do. Allocates and runs nothing.
  ///
  /// @throws ComputeException for whatever is wrong with the request
  public Explanation explain(ComputeRequest request) {
    Plan plan = planner.plan(request);
    Choice choice = choose(plan, request.options());
    return plan.explained(
        choice.decision(), scratchBytes(choice, plan), request.options().overflow());
  }

  /// Returns the code that the request's program is compiled to. Compiles the program and runs
  /// nothing.
  ///
  /// @throws ComputeException UNKNOWN_STRATEGY or KERNEL_REFUSED, with the reason, where the
  ///   program cannot be compiled
  public MachineCode.Shown code(ComputeRequest request) {
    return code.of(planner.plan(request).program());
  }

  /// The threads that fill inputs: the executor's own threads if it runs morsels on threads of this
  /// process.
  private TaskRunner threadsBeside(PlanExecutor executor) {
    return executor instanceof TaskRunner own ? own : cores;
  }

  private static long scratchBytes(Choice choice, Plan plan) {
    return choice.executor().scratchBytes(plan.program(), choice.decision().parallelism());
  }

  private Choice choose(Plan plan, Options options) {
    boolean shared = selector.sharesMemory(options.strategy(), options.isolation());
    return selector.choose(
        plan.program(),
        new SelectionCriteria(
            options.strategy(),
            options.parallelism(),
            options.isolation(),
            shared ? 0 : plan.readBytes()));
  }
}
