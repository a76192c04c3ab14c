package io.parallax.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.testing.Crews;
import io.parallax.executor.testing.Job;
import io.parallax.executor.testing.Kernels;
import io.parallax.executor.thread.CorePool;
import io.parallax.executor.thread.PlatformThreadsExecutor;
import io.parallax.executor.thread.ProgramRunner;
import io.parallax.executor.thread.SequentialExecutor;
import io.parallax.executor.thread.VirtualThreadsExecutor;
import io.parallax.kernel.Engine;
import io.parallax.kernel.Kernel;
import io.parallax.kernel.block.BlockEngine;
import io.parallax.kernel.interpreter.Interpreter;
import io.parallax.limit.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What every executor owes, whatever threads it uses.
@Timeout(120)
public class ExecutorsTest {
  private static final int[] PARALLELISMS = {1, 2, 3, 8};
  private static final long[] COUNTS = {0, 1, 8, 32_768, 32_769, 100_003};
  private static final CorePool POOL = new CorePool(8);
  private static final BlockEngine ENGINE = BlockEngine.create();

  public static final List<String> TEXTS =
      List.of(
          "(2*x + 3*y) / y",
          "where(x > y, x, y) * 2 + 1",
          "sin(x) ** 2 + exp(-y)",
          "(i * j + 7) % 1000 // 3",
          "m * 2.5 + 1",
          "x > y",
          "sum(x)",
          "sum(x * y) / sum(y)",
          "(x - mean(x)) / std(x)",
          "prod(y) + sum(i)",
          "sum(m, axis=0)",
          "mean(m, axis=1)",
          "any(x > 100) or all(y < 1)",
          "count(x > 0)",
          "filter x > 0.5",
          "filter x > 100",
          "filter i % 2 == 0");

  @AfterAll
  static void close() {
    POOL.close();
    ENGINE.close();
  }

  static List<PlanExecutor> executors() {
    return executors(ENGINE);
  }

  private static List<PlanExecutor> executors(Engine engine) {
    ProgramRunner runner = new ProgramRunner(engine);
    return List.of(
        new SequentialExecutor(runner),
        new PlatformThreadsExecutor(runner, POOL),
        new VirtualThreadsExecutor(runner, 8));
  }

  private static PlanExecutor interpreter() {
    return executors(new Interpreter()).getFirst();
  }

  @ParameterizedTest
  @FieldSource("TEXTS")
  void leaveTheInterpretersBitsWithAnyNumberOfThreads(String text) {
    for (long count : COUNTS) {
      try (Job job = Job.of(text, count)) {
        interpreter().execute(job.on(1));
        List<List<Long>> expected = job.takeResults();
        for (PlanExecutor executor : executors()) {
          for (int parallelism : PARALLELISMS) {
            executor.execute(job.on(parallelism));

            assertThat(job.takeResults().equals(expected))
                .as("%s of %d on %d threads of %s", text, count, parallelism, executor.name())
                .isTrue();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("executors")
  void nameTheFirstFaultingElementHoweverTheMorselsRun(PlanExecutor executor) {
    try (Job job = Job.withZeros("sum(i // d)", 400_000, 399_999, 250_000, 70_001, 70_000)) {
      for (int parallelism : PARALLELISMS) {
        for (int repetition = 0; repetition < 20; repetition++) {
          ComputeException fault = failure(executor, job.on(parallelism));

          assertThat(fault.code()).isEqualTo(ErrorCode.ARITHMETIC_FAULT);
          assertThat(fault.detail()).isEqualTo("division by zero at element [70000]");
          assertThat(fault.pointer()).hasValue("/expression");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("executors")
  void stopWithinAMorselOfTheDeadline(PlanExecutor executor) {
    try (Job job = Job.of("sum(x)", 1_000_000)) {
      Deadline deadline = Deadline.after(System.nanoTime(), Duration.ofSeconds(50));
      AtomicInteger morsels = new AtomicInteger();
      CountDownLatch cancelled = new CountDownLatch(1);
      PlanExecutor cancelling =
          sameAs(
              executor,
              (_, _) -> {
                int started = morsels.incrementAndGet();
                if (started == 5) {
                  deadline.cancel();
                  cancelled.countDown();
                } else if (started > 5) {
                  Crews.await(cancelled);
                }
              });

      ComputeException failure = failure(cancelling, job.on(4, deadline));

      assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
      assertThat(morsels).hasValueBetween(5, 8);
    }
  }

  private static PlanExecutor sameAs(PlanExecutor executor, Kernel kernel) {
    return executors(Kernels.of(kernel)).stream()
        .filter(other -> other.name().equals(executor.name()))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("executors")
  void loseNoRequestWhenAKernelThrowsOnAnyThread(PlanExecutor executor) {
    try (Job job = Job.of("sum(x)", 1_000_000)) {
      for (Throwable thrown : List.of(new OutOfMemoryError("test"), new IllegalStateException())) {
        PlanExecutor failing =
            sameAs(
                executor,
                (_, morsel) -> {
                  if (morsel.index() == 7) {
                    Kernels.fail(thrown);
                  }
                });

        ComputeException failure = failure(failing, job.on(4));

        assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL);
        assertThat(failure).hasCause(thrown);
      }
      executor.execute(job.on(4));
      assertThat(job.takeResults()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("executors")
  void touchNoMemoryAfterTheyThrew(PlanExecutor executor) {
    try (Job job = Job.of("sum(x)", 3_000_000)) {
      for (int repetition = 0; repetition < 50; repetition++) {
        AtomicInteger working = new AtomicInteger();
        PlanExecutor failing =
            sameAs(
                executor,
                (_, morsel) -> {
                  working.incrementAndGet();
                  try {
                    if (morsel.index() == 11) {
                      throw new IllegalStateException();
                    }
                    Thread.onSpinWait();
                  } finally {
                    working.decrementAndGet();
                  }
                });

        failure(failing, job.on(8));

        assertThat(working).hasValue(0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("executors")
  void reportWhatTheyDid(PlanExecutor executor) {
    try (Job job = Job.of("sum(x)", 100_000)) {
      PlanExecutor.Report report = executor.execute(job.on(3));

      assertThat(report.morsels()).isEqualTo(4);
      assertThat(report.parallelism()).isEqualTo(Math.min(3, executor.maximumParallelism()));
      assertThat(report.computeNanos()).isPositive();
      assertThat(report.compileNanos()).isNotNegative();
    }
  }

  @ParameterizedTest
  @MethodSource("executors")
  void sayWhatTheyAre(PlanExecutor executor) {
    assertThat(executor.name()).matches("[a-z]+(-[a-z]+)*");
    assertThat(executor.description()).endsWith(".");
    assertThat(executor.availability().available()).isTrue();
    assertThat(executor.maximumParallelism()).isPositive();
  }

  private static ComputeException failure(PlanExecutor executor, Execution execution) {
    return Objects.requireNonNull(
        catchThrowableOfType(ComputeException.class, () -> executor.execute(execution)));
  }
}
