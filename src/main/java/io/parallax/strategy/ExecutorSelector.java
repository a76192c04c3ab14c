package io.parallax.strategy;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.AdaptiveExecutor;
import io.parallax.executor.ArrayAccess;
import io.parallax.executor.IsolatableExecutor;
import io.parallax.executor.Isolation;
import io.parallax.executor.PlanExecutor;
import io.parallax.executor.PlanExecutor.Availability;
import io.parallax.executor.Preparation;
import io.parallax.executor.machinecode.CodeSource;
import io.parallax.executor.process.ProcessExecutor;
import io.parallax.program.Program;
import io.parallax.strategy.Decision.Candidate;
import io.parallax.strategy.Decision.Compilation;
import io.parallax.strategy.Decision.Estimated;
import io.parallax.strategy.Decision.Rejected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Chooses the executor for a program: the one the caller names, otherwise the one with the least
/// predicted computing time. Executors are compared by the properties they report, never by name.
@Component
public final class ExecutorSelector {
  /// An executor that uses more threads than a simpler one is chosen only if its predicted time is
  /// less than this part of the simpler one's time. The model cannot tell smaller differences.
  private static final double WORTHWHILE = 0.9;

  private static final double NANOS_PER_MILLI = 1e6;

  /// Of two executors with the same predicted time the simpler one is chosen: fewer threads, then
  /// threads that start sooner, then nothing to compile. The name only makes the order total.
  private static final Comparator<PlanExecutor> SIMPLER_FIRST =
      Comparator.comparingInt(PlanExecutor::maximumParallelism)
          .thenComparingDouble(executor -> executor.overhead().startNanos())
          .thenComparing(executor -> executor instanceof CodeSource)
          .thenComparing(PlanExecutor::name);

  private final List<PlanExecutor> executors;

  /// The executors and their forms that isolate computation.
  private final List<PlanExecutor> everyForm;

  /// @param executors in any order
  public ExecutorSelector(List<PlanExecutor> executors) {
    this.executors = executors.stream().sorted(SIMPLER_FIRST).toList();
    this.everyForm =
        this.executors.stream()
            .flatMap(
                executor ->
                    Stream.concat(Stream.of(executor), apart(executor, Isolation.PROCESS).stream()))
            .distinct()
            .toList();
  }

  /// Every executor, available or not, simpler executors first.
  public List<Strategy> strategies() {
    return executors.stream().map(ExecutorSelector::strategy).toList();
  }

  /// Whether the arrays of a request with these options are best placed in memory that worker
  /// processes see.
  public boolean sharesMemory(Optional<String> asked, Isolation isolation) {
    return switch (isolation) {
      case PROCESS -> true;
      case NONE -> asked.filter(this::sharesMemory).isPresent();
    };
  }

  private boolean sharesMemory(String name) {
    return executors.stream()
        .anyMatch(
            executor ->
                executor.name().equals(name)
                    && executor.arrayAccess() instanceof ArrayAccess.Shared);
  }

  /// The most threads that any executor gives to one request.
  public int maximumParallelism() {
    return executors.stream().mapToInt(PlanExecutor::maximumParallelism).max().orElse(1);
  }

  /// Prices the program on every executor and decides.
  ///
  /// @param asked the executor the caller names; empty for the best
  /// @param parallelism the most threads to use; empty for as many as help
  /// @throws ComputeException UNKNOWN_STRATEGY for a name that is unknown or not available,
  ///   KERNEL_REFUSED for one that has no code for this program, INVALID_ARGUMENT for a parallelism
  ///   below 1
  public Choice choose(Program program, Optional<String> asked, OptionalInt parallelism) {
    return choose(program, SelectionCriteria.of(asked, parallelism));
  }

  /// Predicts the program's cost on every executor that can isolate it as asked, and decides.
  ///
  /// @throws ComputeException as without isolation, and UNKNOWN_STRATEGY where no executor can
  ///   isolate the program
  public Choice choose(Program program, SelectionCriteria terms) {
    Optional<String> asked = terms.strategy();
    Isolation isolation = terms.isolation();
    if (most(terms) < 1) {
      throw new ComputeException(
              ErrorCode.INVALID_ARGUMENT, "parallelism is at least 1, not " + most(terms))
          .atPointer("/options/parallelism");
    }
    asked.ifPresent(this::requireAvailable);
    asked.ifPresent(name -> requireNotRefused(name, program, isolation));
    CostModel costs = new CostModel(program);
    List<Candidate> candidates = new ArrayList<>(executors.size());
    List<Estimated> estimates = new ArrayList<>(executors.size());
    for (PlanExecutor executor : executors) {
      Candidate candidate = candidate(executor, program, costs, terms);
      candidates.add(candidate);
      if (candidate instanceof Estimated estimate) {
        estimates.add(estimate);
      }
    }
    boolean isCostKnown = program.invocations().isEmpty();
    Estimated chosen =
        asked
            .map(name -> named(candidates, name))
            .or(() -> isCostKnown ? Optional.empty() : adaptive(estimates, isolation))
            .orElseGet(() -> best(estimates));
    String reason =
        isCostKnown
            ? Reason.of(chosen, estimates, asked.isPresent())
            : Reason.ofUnknown(chosen, asked.isPresent());
    PlanExecutor executor = apart(executor(chosen.executor()), isolation).orElseThrow();
    return new Choice(
        asked.isEmpty() && chosen.compilation().isPresent()
            ? adaptive(executor).orElseThrow()
            : executor,
        new Decision(
            chosen.executor(), chosen.parallelism(), reason + Reason.where(isolation), candidates));
  }

