package io.parallax.executor.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.testing.Crews;
import io.parallax.executor.testing.Kernels;
import io.parallax.limit.Deadline;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class TaskGroupTest {
  private static final CorePool POOL = new CorePool(4);

  private static final long ENDLESS = Long.MAX_VALUE / 2;

  private final Deadline deadline = deadline(Duration.ofSeconds(50));

  @AfterAll
  static void closePool() {
    POOL.close();
  }

  static Crew[] crews() {
    return new Crew[] {Crew.NONE, POOL, Crews.virtual(4), Crews.fresh(), Crews.dying()};
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("crews")
  void runsEveryTaskOnce(Crew crew) {
    for (int count : new int[] {0, 1, 2, 7, 1000}) {
      for (int parallelism : new int[] {1, 2, 3, 8}) {
        AtomicIntegerArray runs = new AtomicIntegerArray(count);

        TaskGroup.run(
            count, parallelism, deadline, crew, index -> runs.incrementAndGet((int) index));

        assertThat(IntStream.range(0, count).map(runs::get)).allMatch(times -> times == 1);
      }
    }
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("crews")
  void throwsWhatATaskThrows(Crew crew) {
    ComputeException refusal = new ComputeException(ErrorCode.INVALID_ARGUMENT, "no");

    assertThatThrownBy(() -> TaskGroup.run(100, 4, deadline, crew, failing(99, refusal)))
        .isSameAs(refusal);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("crews")
  void reportsAnyOtherThrowableAsInternalWithItsCause(Crew crew) {
    Error error = new OutOfMemoryError("test");

    ComputeException thrown =
        catchThrowableOfType(
            ComputeException.class,
            () -> TaskGroup.run(100, 4, deadline, crew, failing(50, error)));

    assertThat(thrown.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(thrown).hasCause(error);
  }

  @Test
  void reportsAThrowableOfAHelperThread() {
    Thread owner = Thread.currentThread();
    CyclicBarrier both = new CyclicBarrier(2);

    assertThatThrownBy(
            () ->
                TaskGroup.run(
                    2,
                    2,
                    deadline,
                    POOL,
                    _ -> {
                      await(both);
                      if (Thread.currentThread() != owner) {
                        throw new StackOverflowError("test");
                      }
                    }))
        .isInstanceOf(ComputeException.class)
        .hasCauseInstanceOf(StackOverflowError.class);
  }

  @Test
  void claimsNoMoreTasksAfterAFailure() {
    AtomicInteger runs = new AtomicInteger();

    assertThatThrownBy(
        () ->
            TaskGroup.run(
                ENDLESS,
                4,
                deadline,
                POOL,
                index -> {
                  runs.incrementAndGet();
                  if (index == 10) {
                    throw new IllegalStateException();
                  }
                }));
    int afterReturn = runs.get();

    assertThat(runs).hasValue(afterReturn).hasValueGreaterThanOrEqualTo(11);
  }

  @Test
  void waitsForTheTasksOfOthersBeforeItThrows() throws InterruptedException {
    CyclicBarrier both = new CyclicBarrier(2);
    CountDownLatch ownerFails = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger finished = new AtomicInteger();
    AtomicReference<@Nullable Integer> finishedAtReturn = new AtomicReference<>();
    Thread owner =
        Thread.ofPlatform()
            .start(
                () -> {
                  Thread self = Thread.currentThread();
                  try {
                    TaskGroup.run(
                        2,
                        2,
                        deadline,
                        POOL,
                        _ -> {
                          await(both);
                          if (Thread.currentThread() == self) {
                            ownerFails.countDown();
                            throw new IllegalStateException();
                          }
                          Crews.await(release);
                          finished.incrementAndGet();
                        });
                  } catch (ComputeException expected) {
                    finishedAtReturn.set(finished.get());
                  }
                });

    ownerFails.await();
    while (owner.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(finishedAtReturn).hasValue(null);
    release.countDown();
    owner.join();

    assertThat(finishedAtReturn).hasValue(1);
  }

  @Test
  void runsNothingPastTheDeadline() {
    AtomicInteger runs = new AtomicInteger();

    assertThatThrownBy(
            () -> TaskGroup.run(10, 2, deadline(Duration.ZERO), POOL, _ -> runs.incrementAndGet()))
        .isInstanceOfSatisfying(
            ComputeException.class,
            thrown -> assertThat(thrown.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
    assertThat(runs).hasValue(0);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("crews")
  void stopsWhenTheCallerGivesUp(Crew crew) {
    assertThatThrownBy(
            () ->
                TaskGroup.run(
                    ENDLESS,
                    4,
                    deadline,
                    crew,
                    index -> {
                      if (index == 1000) {
                        deadline.cancel();
                      }
                    }))
        .isInstanceOfSatisfying(
            ComputeException.class,
            thrown -> assertThat(thrown.code()).isEqualTo(ErrorCode.CANCELLED));
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("crews")
  void stopsWhenTheCallingThreadIsInterruptedAndKeepsItInterrupted(Crew crew) {
    Thread owner = Thread.currentThread();

    assertThatThrownBy(
            () ->
                TaskGroup.run(
                    ENDLESS,
                    4,
                    deadline,
                    crew,
                    index -> {
                      if (index == 1000) {
                        owner.interrupt();
                      }
                    }))
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  private static LongConsumer failing(long at, Throwable thrown) {
    return index -> {
      if (index == at) {
        Kernels.fail(thrown);
      }
    };
  }

  private static Deadline deadline(Duration limit) {
    return Deadline.after(System.nanoTime(), limit);
  }

  private static void await(CyclicBarrier barrier) {
    Crews.await(barrier);
  }
}
