package io.parallax.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RangesTest {
  private static final long GRANULE = 16;

  private record Range(long start, long bytes) {
    boolean overlaps(Range other) {
      return start < other.start + other.bytes && other.start < start + bytes;
    }
  }

  @Test
  void rangesNeverOverlapAndAllCanBeHadAgain() {
    SplittableRandom random = new SplittableRandom(1);
    Ranges ranges = new Ranges(10_000, GRANULE);
    List<Range> taken = new ArrayList<>();
    for (int step = 0; step < 20_000; step++) {
      if (random.nextBoolean() && !taken.isEmpty()) {
        Range range = taken.remove(random.nextInt(taken.size()));
        ranges.give(range.start(), range.bytes());
      } else {
        long bytes = random.nextLong(1, 500);
        OptionalLong start = ranges.take(bytes);
        if (start.isPresent()) {
          Range range = new Range(start.getAsLong(), bytes);
          assertThat(range.start() % GRANULE).isZero();
          assertThat(range.start() + bytes).isLessThanOrEqualTo(10_000);
          assertThat(taken).noneMatch(range::overlaps);
          taken.add(range);
        }
      }
    }
    taken.forEach(range -> ranges.give(range.start(), range.bytes()));
    assertThat(ranges.takenBytes()).isZero();
    assertThat(ranges.take(10_000)).hasValue(0);
  }

  @Test
  void whatIsLeftInPiecesDoesNotServeForMore() {
    Ranges ranges = new Ranges(3 * GRANULE, GRANULE);
    ranges.take(GRANULE);
    ranges.take(GRANULE);
    ranges.take(1);

    ranges.give(0, GRANULE);
    ranges.give(2 * GRANULE, 1);

    assertThat(ranges.take(GRANULE + 1)).isEmpty();
    assertThat(ranges.take(GRANULE)).hasValue(0);
  }

  @Test
  void anAlignedRangeLeavesWhatIsBeforeIt() {
    Ranges ranges = new Ranges(16 * GRANULE, GRANULE);
    ranges.take(1);

    assertThat(ranges.take(4 * GRANULE, 4 * GRANULE)).hasValue(4 * GRANULE);
    assertThat(ranges.take(3 * GRANULE)).hasValue(GRANULE);
    assertThat(ranges.take(9 * GRANULE, 4 * GRANULE)).isEmpty();
    assertThat(ranges.take(8 * GRANULE, 4 * GRANULE)).hasValue(8 * GRANULE);
    assertThat(ranges.takenBytes()).isEqualTo(16 * GRANULE);
  }
}
