package io.parallax.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CancellationTest {
  private static final String REASON = "nobody waits";

  private final Cancellation cancellation = new Cancellation();

  @Test
  void endsAWaitWithItsReasonAndLeavesTheThreadUninterrupted() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicReference<ComputeException> failure = new AtomicReference<>();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread waiting =
        Thread.ofPlatform()
            .start(
                () -> {
                  failure.set(failure(() -> cancellation.await(() -> forever(begun))));
                  interrupted.set(Thread.currentThread().isInterrupted());
                });
    begun.await();

    assertThat(cancellation.cancel(REASON)).isTrue();
    waiting.join();

    assertThat(failure.get().code()).isEqualTo(ErrorCode.CANCELLED);
    assertThat(failure.get().detail()).isEqualTo(REASON);
    assertThat(interrupted).isFalse();
  }

  @Test
  void letsNoWaitBeginOnceItHasBeenGivenUp() {
    cancellation.cancel(REASON);

    assertThat(failure(() -> cancellation.await(() -> forever(new CountDownLatch(1)))).detail())
        .isEqualTo(REASON);
  }

  @Test
  void leavesOtherInterruptionsAndThoseWhoDoNotWaitAlone() throws Exception {
    assertThat(cancellation.<Integer>await(() -> 7)).isEqualTo(7);
    Thread.currentThread().interrupt();
    assertThat(catchThrowable(() -> cancellation.await(() -> forever(new CountDownLatch(1)))))
        .isInstanceOf(InterruptedException.class);

    cancellation.cancel(REASON);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void hasTheFirstReasonOnly() {
    assertThat(cancellation.cancel(REASON)).isTrue();
    assertThat(cancellation.cancel("another")).isFalse();

    assertThat(failure(cancellation::check).detail()).isEqualTo(REASON);
  }

  @Test
  void isSharedByAllDeadlinesOfARequest() {
    Deadline first = Deadline.after(System.nanoTime(), Duration.ofHours(1), cancellation);
    Deadline second = Deadline.after(System.nanoTime(), Duration.ofHours(2), cancellation);

    first.cancel();

    assertThat(second.isOver()).isTrue();
    assertThat(failure(second::check).code()).isEqualTo(ErrorCode.CANCELLED);
  }

  private static boolean forever(CountDownLatch begun) throws InterruptedException {
    begun.countDown();
    new CountDownLatch(1).await();
    return true;
  }

  private static ComputeException failure(ThrowingCallable call) {
    return Objects.requireNonNull(catchThrowableOfType(ComputeException.class, call));
  }
}
