package io.parallax.benchmark;

import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.benchmark.BenchmarkReport.Comparison;
import io.parallax.benchmark.BenchmarkReport.Crossover;
import io.parallax.benchmark.BenchmarkReport.Row;
import io.parallax.benchmark.BenchmarkReport.Skipped;
import io.parallax.benchmark.BenchmarkRequest.Work;
import io.parallax.compute.Admission;
import io.parallax.compute.Arrival;
import io.parallax.compute.ComputeRequest;
import io.parallax.compute.ComputeResult;
import io.parallax.compute.ComputeRunner;
import io.parallax.compute.HeapBudget;
import io.parallax.compute.Options;
import io.parallax.compute.PreparedRequest;
import io.parallax.compute.ResultForm;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.thread.PlatformThreadsExecutor;
import io.parallax.limit.Deadline;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.strategy.ExecutorSelector;
import io.parallax.strategy.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/// Runs benchmarks, one at a time. Thread safe.
@Component
public final class BenchmarkRunner {
  /// The executor that others are compared with.
  private static final String BASELINE = "sequential";

  /// The least number of runs of a row, however long they take.
  private static final int LEAST_RUNS = 3;

  private final BenchmarkProperties limits;
  private final ComputeRunner runner;
  private final ExecutorSelector selector;
  private final Admission admission;
  private final MemoryBudget memory;
  private final PlatformThreadsExecutor cores;
  private final Semaphore place = new Semaphore(1);

  BenchmarkRunner(
      BenchmarkProperties limits,
      ComputeRunner runner,
      ExecutorSelector selector,
      Admission admission,
      MemoryBudget memory,
      PlatformThreadsExecutor cores) {
    this.limits = limits;
    this.runner = runner;
    this.selector = selector;
    this.admission = admission;
    this.memory = memory;
    this.cores = cores;
  }

  /// Runs a benchmark to its end, or for the time it may take; what was not measured until then is
  /// told as skipped.
  ///
  /// @param client ends the benchmark when its time is over or the client leaves
  /// @throws ComputeException OVERLOADED while another benchmark runs; UNKNOWN_STRATEGY; whatever
  ///   is wrong with a request before it runs, with a pointer into the body; CANCELLED or
  ///   DEADLINE_EXCEEDED by the client
  public BenchmarkReport run(BenchmarkRequest request, Deadline client) {
    requireWithinLimits(request);
    if (!place.tryAcquire()) {
      throw new ComputeException(
          ErrorCode.OVERLOADED, "another benchmark is at work, and only one may be at a time");
    }
    try {
      List<String> strategies = strategies(request);
      double bandwidth = MemoryBandwidth.bytesPerSecond(memory, cores, client);
      Deadline end = client.within(limits.time());
      List<Comparison> comparisons = new ArrayList<>();
      for (Work work : request.works()) {
        comparisons.add(new OneWork(request, work, strategies, client, end).compare());
      }
      return new BenchmarkReport(comparisons, BenchmarkEnvironment.here(), bandwidth);
    } finally {
      place.release();
    }
  }

  private void requireWithinLimits(BenchmarkRequest request) {
    if (request.repetitions() > limits.repetitions()) {
      throw tooMany("repetitions", request.repetitions(), "benchmarkRepetitions");
    }
    if (request.warmUps() > limits.repetitions()) {
      throw tooMany("warmUp", request.warmUps(), "benchmarkRepetitions");
    }
    for (Work work : request.works()) {
      if (work.sizes().size() > limits.sizes()) {
        throw tooMany("sizes", work.sizes().size(), "benchmarkSizes");
      }
      for (long size : work.sizes()) {
        if (size > limits.elements()) {
          throw tooMany("sizes", size, "benchmarkElements");
        }
      }
    }
  }

  private static ComputeException tooMany(String field, long value, String limit) {
    return new ComputeException(
            ErrorCode.TOO_LARGE, "%d is more than the limit %s".formatted(value, limit))
        .atPointer("/" + field);
  }

  private List<String> strategies(BenchmarkRequest request) {
    List<String> all = selector.strategies().stream().map(Strategy::name).toList();
    for (int index = 0; index < request.strategies().size(); index++) {
      String asked = request.strategies().get(index);
      if (!all.contains(asked)) {
        throw new ComputeException(
                ErrorCode.UNKNOWN_STRATEGY,
                "there is no strategy \"%s\"; there are %s"
                    .formatted(asked, String.join(", ", all)))
            .atPointer("/strategies/" + index);
      }
    }
    return request.strategies().isEmpty()
        ? all
        : all.stream().filter(request.strategies()::contains).toList();
  }

