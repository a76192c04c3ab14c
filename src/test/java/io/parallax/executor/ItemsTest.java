package io.parallax.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.executor.testing.ItemJob;
import io.parallax.executor.thread.CorePool;
import io.parallax.executor.thread.PlatformThreadsExecutor;
import io.parallax.executor.thread.ProgramKernels;
import io.parallax.executor.thread.ProgramRunner;
import io.parallax.executor.thread.RoutineKernels;
import io.parallax.executor.thread.SequentialExecutor;
import io.parallax.executor.thread.VirtualThreadsExecutor;
import io.parallax.kernel.InvocationRun;
import io.parallax.kernel.Kernel;
import io.parallax.kernel.RoutineKernel;
import io.parallax.kernel.bytecode.BytecodeEngine;
import io.parallax.kernel.interpreter.Interpreter;
import io.parallax.kernel.interpreter.RoutineInterpreter;
import io.parallax.limit.Deadline;
import io.parallax.program.Fault;
import io.parallax.program.ItemFault;
import io.parallax.program.Loop;
import io.parallax.program.Routine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Items on threads of this process.
class ItemsTest extends ItemPromises {
  private static final CorePool POOL = new CorePool(4);
  private static final long MANY = 1L << 40;

  @AfterAll
  static void close() {
    POOL.close();
  }

  @Override
  protected List<PlanExecutor> executors() {
    ProgramRunner runner =
        new ProgramRunner(new Interpreter(), new BytecodeEngine(), new StopWords());
    return List.of(
        new SequentialExecutor(runner),
        new PlatformThreadsExecutor(runner, POOL),
        new VirtualThreadsExecutor(runner, 4));
  }

  /// Virtual threads whose items never end leave the carriers to others.
  @ParameterizedTest
  @MethodSource("executors")
  void itemsThatNeverEndLeaveProcessorsToOtherVirtualThreads(PlanExecutor executor)
      throws InterruptedException {
    int carriers = Runtime.getRuntime().availableProcessors();
    Deadline deadline = in(3_600_000);
    List<Thread> clients =
        LongStream.range(0, 2L * carriers).mapToObj(_ -> endless(executor, deadline)).toList();

    Thread other = Thread.ofVirtual().start(() -> {});
    other.join();

    deadline.cancel();
    for (Thread client : clients) {
      client.join();
    }
  }

  private static Thread endless(PlanExecutor executor, Deadline deadline) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try (ItemJob job = new ItemJob(Long.MAX_VALUE, -1, -1, -1)) {
                failure(executor, job, deadline);
              }
            });
  }

  /// The first kernel would never end, and records what must not count.
  @Test
  void tasksAreBegunAgainOnceThereIsBetterCode() {
    RoutineKernel slow =
        new RoutineKernel() {
          @Override
          public void run(InvocationRun run, long first, long end) {
            run.tripped(1_000_000);
            run.failed(first, ItemFault.code(Fault.ZERO_DIVISOR, 0));
            while (!run.isOver()) {
              Thread.onSpinWait();
            }
          }

          @Override
          public Mode mode() {
            return Mode.BYTECODE;
          }
        };
    AtomicInteger asked = new AtomicInteger();
    try (ItemJob job = new ItemJob(MANY, 1, 2, 3, 4)) {
      PlanExecutor.Report report =
          new ProgramRunner(new Interpreter())
              .run(
                  job.on(2, Deadline.after(System.nanoTime(), Duration.ofSeconds(50))),
                  replacing(slow, () -> asked.incrementAndGet() > 1_000),
                  2,
                  POOL);

      assertThat(LongStream.range(0, 4).map(item -> job.result((int) item)))
          .containsExactly(1L, 3L, 6L, 10L);
      assertThat(report.items())
          .hasValue(new PlanExecutor.Items(RoutineKernel.Mode.INTERPRETED, 1, 2, 10));
    }
  }

  private static ProgramKernels replacing(RoutineKernel first, BooleanSupplier replaced) {
    return new ProgramKernels() {
      @Override
      public Kernel kernel(Loop loop) {
        throw new AssertionError(loop);
      }

      @Override
      public RoutineKernels kernels(Routine routine) {
        RoutineKernel better = new RoutineInterpreter().kernel(routine);
        return new RoutineKernels() {
          @Override
          public RoutineKernel current() {
            return replaced.getAsBoolean() ? better : first;
          }

          @Override
          public boolean mayBeReplaced(RoutineKernel kernel) {
            return kernel == first;
          }

          @Override
          public boolean isReplaced(RoutineKernel kernel) {
            return kernel == first && replaced.getAsBoolean();
          }
        };
      }
    };
  }
}
