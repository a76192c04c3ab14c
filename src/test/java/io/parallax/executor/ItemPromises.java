package io.parallax.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.testing.ItemJob;
import io.parallax.limit.Deadline;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every executor owes to items of routines, whatever threads and code it uses.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ItemPromises {
  private static final long MANY = 1L << 40;

  /// The executors to try.
  protected abstract List<PlanExecutor> executors();

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
  @ParameterizedTest
  @MethodSource("executors")
  void aFaultBeforeAnItemThatNeverEndsEndsTheRun(PlanExecutor executor) {
    Assumptions.assumeTrue(executor.maximumParallelism() > 1);
    for (int repetition = 0; repetition < 20; repetition++) {
      try (ItemJob job = new ItemJob(Long.MAX_VALUE, 5, 0, -1, -1)) {
        ComputeException fault = failure(executor, job, in(3_600_000));

        assertThat(fault.detail()).isEqualTo("division by zero at item [1]");
      }
    }
  }

  protected static Deadline in(long millis) {
    return Deadline.after(System.nanoTime(), Duration.ofMillis(millis));
  }

  protected static ComputeException failure(PlanExecutor executor, ItemJob job, Deadline deadline) {
    return Objects.requireNonNull(
        catchThrowableOfType(ComputeException.class, () -> executor.execute(job.on(2, deadline))));
  }
}
