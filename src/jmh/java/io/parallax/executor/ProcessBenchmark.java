package io.parallax.executor;

import io.parallax.array.NDArray;
import io.parallax.executor.process.ForkedProcessesExecutor;
import io.parallax.executor.process.ProcessProperties;
import io.parallax.executor.process.WorkerClasses;
import io.parallax.executor.process.WorkerCommand;
import io.parallax.executor.process.WorkerPool;
import io.parallax.executor.process.WorkerProcesses;
import io.parallax.executor.process.WorkerRuns;
import io.parallax.executor.thread.CorePool;
import io.parallax.executor.thread.PlatformThreadsExecutor;
import io.parallax.executor.thread.ProgramRunner;
import io.parallax.executor.worker.WorkerMain;
import io.parallax.kernel.block.BlockEngine;
import io.parallax.limit.Deadline;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.memory.SharedMemory;
import io.parallax.program.Program;
import io.parallax.program.Slot;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.util.unit.DataSize;

/// What worker processes cost over threads, in microseconds for a whole program: `shared` arrays
/// are where workers see them, `copied` ones are not, `threads` is the executor of platform
/// threads. At size 1 it is the round trip.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProcessBenchmark {
  private static final Duration LIMIT = Duration.ofHours(1);
  private static final long LIMIT_BYTES = 2L << 30;

  @Param({"arithmetic", "sum"})
  String work = "arithmetic";

  @Param({"1", "10000", "1000000", "10000000"})
  int size = 10_000;

  @Param({"threads", "shared", "copied"})
  String executor = "shared";

  @Param("2")
  int threads = 2;

  private SharedMemory memory;
  private WorkerPool workers;
  private CorePool pool;
  private BlockEngine engine;
  private Reservation reservation;
  private PlanExecutor executing;
  private Execution execution;

  /// Fills the inputs and starts the workers.
  @Setup
  public void prepare() throws IOException {
    memory = SharedMemory.open(LIMIT_BYTES);
    ProcessProperties properties = properties(threads);
    workers =
        new WorkerPool(
            properties,
            memory,
            WorkerCommand.of(
                WorkerClasses.path(), WorkerMain.class.getName(), properties.heap().toBytes()));
    pool = new CorePool(threads);
    engine = BlockEngine.create();
    MemoryBudget budget = new MemoryBudget(LIMIT_BYTES, memory);
    WorkerRuns runs =
        new WorkerRuns(
            new WorkerProcesses(properties, new WorkerProcesses.Opening.Open(memory, workers)),
            budget,
            new StopWords());
    boolean inProcesses = !executor.equals("threads");
    executing =
        inProcesses
            ? new ForkedProcessesExecutor(runs)
            : new PlatformThreadsExecutor(new ProgramRunner(engine), pool);
    if (inProcesses) {
      workers.begin();
      workers.awaitFull(LIMIT);
    }
    reservation = budget.reserve(0);
    if (executor.equals("shared")) {
      reservation.share();
    }
    execution = execution(Work.valueOf(work).program(size));
  }

  @Benchmark
  public PlanExecutor.Report run() {
    return executing.execute(execution);
  }

  @TearDown
  public void release() {
    workers.close();
    pool.close();
    engine.close();
    reservation.close();
    memory.close();
  }

  /// The bits of the first element of the result, after [#run].
  long firstBits() {
    int slot = execution.program().results().getFirst().slot();
    return execution.memory().get(slot).get(ValueLayout.JAVA_LONG, 0);
  }

  /// Processor time so far of this process and the workers, from which only those take that are
  /// measured.
  Duration processorTime() {
    Duration used = processorTime(ProcessHandle.current());
    for (long pid : workers.pids()) {
      used = used.plus(ProcessHandle.of(pid).map(ProcessBenchmark::processorTime).orElseThrow());
    }
    return used;
  }

  private static Duration processorTime(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  static ProcessProperties properties(int workers) {
    Duration patience = Duration.ofMinutes(1);
    return new ProcessProperties(
        workers,
        false,
        Duration.ZERO,
        DataSize.ofMegabytes(64),
        DataSize.ofMegabytes(512),
        Integer.MAX_VALUE,
        1,
        patience,
        patience,
        patience,
        patience,
        null);
  }

  private Execution execution(Program program) {
    SplittableRandom random = new SplittableRandom(42);
    List<NDArray> arrays = new ArrayList<>();
    for (Slot slot : program.slots()) {
      reservation.grow(NDArray.chargedBytes(slot.arrayType()));
      NDArray array = NDArray.allocate(slot.arrayType(), reservation);
      if (slot.role() == Slot.Role.INPUT) {
        for (long at = 0; at < array.elementCount(); at++) {
          array.setBitsAt(at, Double.doubleToRawLongBits(random.nextDouble(0.1, 1.1)));
        }
      }
      arrays.add(array);
    }
    return new Execution(
        program,
        arrays.stream().map(NDArray::segment).toList(),
        threads,
        Deadline.after(System.nanoTime(), LIMIT));
  }
}
