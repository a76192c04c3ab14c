package io.parallax.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
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
import io.parallax.kernel.interpreter.Interpreter;
import io.parallax.kernel.interpreter.RoutineInterpreter;
import io.parallax.limit.Deadline;
import io.parallax.program.Fault;
import io.parallax.program.ItemFault;
import io.parallax.program.Loop;
import io.parallax.program.Routine;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every executor owes to items of routines, whatever threads it uses.
@Timeout(120)
class ItemsTest {
  private static final CorePool POOL = new CorePool(4);
  private static final long MANY = 1L << 40;

  @AfterAll
  static void close() {
    POOL.close();
  }

  static List<PlanExecutor> executors() {
    ProgramRunner runner = new ProgramRunner(new Interpreter());
    return List.of(
        new SequentialExecutor(runner),
        new PlatformThreadsExecutor(runner, POOL),
        new VirtualThreadsExecutor(runner, 4));
  }

  @ParameterizedTest
  @MethodSource("executors")
  void everyItemIsRunOnce(PlanExecutor executor) {
    for (int parallelism : new int[] {1, 2, 3}) {
      for (int count : new int[] {0, 1, 10, 63, 64, 1_000}) {
        try (ItemJob job = new ItemJob(MANY, LongStream.rangeClosed(1, count).toArray())) {
          PlanExecutor.Report report = executor.execute(job.on(parallelism, in(50_000)));

          for (int item = 0; item < count; item++) {
            assertThat(job.result(item)).isEqualTo((item + 1L) * (item + 2L) / 2);
          }
          PlanExecutor.Items items = report.items().orElseThrow();
          assertThat(items.iterations()).isEqualTo(count * (count + 1L) / 2);
          assertThat(items.tasks()).isGreaterThanOrEqualTo(Math.min(count, report.parallelism()));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("executors")
  void theFirstItemThatFailsIsNamedWhateverTheThreadsDo(PlanExecutor executor) {
    long[] values = new long[500];
    Arrays.fill(values, 100);
    values[300] = 0;
    values[77] = 0;
    values[499] = 0;
    try (ItemJob job = new ItemJob(MANY, values)) {
      for (int repetition = 0; repetition < 20; repetition++) {
        ComputeException fault = failure(executor, job, in(50_000));

        assertThat(fault.code()).isEqualTo(ErrorCode.ARITHMETIC_FAULT);
        assertThat(fault.detail()).isEqualTo("division by zero at item [77]");
        assertThat(fault.pointer()).hasValue("/functions");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("executors")
  void anItemThatMakesTooManyTripsIsNamed(PlanExecutor executor) {
    try (ItemJob job = new ItemJob(10, 10, 9, 11, 10)) {
      ComputeException fault = failure(executor, job, in(50_000));

      assertThat(fault.code()).isEqualTo(ErrorCode.ITERATION_LIMIT);
      assertThat(fault.detail()).contains(" at item [2]");
    }
  }

  @ParameterizedTest
  @MethodSource("executors")
  void anItemThatNeverEndsIsStoppedByTheDeadline(PlanExecutor executor) {
    try (ItemJob job = new ItemJob(Long.MAX_VALUE, 5, -1, 5, -1)) {
      Deadline deadline = in(100);

      ComputeException failure = failure(executor, job, deadline);

      assertThat(failure.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
      assertThat(failure.detail()).contains("100 ms");
    }
    everyItemIsRunOnce(executor);
  }

  @ParameterizedTest
  @MethodSource("executors")
  void anItemThatNeverEndsIsStoppedWhenTheRequestIsGivenUp(PlanExecutor executor)
      throws InterruptedException {
    try (ItemJob job = new ItemJob(Long.MAX_VALUE, 1, -1)) {
      Deadline deadline = in(3_600_000);
      CountDownLatch begun = new CountDownLatch(1);
      Thread client =
          Thread.ofVirtual()
              .start(
                  () -> {
                    begun.countDown();
                    assertThat(failure(executor, job, deadline).code())
                        .isEqualTo(ErrorCode.CANCELLED);
                  });
      begun.await();
      deadline.cancel();
      client.join();
    }
  }

  /// With two threads one of the tasks never ends, and only a fault before it can end the run.
  @Test
  void aFaultBeforeAnItemThatNeverEndsEndsTheRun() {
    PlanExecutor executor = executors().get(1);
    for (int repetition = 0; repetition < 20; repetition++) {
      try (ItemJob job = new ItemJob(Long.MAX_VALUE, 5, 0, -1, -1)) {
        ComputeException fault = failure(executor, job, in(3_600_000));

        assertThat(fault.detail()).isEqualTo("division by zero at item [1]");
      }
    }
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
                  job.on(2, in(50_000)),
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

  private static Thread endless(PlanExecutor executor, Deadline deadline) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try (ItemJob job = new ItemJob(Long.MAX_VALUE, -1, -1, -1)) {
                failure(executor, job, deadline);
              }
            });
  }

  private static Deadline in(long millis) {
    return Deadline.after(System.nanoTime(), Duration.ofMillis(millis));
  }

  private static ComputeException failure(PlanExecutor executor, ItemJob job, Deadline deadline) {
    return Objects.requireNonNull(
        catchThrowableOfType(ComputeException.class, () -> executor.execute(job.on(2, deadline))));
  }
}