  /// The comparison of one request. Used once.
  private final class OneWork {
    private final BenchmarkRequest benchmark;
    private final Work work;
    private final List<String> strategies;
    private final Deadline client;
    private final Deadline end;
    private final List<Row> rows = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();

    OneWork(
        BenchmarkRequest benchmark,
        Work work,
        List<String> strategies,
        Deadline client,
        Deadline end) {
      this.benchmark = benchmark;
      this.work = work;
      this.strategies = strategies;
      this.client = client;
      this.end = end;
    }

    Comparison compare() {
      requireSound();
      SizedInputs sized = new SizedInputs(work.request().inputs());
      List<Long> sizes =
          work.sizes().isEmpty() || sized.elements() == 0
              ? List.of(Math.max(1, sized.elements()))
              : work.sizes();
      for (long size : sizes) {
        compare(size, sized);
      }
      return new Comparison(work.name(), rows, skipped, crossovers());
    }

    /// Refuses a request that is wrong at its own size, with pointers into the body.
    private void requireSound() {
      try (HeapBudget.Share heap = runner.reserve(work.request(), client, () -> {})) {
        runner.prepare(on(Optional.empty(), work.request().inputs()), heap, client);
      } catch (ComputeException failure) {
        if (failure.code() != ErrorCode.DEADLINE_EXCEEDED) {
          throw work.pointer().isEmpty() ? failure : failure.below(work.pointer());
        }
        client.check();
      }
    }

    private void compare(long size, SizedInputs sized) {
      if (isOver()) {
        strategies.forEach(each -> skip(each, size, timeIsOver()));
        return;
      }
      try (Reservation inputs = memory.reserve(0)) {
        inputs.share();
        Map<String, Input> arrays = sized.at(size, inputs, cores, end);
        OptionalLong first = OptionalLong.empty();
        for (String strategy : strategies) {
          Optional<Measured> measured = measured(strategy, size, arrays);
          if (measured.isPresent()) {
            first = first.isPresent() ? first : OptionalLong.of(measured.get().digest());
            rows.add(row(strategy, size, arrays, measured.get(), first.getAsLong()));
          }
        }
      } catch (ComputeException failure) {
        refuseUnlessOfTheSize(failure);
        strategies.forEach(each -> skip(each, size, failure.detail()));
      }
    }

    private Optional<Measured> measured(String strategy, long size, Map<String, Input> arrays) {
      if (isOver()) {
        skip(strategy, size, timeIsOver());
        return Optional.empty();
      }
      ComputeRequest request = on(Optional.of(strategy), arrays);
      try (HeapBudget.Share heap = runner.reserve(request, end, () -> {})) {
        PreparedRequest prepared = runner.prepare(request, heap, end);
        runs(prepared, heap, benchmark.warmUps(), limits.warmUp(), 1);
        List<Run> runs = runs(prepared, heap, benchmark.repetitions(), limits.row(), LEAST_RUNS);
        return Optional.of(Measured.of(runs));
      } catch (ComputeException failure) {
        refuseUnlessOfTheSize(failure);
        skip(strategy, size, failure.detail());
        return Optional.empty();
      }
    }

    /// Runs a request until it has run often enough or long enough.
    private List<Run> runs(
        PreparedRequest prepared, HeapBudget.Share heap, int most, Duration time, int least) {
      List<Run> runs = new ArrayList<>();
      long startNanos = System.nanoTime();
      while (runs.size() < most
          && (runs.size() < least || System.nanoTime() - startNanos < time.toNanos())
          && (runs.isEmpty() || !isOver())) {
        Run run = run(prepared, heap);
        runs.add(run);
        rest(run.nanos());
      }
      return runs;
    }

    private Run run(PreparedRequest prepared, HeapBudget.Share heap) {
      try (Admission.Ticket _ = admission.admit(end, prepared.estimate());
          Reservation reservation = memory.reserve(0)) {
        Arrival arrival = new Arrival(reservation, heap, end, 0, 0);
        ComputeResult result = runner.run(prepared, arrival, ResultForm.AS_COMPUTED);
        return new Run(
            result.timings().computeNanos(),
            result.execution().decision().parallelism(),
            result.arrays().values().stream().mapToLong(each -> each.segment().byteSize()).sum(),
            ResultDigest.of(result.arrays().values()));
      }
    }

    /// Leaves the cores to other requests for as long as a run took, if there are any.
    private void rest(long nanos) {
      if (admission.running() > 0 || admission.waiting() > 0) {
        LockSupport.parkNanos(Math.min(nanos, end.remainingNanos()));
      }
      client.check();
    }

    private ComputeRequest on(Optional<String> strategy, Map<String, Input> inputs) {
      Options options = work.request().options();
      return work.request().withInputs(inputs).withOptions(options.withStrategy(strategy));
    }

