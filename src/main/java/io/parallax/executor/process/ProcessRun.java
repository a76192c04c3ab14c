package io.parallax.executor.process;

import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.Execution;
import io.parallax.executor.PlanExecutor.Items;
import io.parallax.executor.PlanExecutor.Report;
import io.parallax.executor.StopWord;
import io.parallax.executor.StopWords;
import io.parallax.executor.worker.Command;
import io.parallax.executor.worker.Command.EngineKind;
import io.parallax.executor.worker.Command.Extent;
import io.parallax.executor.worker.InvocationRemains;
import io.parallax.executor.worker.Reply;
import io.parallax.executor.worker.TaskBoard;
import io.parallax.kernel.Frame;
import io.parallax.kernel.InvocationRun;
import io.parallax.kernel.LoopRun;
import io.parallax.kernel.RoutineKernel.Mode;
import io.parallax.memory.MappedFile;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.memory.SharedMapping;
import io.parallax.program.Invocation;
import io.parallax.program.ItemRanges;
import io.parallax.program.Loop;
import io.parallax.program.OrderStatistic;
import io.parallax.program.Program;
import io.parallax.program.ProgramSource;
import io.parallax.program.Slot;
import io.parallax.program.Step;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One execution in worker processes, step by step. Used once, by one thread.
///
/// Workers map files that this process has mapped. Inputs that are neither in such a file nor in
/// the shared memory are copied into it. Results that belong elsewhere are copied back.
public final class ProcessRun {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessRun.class);

  private final WorkerPool pool;
  private final SharedMapping mapping;
  private final Execution execution;
  private final Optional<KernelImages> kernels;
  private final int attempts;
  private final StopWords stops;
  private final ProgramSource source;
  private int parallelism;
  private long queueNanos;
  private long morsels;
  private Optional<Items> items = Optional.empty();
  private int losses;

  /// @param kernels native kernels of the program's loops; empty where workers interpret the loops
  /// @param attempts the number of workers that may be lost before the request fails
  /// @param stops stops loops of callers' functions in time
  public ProcessRun(
      WorkerPool pool,
      SharedMapping mapping,
      Execution execution,
      Optional<KernelImages> kernels,
      int attempts,
      StopWords stops) {
    this.pool = pool;
    this.mapping = mapping;
    this.execution = execution;
    this.kernels = kernels;
    this.attempts = attempts;
    this.stops = stops;
    this.source =
        execution
            .program()
            .source()
            .orElseThrow(() -> new IllegalArgumentException("a program without a source"))
            .canonical();
  }

  /// Runs the execution.
  ///
  /// @param budget charged for memory that is not shared already
  public Report run(MemoryBudget budget) {
    long startNanos = System.nanoTime();
    try (Reservation reservation = budget.reserve(0)) {
      reservation.share();
      List<MemorySegment> shared = shared(reservation);
      Frame frame = new Frame(shared);
      List<Step> steps = execution.program().steps();
      for (int step = 0; step < steps.size(); step++) {
        switch (steps.get(step)) {
          case Loop loop -> run(loop, step, frame, reservation);
          case OrderStatistic order -> run(order, step, frame, reservation);
          case Invocation invocation -> run(invocation, step, frame, reservation);
        }
      }
      copyResults(shared);
    }
    long nanos = System.nanoTime() - startNanos;
    return new Report(Math.max(1, parallelism), morsels, items, queueNanos, 0, nanos - queueNanos);
  }

  private void run(Loop loop, int step, Frame frame, Reservation reservation) {
    LoopRun run = new LoopRun(execution.program(), loop, frame);
    long count = loop.morsels().count();
    try (NDArray memory = bytes(reservation, TaskBoard.byteCount(count, run.remainsLongs()))) {
      TaskBoard board = TaskBoard.begin(memory.segment(), count, run.remainsLongs());
      for (Reply.Refused refused : work(step, board, count, memory.segment(), frame)) {
        throw new ComputeException(refused.code(), refused.detail());
      }
      for (long index = 0; index < count; index++) {
        run.takeOver(index, board.remains(index));
      }
    }
    morsels += count;
    run.finish();
  }

  private void run(Invocation invocation, int step, Frame frame, Reservation reservation) {
    InvocationRun run = new InvocationRun(execution.program(), invocation, frame);
    ItemRanges ranges = ItemRanges.of(invocation.itemCount(), execution.parallelism());
    long count = ranges.count();
    Mode mode = Mode.BYTECODE;
    int lanes = 1;
    try (NDArray memory = bytes(reservation, TaskBoard.byteCount(count, InvocationRemains.LONGS))) {
      TaskBoard board = TaskBoard.begin(memory.segment(), count, InvocationRemains.LONGS);
      try (StopWord _ = stops.watch(execution.deadline(), board.stopWord())) {
        for (Reply.Refused refused : work(step, board, count, memory.segment(), frame)) {
          throw new ComputeException(refused.code(), refused.detail());
        }
      }
      for (long index = 0; index < count; index++) {
        if (board.isComplete(index)) {
          InvocationRemains remains = new InvocationRemains(board.remains(index));
          remains.takeOver(run);
          mode = remains.mode();
          lanes = remains.lanes();
        }
      }
    }
    run.finish();
    Items these = new Items(mode, lanes, count, run.trips());
    items = Optional.of(items.map(before -> before.and(these)).orElse(these));
  }

  /// Runs the whole step on one worker.
  private void run(OrderStatistic order, int step, Frame frame, Reservation reservation) {
    try (NDArray memory = bytes(reservation, TaskBoard.byteCount(1, 0))) {
      List<Reply.Refused> refusals =
          work(step, TaskBoard.begin(memory.segment(), 1, 0), 1, memory.segment(), frame);
      for (Reply.Refused refused : refusals) {
        throw execution
            .program()
            .origins()
            .get(order.origin())
            .locate(new ComputeException(refused.code(), refused.detail()));
      }
    }
  }

  /// Runs the tasks of a board on workers, and runs tasks of lost workers again.
  ///
  /// @return why the tasks cannot be run; empty once all have been run
  private List<Reply.Refused> work(
      int step, TaskBoard board, long count, MemorySegment memory, Frame frame) {
    List<Extent> extents = frame.slots().stream().map(this::extent).toList();
    while (!board.isComplete() && !board.isDecided()) {
      execution.deadline().check();
      Worker.Task task = task(step, memory, extents);
      int most = (int) Math.min(count, execution.parallelism());
      WorkerPool.Shift shift = pool.run(task, board, most, execution.deadline());
      parallelism = Math.max(parallelism, shift.workers());
      queueNanos += shift.queueNanos();
      if (!shift.refusals().isEmpty() && !board.isComplete()) {
        return shift.refusals();
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new ComputeException(ErrorCode.DEADLINE_EXCEEDED, "the request was interrupted");
      }
      shift.losses().forEach(this::count);
      board.reopen();
    }
    return List.of();
  }

  private Worker.Task task(int step, MemorySegment board, List<Extent> memory) {
    long remaining = execution.deadline().remainingNanos();
    EngineKind engine = kernels.isPresent() ? EngineKind.NATIVE : EngineKind.BLOCKS;
    return new Worker.Task(
        execution.program(),
        source,
        kernels,
        new Command.Work(
            0, 0, step, engine, execution.parallelism(), remaining, extent(board), memory));
  }

  private void count(LostWorkerException loss) {
    LOG.info("A request meets a loss: {}", loss.getMessage());
    execution.deadline().check();
    if (loss.hadBegun() && ++losses >= attempts) {
      throw new ComputeException(
          ErrorCode.WORKER_CRASHED,
          losses
              + " worker processes ended while they ran this request; the last: "
              + loss.getMessage());
    }
  }

  private List<MemorySegment> shared(Reservation reservation) {
    Program program = execution.program();
    List<MemorySegment> shared = new ArrayList<>();
    for (int index = 0; index < program.slots().size(); index++) {
      MemorySegment memory = execution.memory().get(index);
      if (memory.byteSize() == 0 || mapping.contains(memory) || MappedFile.of(memory).isPresent()) {
        shared.add(memory);
        continue;
      }
      MemorySegment copy = bytes(reservation, memory.byteSize()).segment();
      if (program.slots().get(index).role() == Slot.Role.INPUT) {
        copy.copyFrom(memory);
      }
      shared.add(copy);
    }
    return shared;
  }

  private void copyResults(List<MemorySegment> shared) {
    Program program = execution.program();
    for (int index = 0; index < shared.size(); index++) {
      MemorySegment memory = execution.memory().get(index);
      if (shared.get(index) != memory && program.slots().get(index).role() == Slot.Role.RESULT) {
        memory.copyFrom(shared.get(index));
      }
    }
  }

  private Extent extent(MemorySegment memory) {
    if (memory.byteSize() == 0) {
      return new Extent.Shared(0, 0);
    }
    return MappedFile.of(memory)
        .<Extent>map(
            part ->
                new Extent.OfFile(
                    part.file().path().toString(),
                    part.file().isWritable(),
                    part.offsetBytes(),
                    memory.byteSize()))
        .orElseGet(() -> new Extent.Shared(mapping.offsetOf(memory), memory.byteSize()));
  }

  private static NDArray bytes(Reservation reservation, long count) {
    ArrayType type = new ArrayType(DataType.BOOL, Shape.of(count));
    reservation.grow(NDArray.chargedBytes(type));
    return NDArray.allocate(type, reservation);
  }
}
