package io.parallax.executor;

import io.parallax.executor.thread.CorePool;
import io.parallax.executor.thread.PlatformThreadsExecutor;
import io.parallax.executor.thread.ProgramRunner;
import io.parallax.executor.thread.SequentialExecutor;
import io.parallax.kernel.Engine;
import io.parallax.kernel.block.BlockEngine;
import io.parallax.kernel.interpreter.Interpreter;
import io.parallax.kernel.llvm.InThisProcess;
import io.parallax.kernel.llvm.LlvmEngine;
import io.parallax.kernel.llvm.binding.UnavailableException;
import io.parallax.limit.Deadline;
import io.parallax.program.Program;
import io.parallax.program.Slot;
import io.parallax.type.DataType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
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

/// The time to run a whole program over existing arrays into existing arrays, in nanoseconds;
/// divided by the size it compares with the peers of `src/jmh/peers`. Planning and decoding are not
/// in it.
///
/// Other engines than the vector one are measured when asked for: `-p
/// engine=native,scalar,interpreter`. The native one refuses some works.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class ExpressionBenchmark {
  private static final Duration LIMIT = Duration.ofHours(1);
  private static final long ALIGNMENT_BYTES = 64;

  @Param({
    "arithmetic",
    "trigonometric",
    "gaussian",
    "where",
    "float32",
    "modulo",
    "filter",
    "sum",
    "min",
    "std",
    "filteredSum",
    "zscore"
  })
  String work = "arithmetic";

  @Param({"10000", "1000000", "10000000"})
  int size = 10_000;

  @Param({"1", "2"})
  int threads = 1;

  @Param("vector")
  String engine = "vector";

  private Arena arena;
  private Execution execution;
  private PlanExecutor executor;
  private CorePool pool;
  private Engine kernels;

  /// Fills the inputs and makes the executor.
  @Setup
  public void prepare() {
    arena = Arena.ofShared();
    Program program = Work.valueOf(work).program(size);
    List<MemorySegment> slots =
        program.slots().stream().map(slot -> memory(slot, new SplittableRandom(42))).toList();
    execution = new Execution(program, slots, threads, Deadline.after(System.nanoTime(), LIMIT));
    pool = new CorePool(threads);
    try {
      kernels = opened();
    } catch (UnavailableException missing) {
      throw new IllegalStateException(missing.reason(), missing);
    }
    ProgramRunner programs = new ProgramRunner(kernels);
    executor =
        threads == 1
            ? new SequentialExecutor(programs)
            : new PlatformThreadsExecutor(programs, pool);
  }

  @Benchmark
  public PlanExecutor.Report run() {
    return executor.execute(execution);
  }

  @TearDown
  public void release() {
    pool.close();
    if (kernels instanceof LlvmEngine open) {
      open.close();
    }
    arena.close();
  }

  /// Copies of the results, in order, after [#run]; of a filter only what it kept.
  List<byte[]> results() {
    Program program = execution.program();
    return program.results().stream()
        .map(
            result -> {
              Slot slot = program.slots().get(result.slot());
              long count =
                  slot.countSlot() == Slot.EXACT
                      ? slot.shape().elementCount()
                      : execution.memory().get(slot.countSlot()).get(ValueLayout.JAVA_LONG, 0);
              long bytes = count * slot.type().byteWidth();
              return execution
                  .memory()
                  .get(result.slot())
                  .asSlice(0, bytes)
                  .toArray(ValueLayout.JAVA_BYTE);
            })
        .toList();
  }

  private Engine opened() throws UnavailableException {
    return switch (engine) {
      case "vector" -> BlockEngine.create();
      case "scalar" -> BlockEngine.createScalar();
      case "interpreter" -> new Interpreter();
      case "native" -> InThisProcess.engine();
      default -> throw new IllegalArgumentException("no engine " + engine);
    };
  }

  /// Floats in [0.1, 1.1), integers in [0, 1 000 000].
  private MemorySegment memory(Slot slot, SplittableRandom random) {
    MemorySegment memory = arena.allocate(slot.arrayType().byteSize(), ALIGNMENT_BYTES);
    if (slot.role() == Slot.Role.INPUT) {
      for (long at = 0; at < slot.shape().elementCount(); at++) {
        write(memory, slot.type(), at, random);
      }
    }
    return memory;
  }

  private static void write(MemorySegment memory, DataType type, long at, SplittableRandom random) {
    switch (type) {
      case BOOL -> memory.set(ValueLayout.JAVA_BYTE, at, (byte) random.nextInt(2));
      case INT32 -> memory.setAtIndex(ValueLayout.JAVA_INT, at, random.nextInt(1_000_001));
      case INT64 -> memory.setAtIndex(ValueLayout.JAVA_LONG, at, random.nextLong(1_000_001));
      case FLOAT32 ->
          memory.setAtIndex(ValueLayout.JAVA_FLOAT, at, (float) random.nextDouble(0.1, 1.1));
      case FLOAT64 -> memory.setAtIndex(ValueLayout.JAVA_DOUBLE, at, random.nextDouble(0.1, 1.1));
    }
  }
}
