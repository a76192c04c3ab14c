package io.parallax.executor.process;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts failures to start a worker, in a row. Thread safe.
public final class StartFailures {
  /// After this many failures, and while there is no worker at all, requests are refused.
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

  /// Forgets the failures, because a worker has started.
  public synchronized void clear() {
    count = 0;
    reason = null;
  }

  /// Why a worker is unlikely to start; empty while one may.
  synchronized Optional<String> obstacle() {
    return count >= HOPELESS ? Optional.ofNullable(reason) : Optional.empty();
  }

  /// The pause before the next attempt. It doubles with each failure, up to a limit.
  public synchronized Duration pause() {
    if (count == 0) {
      return Duration.ZERO;
    }
    Duration pause = LEAST_PAUSE.multipliedBy(1L << Math.min(count, MOST_DOUBLINGS));
    return pause.compareTo(GREATEST_PAUSE) < 0 ? pause : GREATEST_PAUSE;
  }
}
