package io.parallax.strategy;

import io.parallax.executor.ArrayAccess;
import io.parallax.executor.PlanExecutor;
import io.parallax.program.Invocation;
import io.parallax.program.Loop;
import io.parallax.program.Operand;
import io.parallax.program.Operation;
import io.parallax.program.OrderStatistic;
import io.parallax.program.Program;
import io.parallax.program.RareRegions;
import io.parallax.program.Sink;
import io.parallax.program.Slot;
import io.parallax.program.Step;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;

/// Predicts how long a program runs.
///
/// The cost of a step is its operations and sinks times the elements of the thread with the most
/// morsels, plus its memory traffic divided by the bandwidth, plus what the executor adds for a
/// step that is spread over threads and for every morsel. Queueing and contention with other
/// requests are not included.
final class CostModel {
  /// Making the kernel of a step, entering and leaving it (measured: 3 to 6 µs).
  private static final double STEP_NANOS = 5_000;

  /// A step that moves no more bytes than this finds most of them in the last-level cache.
  private static final double CACHED_BYTES = 32e6;

  /// Bytes per nanosecond that one core moves from the last-level cache (measured: 24 MB of a + b
  /// in 0.86 ms).
  private static final double CORE_CACHE_BANDWIDTH = 28;

  /// Bytes per nanosecond that one core moves from memory (measured: 240 MB of a + b in 19 ms).
  private static final double CORE_BANDWIDTH = 12;

  /// Bytes per nanosecond that all cores together move from memory.
  private static final double MACHINE_BANDWIDTH = 25;

  /// Nanoseconds per element to select the neighbours of one quantile: a copy and about three
  /// passes.
  private static final double ORDER_STATISTIC_NANOS = 12;

  /// An item of a routine, whose time is not known before it runs: long enough that more threads
  /// are worth starting.
  static final double ITEM_NANOS = 100_000;

  /// The number of elements that are searched in one piece.
  private static final long PIECE = 1 << 18;

  private final Program program;

  /// The cost of one element on one thread, by step.
  private final IdentityHashMap<Step, Double> arithmetic = new IdentityHashMap<>();

  CostModel(Program program) {
    this.program = program;
    program.steps().forEach(step -> arithmetic.put(step, elementNanos(step)));
  }

  /// The most threads that have work at the same time.
  long usefulParallelism() {
    return Math.max(1, program.steps().stream().mapToLong(CostModel::tasks).max().orElse(1));
  }

  /// Computing time on `parallelism` threads.
  double nanos(int parallelism, PlanExecutor.Overhead overhead) {
    return program.steps().stream()
        .mapToDouble(step -> nanos(step, Math.min(parallelism, tasks(step)), overhead))
        .sum();
  }

  /// Time to bring inputs to an executor and results back from it.
  ///
  /// @param unsharedBytes bytes of the inputs outside shared memory
  double movingNanos(ArrayAccess access, long unsharedBytes) {
    return switch (access) {
      case ArrayAccess.Direct _ -> 0;
      // Copied by one thread, which reads and writes every byte.
      case ArrayAccess.Shared _ -> trafficNanos(2.0 * unsharedBytes, 1);
      case ArrayAccess.Transferred(double nanosPerByte) -> nanosPerByte * transferredBytes();
    };
  }

  /// Bytes of the inputs and of the results, as if every compacted element were kept.
  private double transferredBytes() {
    return IntStream.range(0, program.slots().size())
        .filter(slot -> program.slots().get(slot).role() != Slot.Role.INTERMEDIATE)
        .mapToDouble(this::bytes)
        .sum();
  }

  private double nanos(Step step, long threads, PlanExecutor.Overhead overhead) {
    if (threads == 0) {
      return 0;
    }
    long rounds = Math.ceilDiv(tasks(step), threads);
    double start = threads > 1 ? overhead.startNanos() : 0;
    return STEP_NANOS
        + overhead.stepNanos()
        + start
        + rounds * overhead.morselNanos()
        + elementNanos(step, overhead) * Math.min(rounds * elementsPerTask(step), elements(step))
        + trafficNanos(trafficBytes(step), threads);
  }

  private static double trafficNanos(double bytes, long threads) {
    return bytes <= CACHED_BYTES
        ? bytes / (threads * CORE_CACHE_BANDWIDTH)
        : bytes / Math.min(threads * CORE_BANDWIDTH, MACHINE_BANDWIDTH);
  }

  private static long tasks(Step step) {
    return switch (step) {
      case Loop loop -> loop.morsels().count();
      case OrderStatistic order -> Math.ceilDiv(order.rows() * order.rowLength(), PIECE);
      case Invocation invocation -> Math.max(1, invocation.itemCount());
    };
  }

  private static double elementsPerTask(Step step) {
    return switch (step) {
      case Loop loop -> loop.morsels().get(0).elementCount();
      case OrderStatistic _ -> PIECE;
      case Invocation _ -> 1;
    };
  }

  private static double elements(Step step) {
    return switch (step) {
      case Loop loop -> loop.elementCount();
      case OrderStatistic order -> (double) order.rows() * order.rowLength();
      case Invocation invocation -> invocation.itemCount();
    };
  }

  private double elementNanos(Step step, PlanExecutor.Overhead overhead) {
    double nanos = arithmetic.getOrDefault(step, 0.0);
    return step instanceof OrderStatistic ? nanos : nanos * overhead.arithmetic();
  }

  private static double elementNanos(Step step) {
    return switch (step) {
      case Loop loop ->
          operationNanos(loop) + loop.sinks().stream().mapToDouble(OperationCost::of).sum();
      case OrderStatistic _ -> ORDER_STATISTIC_NANOS;
      case Invocation _ -> ITEM_NANOS;
    };
  }

  /// The cost of all operations except those that engines leave out while no rare value occurs.
  private static double operationNanos(Loop loop) {
    List<Operation> operations = loop.operations();
    double nanos = operations.stream().mapToDouble(OperationCost::of).sum();
    int end = 0;
    for (RareRegions.Region region : RareRegions.of(operations, loop.sinks()).regions()) {
      if (region.start() >= end) {
        end = region.end();
        nanos -=
            operations.subList(region.start(), end).stream().mapToDouble(OperationCost::of).sum();
      }
    }
    return nanos;
  }

  private double trafficBytes(Step step) {
    return switch (step) {
      case Loop loop ->
          loop.operands().stream().mapToDouble(operand -> readBytes(operand, loop)).sum()
              + loop.sinks().stream().mapToDouble(sink -> writtenBytes(sink)).sum();
      case OrderStatistic order -> bytes(order.source());
      case Invocation invocation ->
          invocation.parameters().stream().mapToDouble(each -> bytes(each.slot())).sum()
              + invocation.arrays().stream().mapToDouble(this::bytes).sum()
              + invocation.results().stream().mapToDouble(this::bytes).sum();
    };
  }

  /// Bytes read from memory. A broadcast slot stays in the cache, so it is read from memory once.
  private double readBytes(Operand operand, Loop loop) {
    int width = program.slots().get(operand.slot()).arrayType().storage().byteWidth();
    return Math.min(bytes(operand.slot()), (double) loop.elementCount() * width);
  }

  private double writtenBytes(Sink sink) {
    return switch (sink) {
      case Sink.Store store -> bytes(store.slot());
      case Sink.Reduce _ -> 0;
      case Sink.Compact compact ->
          compact.columns().stream().mapToDouble(column -> bytes(column.slot())).sum();
    };
  }

  private double bytes(int slot) {
    Slot written = program.slots().get(slot);
    return (double) written.shape().elementCount() * written.arrayType().storage().byteWidth();
  }
}
