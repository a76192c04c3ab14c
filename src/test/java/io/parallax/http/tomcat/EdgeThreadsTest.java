package io.parallax.http.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EdgeThreadsTest {
  private static final int TASKS = 500;

  private final EdgeThreads threads = new EdgeThreads(1);

  @AfterEach
  void stop() {
    threads.close();
  }

  @Test
  void takesTasksInOrderOfArrival() throws InterruptedException {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch done = new CountDownLatch(TASKS);
    for (int i = 0; i < TASKS; i++) {
      int number = i;
      threads.execute(
          () -> {
            order.add(number);
            done.countDown();
          });
    }
    done.await();

    assertThat(order).isEqualTo(IntStream.range(0, TASKS).boxed().toList());
  }

  @Test
  void takesWhatGivesWayAfterOthersAndStillTakesIt() throws InterruptedException {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch queued = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(2 + 2 * TurnQueue.OTHERS_FIRST);
    threads.execute(
        () -> {
          begun.countDown();
          while (queued.getCount() > 0) {
            Thread.onSpinWait(); // one that waits would be replaced
          }
        });
    begun.await();
    for (int i = 0; i < 2; i++) {
      threads.execute(new GivingWay(order, done));
    }
    for (int i = 0; i < 2 * TurnQueue.OTHERS_FIRST; i++) {
      threads.execute(
          () -> {
            order.add("other");
            done.countDown();
          });
    }
    queued.countDown();
    done.await();

    assertThat(order.subList(0, TurnQueue.OTHERS_FIRST)).containsOnly("other");
    assertThat(order.get(TurnQueue.OTHERS_FIRST)).isEqualTo("gives way");
    assertThat(order.getLast()).isEqualTo("gives way");
  }

  private record GivingWay(List<String> order, CountDownLatch done)
      implements EdgeThreads.Deferrable {
    @Override
    public boolean givesWay() {
      return true;
    }

    @Override
    public void run() {
      order.add("gives way");
      done.countDown();
    }
  }

  @Test
  void replacesThreadsThatWait() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(20);
    for (int i = 0; i < 20; i++) {
      threads.execute(
          () -> {
            waiting.countDown();
            awaitUninterruptibly(release);
          });
    }

    waiting.await(); // with the one thread there is at work, only the first would ever begin
    CountDownLatch served = new CountDownLatch(1);
    threads.execute(served::countDown);
    served.await();
    release.countDown();
  }

  /// A thread that has computed for long has less claim to a core than others, for good.
  @Test
  void runsNothingMoreOnThreadsThatComputedForLong() throws InterruptedException {
    Set<Thread> spent = ConcurrentHashMap.newKeySet();
    CountDownLatch done = new CountDownLatch(TASKS);
    AtomicBoolean usedAgain = new AtomicBoolean();
    for (int i = 0; i < TASKS; i++) {
      boolean isLong = i % 10 == 0;
      threads.execute(
          () -> {
            usedAgain.compareAndSet(false, spent.contains(Thread.currentThread()));
            try (EdgeThreads.Absence absence = threads.absence()) {
              if (isLong) {
                absence.beginLong();
                spent.add(Thread.currentThread());
              }
            }
            done.countDown();
          });
    }
    done.await();

    assertThat(usedAgain).isFalse();
    assertThat(spent).hasSize(TASKS / 10);
  }

  @Test
  void replacesThreadsThatAreAbsentAtOnce() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch absent = new CountDownLatch(50);
    CountDownLatch back = new CountDownLatch(50);
    for (int i = 0; i < 50; i++) {
      threads.execute(
          () -> {
            try (EdgeThreads.Absence absence = threads.absence()) {
              absence.begin();
              absence.begin();
              absent.countDown();
              awaitUninterruptibly(release);
            }
            back.countDown();
          });
    }
    absent.await();
    release.countDown();
    back.await();
    takesTasksInOrderOfArrival(); // one is at work again, and only one
  }

  @Test
  void tellsOnceWhatATaskHasWaited() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    AtomicLong first = new AtomicLong();
    AtomicLong second = new AtomicLong(-1);
    threads.execute(() -> awaitUninterruptibly(release));
    threads.execute(
        () -> {
          first.set(threads.takeWaitedNanos());
          second.set(threads.takeWaitedNanos());
          done.countDown();
        });
    release.countDown();
    done.await();

    assertThat(first).hasPositiveValue();
    assertThat(second).hasValue(0);
    assertThat(threads.takeWaitedNanos()).isZero();
  }

  @Test
  void whatIsQueuedWhenTheSystemGivesNoThreadIsRunLater() throws InterruptedException {
    AtomicBoolean exhausted = new AtomicBoolean(true);
    ThreadFactory scarce =
        task ->
            new Thread(task) {
              @Override
              public void start() {
                if (exhausted.get()) {
                  throw new OutOfMemoryError("unable to create native thread");
                }
                super.start();
              }
            };
    try (EdgeThreads few = new EdgeThreads(1, scarce)) {
      CountDownLatch done = new CountDownLatch(TASKS);
      CountDownLatch first = new CountDownLatch(1);
      few.execute(first::countDown);
      assertThat(first.getCount()).isEqualTo(1);
      exhausted.set(false);
      first.await();

      exhausted.set(true);
      CountDownLatch release = new CountDownLatch(1);
      few.execute(
          () -> {
            try (EdgeThreads.Absence absence = few.absence()) {
              absence.begin();
              awaitUninterruptibly(release);
            }
          });
      for (int i = 0; i < TASKS; i++) {
        few.execute(done::countDown);
      }
      release.countDown(); // the one thread there is does it all
      done.await();
    }
  }

  @Test
  void anInterruptionThatCameTooLateDoesNotMeetTheNextTask() throws InterruptedException {
    CountDownLatch queued = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    threads.execute(
        () -> {
          awaitUninterruptibly(queued);
          Thread.currentThread().interrupt();
        });
    threads.execute(
        () -> {
          interrupted.set(Thread.currentThread().isInterrupted());
          done.countDown();
        });
    queued.countDown();
    done.await();

    assertThat(interrupted).isFalse();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException again) {
        // The pool interrupts threads it no longer needs when they are idle; this one is not.
      }
    }
  }
}
