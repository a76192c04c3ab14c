package io.parallax.executor;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// Tells running code to stop: an int64 that is 0 while the results of a request are wanted. A
/// [StopWords] sets it soon after the deadline has passed, the request was given up, or the thread
/// that made it was interrupted. Code that cannot call methods reads the memory. Thread safe.
///
/// Closed when no code runs any more that may read the word; after that nothing writes to it.
public final class StopWord implements AutoCloseable {
  private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();
  private static final long STOP = 1;

  private final Deadline deadline;
  private final Thread owner = Thread.currentThread();
  private final MemorySegment memory;
  private final StopWords words;
  private boolean closed;

  StopWord(Deadline deadline, MemorySegment memory, StopWords words) {
    this.deadline = deadline;
    this.memory = memory;
    this.words = words;
  }

  /// The word, which is read without a lock.
  public MemorySegment memory() {
    return memory;
  }

  /// Sets the word: the results are no longer wanted.
  public synchronized void stop() {
    if (!closed) {
      WORD.setVolatile(memory, 0L, STOP);
    }
  }

  /// Whether the results are no longer wanted. Once true, the answer stays true.
  public boolean isOver() {
    return (long) WORD.getVolatile(memory, 0L) != 0 || deadline.isOver();
  }

  /// Returns normally while the results are wanted.
  ///
  /// @throws ComputeException DEADLINE_EXCEEDED or CANCELLED
  public void check() {
    deadline.check();
    if (isOver()) {
      throw new ComputeException(ErrorCode.DEADLINE_EXCEEDED, "the request was interrupted");
    }
  }

  /// Sets the word if it is time to.
  void look() {
    if (deadline.isOver() || owner.isInterrupted()) {
      stop();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    words.closed(this);
  }
}
