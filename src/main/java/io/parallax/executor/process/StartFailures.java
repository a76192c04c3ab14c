package io.parallax.executor.process;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Failures to start a worker, in a row. Thread safe.
public final class StartFailures {
  /// So many, and no worker at all: requests are turned away.
  private static final int HOPELESS = 5;

  private static final Duration LEAST_PAUSE = Duration.ofMillis(100);
  private static final Duration GREATEST_PAUSE = Duration.ofSeconds(2);
  private static final int MOST_DOUBLINGS = 10;

  private int count;
  private @Nullable String reason;

  public synchronized void add(String newReason) {
    count++;
    reason = newReason;
  }

  /// A worker has started.
  public synchronized void clear() {
    count = 0;
    reason = null;
  }

  /// Why there is little hope that one will start; empty while there is.
  synchronized Optional<String> obstacle() {
    return count >= HOPELESS ? Optional.ofNullable(reason) : Optional.empty();
  }

  /// How long to wait before the next attempt: ever longer.
  public synchronized Duration pause() {
    if (count == 0) {
      return Duration.ZERO;
    }
    Duration pause = LEAST_PAUSE.multipliedBy(1L << Math.min(count, MOST_DOUBLINGS));
    return pause.compareTo(GREATEST_PAUSE) < 0 ? pause : GREATEST_PAUSE;
  }
}
