package io.parallax.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemRangesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 2, 0, 0",
    "1, 2, 1, 1",
    "10, 2, 2, 5",
    "63, 2, 2, 31",
    "64, 2, 4, 16",
    "1000, 1, 32, 32",
    "1000000, 2, 245, 4096",
    "1000, 16, 63, 16"
  })
  void cutItemsForThreads(long items, int threads, long count, long firstSize) {
    ItemRanges ranges = ItemRanges.of(items, threads);

    assertThat(ranges.count()).isEqualTo(count);
    assertThat(count == 0 ? 0 : ranges.end(0) - ranges.first(0)).isEqualTo(firstSize);
  }

  @Test
  void everyItemIsInOneTaskAndTasksAscend() {
    for (int threads : List.of(1, 2, 3, 7, 64)) {
      for (long items = 0; items < 5_000; items += items < 300 ? 1 : 97) {
        ItemRanges ranges = ItemRanges.of(items, threads);
        List<Long> ends = new ArrayList<>(List.of(0L));
        for (long task = 0; task < ranges.count(); task++) {
          assertThat(ranges.first(task)).isEqualTo(ends.getLast());
          assertThat(ranges.end(task)).isGreaterThan(ranges.first(task));
          ends.add(ranges.end(task));
        }
        assertThat(ends.getLast()).isEqualTo(items);
      }
    }
  }

  @Test
  void tasksOfManyItemsAreMultiplesOfTheLanes() {
    for (long items = 64; items < 100_000; items += 313) {
      assertThat(ItemRanges.of(items, 2).size() % ItemRanges.LANES).isZero();
    }
  }
}
