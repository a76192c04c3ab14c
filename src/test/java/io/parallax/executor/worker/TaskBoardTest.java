package io.parallax.executor.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TaskBoardTest {
  private static final int REMAINS = 3;

  @Test
  void everyTaskIsClaimedOnceByWhoeverTakesPart() {
    long count = 10_000;
    try (Arena arena = Arena.ofShared()) {
      MemorySegment memory = arena.allocate(TaskBoard.byteCount(count, REMAINS), Long.BYTES);
      TaskBoard begun = TaskBoard.begin(memory, count, REMAINS);
      Set<Long> claimed = ConcurrentHashMap.newKeySet();
      try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
        for (int thread = 0; thread < 4; thread++) {
          threads.execute(
              () -> {
                TaskBoard joined = TaskBoard.join(memory, count, REMAINS);
                for (long task = joined.claim(); task >= 0; task = joined.claim()) {
                  joined.remains(task).setAtIndex(ValueLayout.JAVA_LONG, REMAINS - 1, task);
                  joined.complete(task);
                  assertThat(claimed.add(task)).isTrue();
                }
              });
        }
      }
      assertThat(claimed).hasSize((int) count);
      assertThat(begun.isComplete()).isTrue();
      assertThat(LongStream.range(0, count))
          .allMatch(
              task -> begun.remains(task).getAtIndex(ValueLayout.JAVA_LONG, REMAINS - 1) == task);
    }
  }

  @Test
  void whatWasClaimedAndNotCompletedIsFoundAgain() {
    try (Arena arena = Arena.ofConfined()) {
      TaskBoard board =
          TaskBoard.begin(arena.allocate(TaskBoard.byteCount(5, 0), Long.BYTES), 5, 0);
      for (int task = 0; task < 4; task++) {
        board.claim();
      }
      board.complete(0);
      board.complete(2);
      assertThat(board.isComplete()).isFalse();

      board.reopen();

      assertThat(new long[] {board.claim(), board.claim(), board.claim(), board.claim()})
          .containsExactly(1, 3, 4, -1);
    }
  }

  @Test
  void nothingIsClaimedOnceItIsStopped() {
    try (Arena arena = Arena.ofConfined()) {
      TaskBoard board =
          TaskBoard.begin(arena.allocate(TaskBoard.byteCount(5, 1), Long.BYTES), 5, 1);
      board.claim();

      board.stop();

      assertThat(board.claim()).isNegative();
    }
  }
}
