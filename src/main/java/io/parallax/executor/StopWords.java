package io.parallax.executor;

import io.parallax.limit.Deadline;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Sets the [StopWord]s of requests in work in time: one thread looks at all of them every
/// millisecond while there are any, and sleeps otherwise. Thread safe.
///
/// The memory of words is used again and again. There are as many words as requests run at the same
/// time at the most.
@Component
public final class StopWords implements AutoCloseable {
  /// A word has a cache line for itself, so that nothing written beside it slows those who read it.
  private static final long BYTES = 64;

  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Arena arena = Arena.ofShared();
  private final Deque<MemorySegment> free = new ArrayDeque<>();
  private final Set<StopWord> own = ConcurrentHashMap.newKeySet();
  private final Set<StopWord> watched = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Thread timer;
  private volatile boolean asleep;
  private volatile boolean closed;

  /// A word for work that the calling thread begins now.
  public StopWord watch(Deadline deadline) {
    StopWord word = new StopWord(deadline, take(), this);
    own.add(word);
    return watch(word);
  }

  /// A word in memory that others see, too.
  ///
  /// @param memory an int64; alive until the word is closed
  public StopWord watch(Deadline deadline, MemorySegment memory) {
    return watch(new StopWord(deadline, memory, this));
  }

  private StopWord watch(StopWord word) {
    watched.add(word);
    Thread thread = timer;
    if (thread == null) {
      thread = start();
    }
    if (asleep) {
      LockSupport.unpark(thread);
    }
    return word;
  }

  /// The number of words that are watched.
  int watched() {
    return watched.size();
  }

  private synchronized MemorySegment take() {
    MemorySegment memory = free.poll();
    return memory == null ? arena.allocate(BYTES, BYTES) : memory.fill((byte) 0);
  }

  void closed(StopWord word) {
    watched.remove(word);
    if (own.remove(word)) {
      synchronized (this) {
        free.push(word.memory());
      }
    }
  }

  private synchronized Thread start() {
    Thread known = timer;
    if (known == null) {
      known = Thread.ofPlatform().daemon().name("stop-words").start(this::run);
      timer = known;
    }
    return known;
  }

  private void run() {
    while (!closed) {
      if (watched.isEmpty()) {
        asleep = true;
        if (watched.isEmpty()) {
          LockSupport.park(this);
        }
        asleep = false;
      } else {
        watched.forEach(StopWord::look);
        LockSupport.parkNanos(this, PERIOD_NANOS);
      }
    }
  }

  /// Ends the thread. Words that are open are not set in time any more, and keep their memory.
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(timer);
    if (own.isEmpty()) {
      arena.close();
    }
  }
}