    private Row row(
        String strategy, long size, Map<String, Input> inputs, Measured measured, long digest) {
      long bytes =
          measured.resultBytes()
              + inputs.values().stream().mapToLong(each -> each.arrayType().byteSize()).sum();
      OptionalDouble baseline =
          strategy.equals(BASELINE)
              ? OptionalDouble.of(measured.nanos().median())
              : rows.stream()
                  .filter(row -> row.size() == size && row.strategy().equals(BASELINE))
                  .mapToDouble(row -> row.nanos().median())
                  .findFirst();
      return new Row(
          strategy,
          size,
          measured.parallelism(),
          measured.runs(),
          measured.nanos(),
          bytes,
          baseline.isPresent()
              ? OptionalDouble.of(baseline.getAsDouble() / measured.nanos().median())
              : OptionalDouble.empty(),
          measured.digest() == digest);
    }

    private List<Crossover> crossovers() {
      Comparison comparison = new Comparison(work.name(), rows, skipped, List.of());
      List<Crossover> crossovers = new ArrayList<>();
      List<Long> sizes = comparison.sizes();
      for (int index = 1; index < sizes.size(); index++) {
        long below = sizes.get(index - 1);
        long above = sizes.get(index);
        String from = comparison.winner(below).strategy();
        String to = comparison.winner(above).strategy();
        if (!from.equals(to)) {
          size(from, to, below, above)
              .ifPresent(size -> crossovers.add(new Crossover(from, to, size)));
        }
      }
      return crossovers;
    }

    private OptionalLong size(String from, String to, long below, long above) {
      OptionalDouble before = lead(from, to, below);
      OptionalDouble after = lead(from, to, above);
      if (before.isEmpty() || after.isEmpty()) {
        return OptionalLong.empty();
      }
      double part = before.getAsDouble() / (before.getAsDouble() - after.getAsDouble());
      return OptionalLong.of(Math.round(below * Math.pow((double) above / below, part)));
    }

    /// The logarithm of how many times as long the second executor takes.
    private OptionalDouble lead(String from, String to, long size) {
      double mine = median(from, size);
      double other = median(to, size);
      return Double.isNaN(mine) || Double.isNaN(other)
          ? OptionalDouble.empty()
          : OptionalDouble.of(Math.log(other / mine));
    }

    private double median(String strategy, long size) {
      return rows.stream()
          .filter(row -> row.size() == size && row.strategy().equals(strategy))
          .mapToDouble(row -> row.nanos().median())
          .findFirst()
          .orElse(Double.NaN);
    }

    private boolean isOver() {
      client.check();
      return end.remainingNanos() <= 0;
    }

    private String timeIsOver() {
      return "the benchmark had run for %d ms before, which is the limit benchmarkMs"
          .formatted(limits.time().toMillis());
    }

    private void skip(String strategy, long size, String reason) {
      skipped.add(new Skipped(strategy, size, reason));
    }

    /// Throws on a failure of the benchmark itself; one of an executor or a size only costs a row.
    private void refuseUnlessOfTheSize(ComputeException failure) {
      client.check();
      switch (failure.code()) {
        case CANCELLED, INTERNAL -> throw failure;
        default -> {}
      }
    }
  }

  /// @param nanos from inputs to results
  /// @param digest of the results
  private record Run(long nanos, int parallelism, long resultBytes, long digest) {}

  /// All measured runs of a row.
  private record Measured(
      Quartiles nanos, int runs, int parallelism, long resultBytes, long digest) {
    static Measured of(List<Run> runs) {
      Run last = runs.getLast();
      return new Measured(
          Quartiles.of(runs.stream().mapToLong(Run::nanos).toArray()),
          runs.size(),
          last.parallelism(),
          last.resultBytes(),
          last.digest());
    }
  }

  /// A number that equal results share, and results that differ in a bit hardly ever.
  private static final class ResultDigest {
    static long of(Iterable<NDArray> arrays) {
      long digest = 0;
      for (NDArray array : arrays) {
        for (long index = 0; index < array.elementCount(); index++) {
          digest = mixed(digest ^ array.bitsAt(index));
        }
        digest = mixed(digest + Arrays.hashCode(array.shape().extents().toArray()));
      }
      return digest;
    }

    /// Multiplications and shifts of SplitMix64 (Steele, Lea and Flood, 2014), which spread every
    /// bit over the word.
    private static long mixed(long bits) {
      long once = (bits + 0x9E37_79B9_7F4A_7C15L) * 0xBF58_476D_1CE4_E5B9L;
      long twice = (once ^ (once >>> 27)) * 0x94D0_49BB_1331_11EBL;
      return twice ^ (twice >>> 31);
    }
  }
}
