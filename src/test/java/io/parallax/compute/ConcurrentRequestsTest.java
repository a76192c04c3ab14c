package io.parallax.compute;

import static io.parallax.compute.testing.Service.array;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.Input;
import io.parallax.array.Range;
import io.parallax.compute.ComputeRequest.Evaluate;
import io.parallax.compute.ComputeRequest.Filter;
import io.parallax.compute.ComputeRequest.Returned;
import io.parallax.compute.testing.Service;
import io.parallax.compute.testing.Strategies;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import io.parallax.type.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ConcurrentRequestsTest {
  private static final int REQUESTS = 200;
  private static final long[] COUNTS = {1, 10, 1_000, 32_768, 100_000, 400_000};

  private static final Service SERVICE = Service.start(Map.of("parallax.limits.memory", "1GB"));
  private static List<String> strategies = List.of();

  @BeforeAll
  static void listStrategies() {
    strategies = Strategies.names(SERVICE);
  }

  @AfterEach
  void allMemoryIsGivenBack() {
    assertThat(SERVICE.budget().inUseBytes()).isZero();
    assertThat(SERVICE.budget().reservationCount()).isZero();
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void twoHundredRequestsAtATimeGiveTheRightAnswers() throws InterruptedException {
    Random random = new Random(20_261_121);
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger answered = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int request = 0; request < REQUESTS; request++) {
      long count = COUNTS[random.nextInt(COUNTS.length)];
      boolean filters = random.nextBoolean();
      Options options = Strategies.asked(strategies.get(random.nextInt(strategies.size())));
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      if (filters) {
                        checkFilter(count, options);
                      } else {
                        checkSum(count, options);
                      }
                      answered.incrementAndGet();
                    } catch (Throwable failure) {
                      failures.add(failure);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(failures).isEmpty();
    assertThat(answered).hasValue(REQUESTS);
  }

  @Test
  void aJobStopsSoonAfterItsDeadlineAndGivesItsMemoryBack() {
    Options onOneThread = new Options(Optional.empty(), OptionalInt.of(1), Optional.empty());
    Evaluate seconds =
        new Evaluate("sum(sin(a * b) + cos(a + b) + exp(-a * b))", factors(), onOneThread);
    long startNanos = System.nanoTime();
    Deadline deadline = Deadline.after(startNanos, Duration.ofMillis(600));

    ComputeException failure =
        Service.failure(() -> SERVICE.answer(seconds, deadline, result -> result));

    assertThat(failure.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    assertThat(failure.detail()).contains("did not finish within");
    assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void aJobStopsSoonAfterItsCallerGaveItUp() throws InterruptedException {
    for (String strategy : strategies) {
      Deadline deadline = Service.deadline();
      List<ComputeException> failures = Collections.synchronizedList(new ArrayList<>());
      Thread thread =
          Thread.ofVirtual()
              .start(
                  () ->
                      failures.add(
                          Service.failure(
                              () ->
                                  SERVICE.answer(
                                      endless(Strategies.asked(strategy)),
                                      deadline,
                                      result -> result))));
      while (SERVICE.budget().inUseBytes() == 0) {
        Thread.onSpinWait();
      }

      deadline.cancel();
      thread.join();

      assertThat(failures)
          .singleElement()
          .extracting(ComputeException::code)
          .isEqualTo(ErrorCode.CANCELLED);
    }
  }

  /// Some seconds of work in little memory: a 100 million element sum of products.
  private static Evaluate endless(Options options) {
    return new Evaluate("sum(a * b / (a + b) / (a - b) / (a + 2*b))", factors(), options);
  }

  /// Two arrays whose product has 100 000 000 elements.
  private static Map<String, Input> factors() {
    return Map.of("a", Service.uniform(1, 10_000, 1), "b", Service.uniform(2, 10_000));
  }

  private static void checkSum(long count, Options options) {
    double sum =
        SERVICE.answer(
            new Evaluate("sum(x * 1.0)", Map.of("x", range(count)), options),
            result -> array(result, "result").doubleAt(0));
    assertThat(sum).isEqualTo(count * (count - 1) / 2.0);
  }

  private static void checkFilter(long count, Options options) {
    Filter filter =
        new Filter(
            "x % 2 == 0",
            Map.of("x", range(count)), Map.of("y", "x + 1"), Returned.VALUES, options);
    SERVICE.answer(
        filter,
        result -> {
          long kept = (count + 1) / 2;
          assertThat(result.matched()).hasValue(kept);
          assertThat(array(result, "y").longAt(kept - 1)).isEqualTo(2 * (kept - 1) + 1);
          return kept;
        });
  }

  private static Input range(long stop) {
    return new Range(Scalar.of(0L), Scalar.of(stop), Scalar.of(1L));
  }
}
