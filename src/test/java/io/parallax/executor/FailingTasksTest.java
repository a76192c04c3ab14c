package io.parallax.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.thread.CorePool;
import io.parallax.executor.thread.Crew;
import io.parallax.executor.thread.PlatformThreadsExecutor;
import io.parallax.executor.thread.ProgramRunner;
import io.parallax.executor.thread.TaskGroup;
import io.parallax.executor.thread.TaskRunner;
import io.parallax.executor.thread.VirtualThreadsExecutor;
import io.parallax.kernel.block.BlockEngine;
import io.parallax.limit.Deadline;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a task throws, its thread, its permit and the others' place stay.
class FailingTasksTest {
  private static final int THREADS = 4;
  private static final int TASKS = 100;
  private static final int ROUNDS = 20;

  private static final BlockEngine ENGINE = BlockEngine.createScalar();
  private static final CorePool POOL = new CorePool(THREADS);

  @AfterAll
  static void close() {
    POOL.close();
    ENGINE.close();
  }

  static Stream<TaskRunner> executors() {
    ProgramRunner programs = new ProgramRunner(ENGINE);
    return Stream.of(
        new PlatformThreadsExecutor(programs, POOL), new VirtualThreadsExecutor(programs, THREADS));
  }

  @ParameterizedTest
  @MethodSource("executors")
  void nothingThatATaskThrowsCostsAThread(TaskRunner executor) {
    for (LongConsumer task : failures().toList()) {
      for (int round = 0; round < ROUNDS; round++) {
        ComputeException failure =
            catchThrowableOfType(
                ComputeException.class, () -> executor.forEach(TASKS, THREADS, deadline(), task));
        assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL);
      }
    }
    // As many as there are threads meet, so all of them are there. While the requests for help of
    // the failed tasks fill the queue, help is not given: so they may have to try again.
    await().atMost(Duration.ofMinutes(1)).until(() -> allThreadsMeet(executor));
  }

  @Test
  void aGroupIsCompletedAloneWhereNoThreadCanBeHad() {
    AtomicLong sum = new AtomicLong();
    Crew refusing =
        (_, _) -> {
          throw new OutOfMemoryError("unable to create native thread");
        };

    TaskGroup.run(TASKS, THREADS, deadline(), refusing, sum::addAndGet);

    assertThat(sum.get()).isEqualTo(TASKS * (TASKS - 1) / 2);
  }

  private static Stream<LongConsumer> failures() {
    return Stream.of(
        index -> descend(index),
        _ -> {
          throw new OutOfMemoryError("Requested array size exceeds VM limit");
        },
        _ -> {
          throw new NoClassDefFoundError("gone");
        },
        _ -> {
          throw new IllegalStateException("a defect");
        });
  }

  @SuppressWarnings("InfiniteRecursion")
  private static long descend(long depth) {
    return 1 + descend(depth + 1);
  }

  private static boolean allThreadsMeet(TaskRunner executor) {
    CyclicBarrier meeting = new CyclicBarrier(THREADS);
    try {
      executor.forEach(THREADS, THREADS, deadline(), _ -> meet(meeting));
      return true;
    } catch (ComputeException missing) {
      return false;
    }
  }

  private static void meet(CyclicBarrier meeting) {
    try {
      meeting.await(2, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private static Deadline deadline() {
    return Deadline.after(System.nanoTime(), Duration.ofSeconds(60));
  }
}
