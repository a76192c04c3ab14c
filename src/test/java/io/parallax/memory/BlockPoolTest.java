package io.parallax.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BlockPoolTest {
  private static final long KIB = 1024;

  @Test
  void aBlockIsLessThanAQuarterLargerThanAsked() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 100_000; i++) {
      long bytes = BlockPool.LEAST_BLOCK_BYTES + (random.nextLong() >>> random.nextInt(4, 52));
      long block = BlockPool.blockBytes(bytes);
      assertThat(block).isGreaterThanOrEqualTo(bytes).isLessThan(bytes + Math.ceilDiv(bytes, 4L));
      assertThat(block % Allocation.ALIGNMENT_BYTES).isZero();
      assertThat(BlockPool.blockBytes(block)).isEqualTo(block);
    }
  }

  @Test
  void thereAreFourClassesToADoubling() {
    assertThat(
            LongStream.of(1, 2048, 2049, 2561, 3073, 3585, 4096, 4097).map(BlockPool::blockBytes))
        .containsExactly(2048L, 2048L, 2560L, 3072L, 3584L, 4096L, 4096L, 5120L);
  }

  @Test
  void aBlockIsRecycledUnclearedForItsClassOnly() {
    BlockPool pool = new BlockPool(KIB * KIB, KIB * KIB);
    MemoryBlock block = pool.take(5000);
    block.memory().fill((byte) 9);
    pool.give(block);
    MemoryBlock otherClass = pool.take(4096);
    assertThat(otherClass).isNotSameAs(block);
    MemoryBlock again = pool.take(4097);
    assertThat(again).isSameAs(block);
    assertThat(again.memory().get(ValueLayout.JAVA_BYTE, 4999)).isEqualTo((byte) 9);
    pool.give(again);
    pool.give(otherClass);
    pool.releaseIdle();
    assertThat(pool.heldBytes()).isZero();
  }

  @Test
  void theMostRecentlyUsedBlockOfAClassComesFirst() {
    BlockPool pool = new BlockPool(KIB * KIB, KIB * KIB);
    MemoryBlock first = pool.take(4096);
    MemoryBlock second = pool.take(4096);
    pool.give(first);
    pool.give(second);
    assertThat(pool.take(4096)).isSameAs(second);
    assertThat(pool.take(4096)).isSameAs(first);
  }

  @Test
  void theOldestIdleBlockGoesWhenTooMuchIsIdle() {
    BlockPool pool = new BlockPool(KIB * KIB, 16 * KIB);
    MemoryBlock oldest = pool.take(8 * KIB);
    MemoryBlock middle = pool.take(4 * KIB);
    MemoryBlock newest = pool.take(8 * KIB);
    pool.give(oldest);
    pool.give(middle);
    pool.give(newest);
    assertThat(pool.idleBytes()).isEqualTo(12 * KIB);
    assertThat(oldest.memory().scope().isAlive()).isFalse();
    assertThat(middle.memory().scope().isAlive()).isTrue();
    assertThat(newest.memory().scope().isAlive()).isTrue();
    pool.releaseIdle();
  }

  @Test
  void aBlockBeyondTheIdleLimitIsNotKept() {
    BlockPool pool = new BlockPool(KIB * KIB, 4 * KIB);
    MemoryBlock kept = pool.take(4 * KIB);
    MemoryBlock large = pool.take(8 * KIB);
    pool.give(kept);
    pool.give(large);
    assertThat(large.memory().scope().isAlive()).isFalse();
    assertThat(pool.idleBytes()).isLessThanOrEqualTo(4 * KIB);
    pool.releaseIdle();
  }

  @Test
  void idleBlocksGiveWayToANewOne() {
    BlockPool pool = new BlockPool(64 * KIB, 64 * KIB);
    MemoryBlock[] idle = {pool.take(16 * KIB), pool.take(16 * KIB), pool.take(16 * KIB)};
    for (MemoryBlock block : idle) {
      pool.give(block);
    }
    MemoryBlock large = pool.take(40 * KIB);
    assertThat(pool.heldBytes()).isEqualTo(56 * KIB);
    assertThat(idle[2].memory().scope().isAlive()).isTrue();
    assertThat(idle[1].memory().scope().isAlive()).isFalse();
    MemoryBlock beyond = pool.take(64 * KIB);
    assertThat(pool.idleBytes()).isZero();
    pool.give(large);
    pool.give(beyond);
    pool.releaseIdle();
    assertThat(pool.heldBytes()).isZero();
  }

  @Test
  void countsStayExactOverRandomUse() {
    long limit = 256 * KIB;
    BlockPool pool = new BlockPool(limit, limit / 2);
    SplittableRandom random = new SplittableRandom(11);
    Deque<MemoryBlock> used = new ArrayDeque<>();
    long usedBytes = 0;
    for (int i = 0; i < 20_000; i++) {
      if (usedBytes > limit / 2 || (random.nextBoolean() && !used.isEmpty())) {
        MemoryBlock block = random.nextBoolean() ? used.removeFirst() : used.removeLast();
        usedBytes -= block.byteSize();
        pool.give(block);
      } else {
        MemoryBlock block = pool.take(random.nextLong(1, 64 * KIB));
        assertThat(block.memory().scope().isAlive()).isTrue();
        usedBytes += block.byteSize();
        used.add(block);
      }
      assertThat(pool.heldBytes() - pool.idleBytes()).isEqualTo(usedBytes);
      assertThat(pool.idleBytes()).isBetween(0L, limit / 2);
      assertThat(pool.heldBytes()).isLessThanOrEqualTo(limit);
    }
    used.forEach(pool::give);
    pool.releaseIdle();
    assertThat(pool.heldBytes()).isZero();
  }

  @Test
  void aClosedBlockCannotBeTouched() {
    BlockPool pool = new BlockPool(KIB, 0);
    MemoryBlock block = pool.take(64);
    pool.give(block);
    assertThatThrownBy(() -> block.memory().fill((byte) 0))
        .isInstanceOf(IllegalStateException.class);
  }
}
