package io.parallax.recent;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parallax.array.NDArray;
import io.parallax.compute.ComputeResult;
import io.parallax.compute.Timings;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.strategy.Decision;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class RecentResultsTest {
  private static final int BUDGET_BYTES = 1 << 20;
  private static final int STORE_BYTES = 64 * 1024;

  private final MemoryBudget memory = new MemoryBudget(BUDGET_BYTES);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RecentResults results = results(3);

  private RecentResults results(int entries) {
    return new RecentResults(
        new RecentProperties(true, entries, DataSize.ofBytes(STORE_BYTES)), memory, registry);
  }

  @AfterEach
  void leavesNoMemoryBehind() {
    results.close();
    assertThat(memory.inUseBytes()).isZero();
    assertThat(memory.reservationCount()).isZero();
  }

  @Test
  void givesBackWhatWasAdded() {
    add("a", 10, 7);

    try (RecentResults.Use use = results.find("a").orElseThrow()) {
      ComputeResult found = use.result();
      assertThat(first(found).longAt(9)).isEqualTo(7);
      assertThat(found.execution().isRecalled()).isTrue();
      assertThat(found.matched()).hasValue(5);
    }
    assertThat(results.find("b")).isEmpty();
    assertThat(registry.counter("parallax.recent.requests", "outcome", "hit").count()).isOne();
    assertThat(registry.counter("parallax.recent.requests", "outcome", "miss").count()).isOne();
    assertThat(registry.get("parallax.recent.results").gauge().value()).isOne();
  }

  @Test
  void dropsWhatWasNotUsedForTheLongestTime() {
    add("a", 1, 1);
    add("b", 1, 2);
    add("c", 1, 3);
    value("a");
    add("d", 1, 4);

    assertThat(results.find("b")).isEmpty();
    assertThat(List.of(value("a"), value("c"), value("d"))).containsExactly(1L, 3L, 4L);
  }

  @Test
  void takesNoMoreMemoryThanItMay() {
    for (int i = 0; i < 40; i++) {
      add("key " + i, 400, i);
      assertThat(results.bytes()).isEqualTo(memory.inUseBytes()).isLessThanOrEqualTo(STORE_BYTES);
    }
    add("too large", STORE_BYTES / 8, 1);

    assertThat(results.find("too large")).isEmpty();
    assertThat(value("key 39")).isEqualTo(39);
  }

  @Test
  void replacesAResult() {
    add("a", 1, 1);
    add("a", 1, 2);

    assertThat(value("a")).isEqualTo(2);
    assertThat(results.count()).isOne();
  }

  @Test
  void whatIsDroppedWhileItIsUsedLivesUntilItsUseEnds() {
    add("a", 10, 7);
    RecentResults.Use use = results.find("a").orElseThrow();

    results.close();

    assertThat(results.count()).isZero();
    assertThat(memory.inUseBytes()).isPositive();
    assertThat(first(use.result()).longAt(9)).isEqualTo(7);
    use.close();
  }

  @Test
  void givesWayToARequestThatNeedsTheMemory() {
    add("a", 10, 7);

    try (Reservation all = memory.reserve(BUDGET_BYTES)) {
      assertThat(all.bytes()).isEqualTo(BUDGET_BYTES);
      assertThat(results.count()).isZero();
      add("b", 10, 7);
      assertThat(results.count()).isZero();
    }
  }

  @Test
  void storesNothingWhereAResultHasNoValue() {
    ComputeException reason = new ComputeException(ErrorCode.EMPTY_REDUCTION, "nothing");
    ComputeResult.Missing missing =
        new ComputeResult.Missing(new ArrayType(DataType.INT64, Shape.SCALAR), reason);

    try (Reservation own = memory.reserve(4096)) {
      results.add("a", result(array(1, 1, own), Map.of("r", missing)));
    }

    assertThat(results.find("a")).isEmpty();
  }

  @Test
  void storesNothingWhereItIsTurnedOff() {
    RecentResults none = new RecentResults(new RecentProperties(false, 1, null), memory, registry);
    try (Reservation own = memory.reserve(4096)) {
      none.add("a", result(array(1, 1, own), Map.of()));
    }

    assertThat(none.find("a")).isEmpty();
    assertThat(none.mostBytes()).isEqualTo(BUDGET_BYTES / 16);
  }

  private void add(String digest, int count, long value) {
    MemoryBudget others = new MemoryBudget(BUDGET_BYTES);
    try (Reservation own = others.reserve(BUDGET_BYTES)) {
      results.add(digest, result(array(count, value, own), Map.of()));
    }
  }

  private long value(String digest) {
    try (RecentResults.Use use = results.find(digest).orElseThrow()) {
      return first(use.result()).longAt(0);
    }
  }

  private static NDArray first(ComputeResult result) {
    return result.arrays().values().iterator().next();
  }

  private static NDArray array(int count, long value, Reservation reservation) {
    NDArray array = NDArray.allocate(new ArrayType(DataType.INT64, Shape.of(count)), reservation);
    for (int i = 0; i < count; i++) {
      array.setBitsAt(i, value);
    }
    return array;
  }

  private static ComputeResult result(NDArray array, Map<String, ComputeResult.Missing> missing) {
    Decision decision = new Decision("sequential", 1, "it is the least", List.of());
    return new ComputeResult(
        Map.of("r", array),
        missing,
        Map.of(),
        Optional.empty(),
        OptionalLong.of(5),
        OptionalLong.of(9),
        new ComputeResult.Execution(decision, 1, 64),
        new Timings(1, 2, 3, 4, 5, 6, 7));
  }
}
