package io.parallax.compute;

import static io.parallax.compute.testing.Service.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.compute.testing.Service;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AdmissionTest {
  private final Admission admission = new Admission(new AdmissionProperties(2, 3));

  @Test
  void letsRequestsInWithoutWaitingWhileThereIsRoom() {
    try (Admission.Ticket first = admission.admit(deadline());
        Admission.Ticket second = admission.admit(deadline())) {
      assertThat(admission.running()).isEqualTo(2);
      assertThat(first.waitedNanos()).isLessThan(Duration.ofSeconds(5).toNanos());
      assertThat(second.waitedNanos()).isNotNegative();
    }
    assertThat(admission.running()).isZero();
  }

  @Test
  void turnsAwayWhoeverFindsTheQueueFull() throws InterruptedException {
    Admission.Ticket first = admission.admit(deadline());
    Admission.Ticket second = admission.admit(deadline());
    List<Thread> waiting = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      waiting.add(Thread.ofVirtual().start(() -> admission.admit(deadline()).close()));
    }
    awaitWaiting(3);

    ComputeException refusal = failure(() -> admission.admit(deadline()));

    assertThat(refusal.code()).isEqualTo(ErrorCode.OVERLOADED);
    assertThat(refusal.detail()).isEqualTo("2 requests are in work and 3 wait");
    assertThat(admission.waiting()).isEqualTo(3);
    first.close();
    second.close();
    for (Thread thread : waiting) {
      thread.join();
    }
    assertThat(admission.waiting()).isZero();
    assertThat(admission.running()).isZero();
  }

  @Test
  void letsThoseWhoWaitInByOrderOfArrival() throws InterruptedException {
    Admission oneByOne = new Admission(new AdmissionProperties(1, 10));
    Admission.Ticket running = oneByOne.admit(deadline());
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<Thread> waiting = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int number = i;
      waiting.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (Admission.Ticket ticket = oneByOne.admit(deadline())) {
                      assertThat(ticket.waitedNanos()).isPositive();
                      order.add(number);
                    }
                  }));
      Thread queued = waiting.getLast();
      while (queued.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
    }

    running.close();
    for (Thread thread : waiting) {
      thread.join();
    }

    assertThat(order).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void waitsNoLongerThanTheDeadline() {
    try (Admission.Ticket _ = admission.admit(deadline());
        Admission.Ticket _ = admission.admit(deadline())) {
      Deadline soon = Deadline.after(System.nanoTime(), Duration.ofMillis(5));

      assertThat(failure(() -> admission.admit(soon)).code())
          .isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    }
    assertThat(admission.waiting()).isZero();
  }

  @Test
  void whoeverIsGivenUpWaitsNoLonger() throws InterruptedException {
    Deadline given = deadline();
    AtomicReference<ComputeException> failure = new AtomicReference<>();
    try (Admission.Ticket _ = admission.admit(deadline());
        Admission.Ticket _ = admission.admit(deadline())) {
      Thread waiting =
          Thread.ofVirtual()
              .start(() -> failure.set(Service.failure(() -> admission.admit(given))));
      awaitWaiting(1);

      given.cancel();
      waiting.join();
    }

    assertThat(failure.get().code()).isEqualTo(ErrorCode.CANCELLED);
    assertThat(admission.waiting()).isZero();
    assertThat(admission.running()).isZero();
  }

  @Test
  void turnsAwayAtOnceWhoeverWouldWaitInVain() {
    try (Admission.Ticket _ = admission.admit(deadline(), Duration.ofHours(1));
        Admission.Ticket _ = admission.admit(deadline(), Duration.ofHours(1))) {
      ComputeException refusal = failure(() -> admission.admit(deadline(), Duration.ofMillis(1)));

      assertThat(refusal.code()).isEqualTo(ErrorCode.OVERLOADED);
      assertThat(refusal.detail()).contains("more than the request has");
      assertThat(admission.waiting()).isZero();
      assertThat(admission.retryAfter(ErrorCode.OVERLOADED)).isEqualTo(Duration.ofMinutes(30));
    }
  }

  @Test
  void tinyRequestsWaitForNobodyAndTakeNoPlace() {
    try (Admission.Ticket _ = admission.admit(deadline());
        Admission.Ticket _ = admission.admit(deadline())) {
      Admission.Ticket tiny = admission.admitTiny();
      assertThat(admission.running()).isEqualTo(2);
      assertThat(admission.computing()).isEqualTo(3);
      tiny.close();
      tiny.close();
      assertThat(admission.computing()).isEqualTo(2);
    }
  }

  @Test
  void givesAPlaceBackOnceHoweverOftenTheTicketIsClosed() {
    Admission.Ticket ticket = admission.admit(deadline());
    Admission.Ticket other = admission.admit(deadline());
    ticket.close();
    ticket.close();

    assertThat(admission.running()).isEqualTo(1);
    other.close();
  }

  @Test
  void anInterruptedRequestIsTurnedAwayAndStaysInterrupted() {
    try (Admission.Ticket _ = admission.admit(deadline());
        Admission.Ticket _ = admission.admit(deadline())) {
      Thread.currentThread().interrupt();

      ComputeException refusal = failure(() -> admission.admit(deadline()));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(refusal.code()).isEqualTo(ErrorCode.OVERLOADED);
    }
  }

  @Test
  void neverHasMoreInWorkThanAllowed() throws InterruptedException {
    Admission narrow = new Admission(new AdmissionProperties(3, 1_000));
    AtomicInteger inWork = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(300);
    for (int i = 0; i < 300; i++) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Admission.Ticket _ = narrow.admit(deadline())) {
                  most.accumulateAndGet(inWork.incrementAndGet(), Math::max);
                  Thread.onSpinWait();
                  inWork.decrementAndGet();
                } finally {
                  done.countDown();
                }
              });
    }
    done.await();

    assertThat(most.get()).isBetween(1, 3);
    assertThat(narrow.running()).isZero();
  }

  @Test
  void retriesAreAtLeastASecondAway() {
    assertThat(admission.retryAfter(ErrorCode.OVERLOADED)).isEqualTo(Duration.ofSeconds(1));
    assertThat(admission.retryAfter(ErrorCode.MEMORY_EXHAUSTED)).isEqualTo(Duration.ofSeconds(1));
  }

  private void awaitWaiting(int count) {
    while (admission.waiting() < count) {
      Thread.onSpinWait();
    }
  }

  private static Deadline deadline() {
    return Service.deadline();
  }
}
