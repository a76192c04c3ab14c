package io.parallax.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.limit.Deadline;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StopWordsTest {
  private final StopWords words = new StopWords();

  @Test
  void aWordIsSetOnceTheDeadlineHasPassed() {
    try (StopWord word = words.watch(in(Duration.ofMillis(20)))) {
      awaitSet(word.memory());

      assertThat(word.isOver()).isTrue();
    }
  }

  @Test
  void aWordIsSetOnceTheRequestIsGivenUp() {
    Deadline deadline = in(Duration.ofHours(1));
    try (StopWord word = words.watch(deadline);
        StopWord other = words.watch(in(Duration.ofHours(1)))) {
      assertThat(word.isOver()).isFalse();

      deadline.cancel();

      awaitSet(word.memory());
      assertThat(other.isOver()).isFalse();
    }
  }

  @Test
  void aWordInMemoryOfOthersIsSetThere() {
    try (Arena arena = Arena.ofShared();
        StopWord _ = words.watch(in(Duration.ofMillis(1)), arena.allocate(64, 64))) {
      MemorySegment memory = arena.allocate(64, 64);
      try (StopWord _ = words.watch(in(Duration.ofMillis(1)), memory)) {
        awaitSet(memory);
      }
    }
  }

  @Test
  void nothingIsWrittenToAWordThatIsClosed() {
    MemorySegment memory;
    Deadline deadline = in(Duration.ofHours(1));
    try (StopWord word = words.watch(deadline)) {
      memory = word.memory();
    }
    try (StopWord next = words.watch(in(Duration.ofHours(1)));
        StopWord last = words.watch(in(Duration.ofMillis(5)))) {
      deadline.cancel();
      awaitSet(last.memory()); // the timer has looked at all words since

      assertThat(next.memory().address()).isEqualTo(memory.address());
      assertThat(next.isOver()).isFalse();
    }
    assertThat(words.watched()).isZero();
  }

  private static Deadline in(Duration time) {
    return Deadline.after(System.nanoTime(), time);
  }

  private static void awaitSet(MemorySegment word) {
    while ((long) ValueLayout.JAVA_LONG.varHandle().getVolatile(word, 0L) == 0) {
      Thread.onSpinWait();
    }
  }
}