  /// The executor that has to compile the program and can begin at once nevertheless, for a program
  /// that may take any time.
  private Optional<Estimated> adaptive(List<Estimated> estimates, Isolation isolation) {
    return estimates.stream()
        .filter(estimate -> estimate.compilation().isPresent())
        .filter(
            estimate ->
                apart(executor(estimate.executor()), isolation)
                    .flatMap(ExecutorSelector::adaptive)
                    .isPresent())
        .findFirst();
  }

  private static Optional<PlanExecutor> adaptive(PlanExecutor executor) {
    return executor instanceof AdaptiveExecutor adaptive
        ? Optional.of(adaptive.adaptive())
        : Optional.empty();
  }

  /// Tells every other executor how long the chosen one ran the program.
  public void ran(Choice choice, Program program, Duration time) {
    for (PlanExecutor executor : everyForm) {
      if (executor != choice.executor()) {
        executor.ranElsewhere(program, time);
      }
    }
  }

  /// The form of the executor that isolates computation as asked; empty when it has none.
  private static Optional<PlanExecutor> apart(PlanExecutor executor, Isolation isolation) {
    return switch (isolation) {
      case NONE -> Optional.of(executor);
      case PROCESS ->
          executor instanceof IsolatableExecutor isolatable
              ? Optional.of(isolatable.isolated())
              : Optional.empty();
    };
  }

  private static int most(SelectionCriteria terms) {
    return terms.parallelism().orElse(Integer.MAX_VALUE);
  }

  private static Candidate candidate(
      PlanExecutor executor, Program program, CostModel costs, SelectionCriteria terms) {
    return apart(executor, terms.isolation())
        .map(apart -> prepared(apart, program, costs, terms))
        .orElseGet(() -> new Rejected(executor.name(), "it never runs in worker processes"));
  }

  private static Candidate prepared(
      PlanExecutor executor, Program program, CostModel costs, SelectionCriteria terms) {
    Availability availability = executor.availability();
    if (!availability.available()) {
      return new Rejected(executor.name(), availability.reason());
    }
    return switch (executor.preparation(program)) {
      case Preparation.Refused(String reason) -> new Rejected(executor.name(), reason);
      case Preparation.Ready _ -> estimated(executor, costs, terms, Optional.empty());
      case Preparation.Compiling(double nanos) ->
          estimated(executor, costs, terms, Optional.of(Progress.compiling(nanos)));
      case Preparation.Absent(double nanos, double spentNanos) ->
          estimated(executor, costs, terms, Optional.of(Progress.absent(nanos, spentNanos)));
    };
  }

  private static Estimated estimated(
      PlanExecutor executor,
      CostModel costs,
      SelectionCriteria terms,
      Optional<Compilation> compilation) {
    int allowed = Math.min(most(terms), executor.maximumParallelism());
    int useful = (int) Math.min(allowed, costs.usefulParallelism());
    double nanos =
        costs.nanos(useful, executor.overhead())
            + costs.movingNanos(executor.arrayAccess(), terms.unsharedBytes());
    return new Estimated(executor.name(), useful, nanos / NANOS_PER_MILLI, compilation);
  }

  /// The best executor that does not have to compile first: only a caller who named an executor
  /// waits for its compilation.
  private static Estimated best(List<Estimated> estimates) {
    return estimates.stream()
        .filter(estimate -> estimate.compilation().isEmpty())
        .reduce((simpler, other) -> isBetter(other, simpler) ? other : simpler)
        .orElseThrow(() -> refused("no strategy that is available can run this so"));
  }

  private static boolean isBetter(Estimated other, Estimated simpler) {
    double most = other.parallelism() > simpler.parallelism() ? WORTHWHILE : 1;
    return other.predictedMillis() < most * simpler.predictedMillis();
  }

  private static Estimated named(List<Candidate> candidates, String name) {
    Candidate named =
        candidates.stream()
            .filter(candidate -> candidate.executor().equals(name))
            .findFirst()
            .orElseThrow();
    return switch (named) {
      case Estimated estimated -> estimated;
      case Rejected(_, String reason) -> throw refused(StrategyAdvice.onRefused(name, reason));
    };
  }

  private PlanExecutor executor(String name) {
    return executors.stream()
        .filter(executor -> executor.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void requireAvailable(String asked) {
    Optional<Strategy> known =
        strategies().stream().filter(strategy -> strategy.name().equals(asked)).findFirst();
    if (known.isEmpty()) {
      throw refused(StrategyAdvice.onUnknown(asked, strategies()));
    }
    if (!known.get().available()) {
      throw refused(StrategyAdvice.onUnavailable(known.get(), strategies()));
    }
  }

  /// Refuses a program that the asked executor has no code for. The executor can never run that
  /// program; an unavailable executor is a different case.
  private void requireNotRefused(String asked, Program program, Isolation isolation) {
    Optional<PlanExecutor> executor =
        apart(executor(asked), isolation).filter(each -> each.availability().available());
    if (executor.isPresent()
        && executor.get().preparation(program) instanceof Preparation.Refused(String reason)) {
      throw new ComputeException(ErrorCode.KERNEL_REFUSED, StrategyAdvice.onRefused(asked, reason))
          .atPointer("/options/strategy");
    }
  }

  private static ComputeException refused(String detail) {
    return new ComputeException(ErrorCode.UNKNOWN_STRATEGY, detail).atPointer("/options/strategy");
  }

  private static Strategy strategy(PlanExecutor executor) {
    Availability availability = executor.availability();
    return new Strategy(
        executor.name(),
        executor.description(),
        availability.available(),
        availability.reason(),
        executor.maximumParallelism(),
        executor instanceof ProcessExecutor processes ? processes.workers() : Optional.empty(),
        executor instanceof CodeSource source ? Optional.of(source.compilers()) : Optional.empty());
  }
}
