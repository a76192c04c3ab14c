package io.parallax.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.parallax.error.ComputeException;
import io.parallax.executor.testing.Crews;
import io.parallax.executor.thread.CorePool;
import io.parallax.executor.thread.Crew;
import io.parallax.executor.thread.TaskGroup;
import io.parallax.limit.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class CrewFairnessTest {
  private static final long ENDLESS = Long.MAX_VALUE / 2;

  static Crew[] crewsOfOne() {
    return new Crew[] {new CorePool(1), Crews.virtual(1)};
  }

  @ParameterizedTest
  @MethodSource("crewsOfOne")
  void aShortRequestGetsHelpWhileALongOneRuns(Crew crew) throws InterruptedException {
    Deadline longDeadline = deadline();
    CountDownLatch longIsHelped = new CountDownLatch(1);
    Thread longRequest =
        Thread.ofPlatform()
            .start(
                () -> {
                  Thread owner = Thread.currentThread();
                  runUntilCancelled(
                      longDeadline,
                      crew,
                      () -> {
                        if (Thread.currentThread() != owner) {
                          longIsHelped.countDown();
                        }
                      });
                });
    longIsHelped.await();

    CyclicBarrier ownerAndHelper = new CyclicBarrier(2);
    TaskGroup.run(2, 2, deadline(), crew, _ -> Crews.await(ownerAndHelper));

    assertThat(longRequest.isAlive()).isTrue();
    longDeadline.cancel();
    longRequest.join();
  }

  static Crew[] crews() {
    return new Crew[] {Crew.NONE, new CorePool(2), Crews.virtual(2)};
  }

  @ParameterizedTest
  @MethodSource("crews")
  void anotherVirtualThreadRunsWhileEveryCarrierComputes(Crew crew) throws InterruptedException {
    int carriers = Runtime.getRuntime().availableProcessors();
    Deadline longDeadline = deadline();
    CountDownLatch longOnesRun = new CountDownLatch(carriers);
    List<Thread> longOnes = new ArrayList<>();
    for (int carrier = 0; carrier < carriers; carrier++) {
      longOnes.add(
          Thread.ofVirtual()
              .start(() -> runUntilCancelled(longDeadline, crew, longOnesRun::countDown)));
    }
    longOnesRun.await();

    AtomicInteger runs = new AtomicInteger();
    Thread.ofVirtual()
        .start(() -> TaskGroup.run(3, 2, deadline(), crew, _ -> runs.incrementAndGet()))
        .join();

    assertThat(runs).hasValue(3);
    longDeadline.cancel();
    for (Thread longOne : longOnes) {
      longOne.join();
    }
  }

  @Test
  void askingForMoreHelpThanTheQueueHoldsDoesNoHarm() {
    try (CorePool pool = new CorePool(1)) {
      AtomicInteger runs = new AtomicInteger();

      TaskGroup.run(10_000, 5_000, deadline(), pool, _ -> runs.incrementAndGet());

      assertThat(runs).hasValue(10_000);
    }
  }

  @Test
  void aClosedPoolGivesNoHelpAndLosesNoTask() {
    CorePool pool = new CorePool(2);
    pool.close();
    AtomicInteger runs = new AtomicInteger();

    assertThatCode(() -> TaskGroup.run(10, 4, deadline(), pool, _ -> runs.incrementAndGet()))
        .doesNotThrowAnyException();
    assertThat(runs).hasValue(10);
  }

  @Test
  void aPoolThatCloseInterruptsNoTask() {
    CorePool pool = new CorePool(2);
    AtomicInteger runs = new AtomicInteger();

    TaskGroup.run(
        1_000,
        3,
        deadline(),
        pool,
        index -> {
          if (index == 100) {
            pool.close();
          }
          if (!Thread.currentThread().isInterrupted()) {
            runs.incrementAndGet();
          }
        });

    assertThat(runs).hasValue(1_000);
  }

  private static void runUntilCancelled(Deadline deadline, Crew crew, Runnable task) {
    try {
      TaskGroup.run(ENDLESS, 2, deadline, crew, _ -> task.run());
    } catch (ComputeException cancelled) {
      assertThat(deadline.isOver()).isTrue();
    }
  }

  private static Deadline deadline() {
    return Deadline.after(System.nanoTime(), Duration.ofSeconds(50));
  }
}
