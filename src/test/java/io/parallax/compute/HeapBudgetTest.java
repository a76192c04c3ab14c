package io.parallax.compute;

import static io.parallax.compute.testing.Service.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.Input;
import io.parallax.compute.ComputeRequest.Evaluate;
import io.parallax.compute.ComputeRequest.Reduce;
import io.parallax.compute.testing.Service;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class HeapBudgetTest {
  private static final Map<String, Input> X = Map.of("x", Service.uniform(1, 10));
  private static final Evaluate SHORT = new Evaluate("x", X, Options.DEFAULT);
  private static final Evaluate LONG = new Evaluate("x" + "+x".repeat(500), X, Options.DEFAULT);

  @Test
  void whoNeedsMoreThanIsFreeWaitsForOthers() throws InterruptedException {
    HeapBudget budget = new HeapBudget(HeapCost.most(LONG));
    CountDownLatch second = new CountDownLatch(1);
    Thread waiting;
    try (HeapBudget.Share _ = budget.reserve(LONG, Service.deadline(), () -> {})) {
      waiting =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (HeapBudget.Share _ = budget.reserve(SHORT, Service.deadline(), () -> {})) {
                      second.countDown();
                    }
                  });
      Awaitility.await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
      assertThat(second.getCount()).isEqualTo(1);
    }

    waiting.join();

    assertThat(second.getCount()).isZero();
    assertThat(budget.inUseBytes()).isZero();
  }

  @Test
  void whoseTimePassesMeanwhileIsTold() {
    HeapBudget budget = new HeapBudget(1);
    try (HeapBudget.Share _ = budget.reserve(SHORT, Service.deadline(), () -> {})) {
      Deadline soon = Deadline.after(System.nanoTime(), Duration.ofMillis(1));
      assertThat(failure(() -> budget.reserve(SHORT, soon, () -> {})).code())
          .isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    }
    assertThat(budget.inUseBytes()).isZero();
  }

  @Test
  void aShareIsWhatTheProgramTakesOnceThatIsKnown() {
    HeapBudget budget = new HeapBudget(100_000_000);
    try (HeapBudget.Share one = budget.reserve(LONG, Service.deadline(), () -> {});
        HeapBudget.Share other = budget.reserve(SHORT, Service.deadline(), () -> {})) {
      one.settle(10_000);
      other.settle(80_000_000);
      assertThat(budget.inUseBytes()).isBetween(80_010_000L, 80_012_048L);

      assertThat(failure(() -> one.settle(20_000_000)).code())
          .isEqualTo(ErrorCode.MEMORY_EXHAUSTED);
      assertThat(failure(() -> one.settle(200_000_000)).code()).isEqualTo(ErrorCode.TOO_LARGE);
      assertThat(budget.inUseBytes()).isBetween(80_010_000L, 80_012_048L);
    }
    assertThat(budget.inUseBytes()).isZero();
  }

  @Test
  void closingAShareAgainGivesNothingBack() {
    HeapBudget budget = new HeapBudget(100_000_000);
    HeapBudget.Share share = budget.reserve(LONG, Service.deadline(), () -> {});
    share.close();
    share.close();
    assertThat(budget.inUseBytes()).isZero();
  }

  /// 8 192 morsels times 4 000 sums times three longs would be 786 MB.
  @Test
  void theRemainsOfMorselsAreChargedToo() {
    Map<String, String> reductions = new LinkedHashMap<>();
    for (int at = 0; at < 16; at++) {
      int first = 250 * at;
      reductions.put(
          "r" + at,
          IntStream.range(0, 250)
              .mapToObj(it -> "sum(x*" + (first + it) + ")")
              .collect(Collectors.joining("+")));
    }
    Map<String, Input> x = Map.of("x", Service.uniform(1, 1L << 28));
    Planner planner =
        new Planner(
            new ComputeProperties(
                Duration.ofSeconds(1), Duration.ofSeconds(1), 64, 64, 64, 1L << 28, null),
            new AnalysisCache(new io.micrometer.core.instrument.simple.SimpleMeterRegistry()));

    Plan plan = planner.plan(new Reduce(x, null, reductions, Options.DEFAULT));

    assertThat(plan.heapBytes()).isGreaterThan(24L * 8_192 * 4_000);
  }

  @Test
  void whoeverIsGivenUpWaitsNoLonger() throws InterruptedException {
    HeapBudget budget = new HeapBudget(1);
    Deadline given = Service.deadline();
    AtomicReference<ComputeException> failure = new AtomicReference<>();
    try (HeapBudget.Share _ = budget.reserve(SHORT, Service.deadline(), () -> {})) {
      Thread waiting =
          Thread.ofVirtual()
              .start(() -> failure.set(failure(() -> budget.reserve(SHORT, given, () -> {}))));
      Awaitility.await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

      given.cancel();
      waiting.join();
    }

    assertThat(failure.get().code()).isEqualTo(ErrorCode.CANCELLED);
    assertThat(budget.inUseBytes()).isZero();
  }

  @Test
  void onlyWhoHasToWaitGivesOtherThingsBackFirst() {
    HeapBudget budget = new HeapBudget(1);
    AtomicInteger waits = new AtomicInteger();
    try (HeapBudget.Share _ = budget.reserve(SHORT, Service.deadline(), waits::incrementAndGet)) {
      assertThat(waits).hasValue(0);
      Deadline soon = Deadline.after(System.nanoTime(), Duration.ofMillis(1));
      failure(() -> budget.reserve(SHORT, soon, waits::incrementAndGet));
      assertThat(waits).hasValue(1);
    }
  }

  @Test
  void whatIsKeptOfAShareIsNeverMoreThanItHad() {
    HeapBudget budget = new HeapBudget(100_000_000);
    try (HeapBudget.Share share = budget.reserve(LONG, Service.deadline(), () -> {})) {
      share.settle(100_000);
      share.keepAtMost(200_000);
      assertThat(budget.inUseBytes()).isBetween(100_000L, 101_024L);
      share.keepAtMost(2_048);
      assertThat(budget.inUseBytes()).isEqualTo(2_048);
    }
    assertThat(budget.inUseBytes()).isZero();
  }
}
