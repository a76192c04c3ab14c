package io.parallax.executor.process;

import io.parallax.executor.worker.Heartbeat;
import java.time.Duration;

/// The times at which a worker last showed that it runs and that its work goes on, by this
/// process's clock. Thread safe.
final class WorkerActivity {
  /// The least increase of processor time that counts as computing. A JVM that waits takes less in
  /// a second.
  private static final Duration EFFORT = Duration.ofMillis(20);

  private final Heartbeat pulse;
  private long beats;
  private long beatNanos = System.nanoTime();
  private long steps;
  private long stepNanos = System.nanoTime();
  private Duration processorTime = Duration.ZERO;
  private long effortNanos = System.nanoTime();

  WorkerActivity(Heartbeat pulse) {
    this.pulse = pulse;
  }

  /// Sets the time of the last progress to now, because work begins.
  synchronized void awaken() {
    stepNanos = System.nanoTime();
  }

  /// Reads the worker's heartbeat, and records the time where its counters have changed.
  synchronized void observe(long nowNanos) {
    long newBeats = pulse.beats();
    if (newBeats != beats) {
      beats = newBeats;
      beatNanos = nowNanos;
    }
    long newSteps = pulse.steps();
    if (newSteps != steps) {
      steps = newSteps;
      stepNanos = nowNanos;
    }
  }

  /// Whether the worker's heartbeat has ever been seen.
  boolean hasBegun() {
    return pulse.beats() > 0;
  }

  /// Takes the processor time of all the worker's threads so far, and records the time where it has
  /// grown by [#EFFORT].
  synchronized void observeEffort(Duration newTime, long nowNanos) {
    if (newTime.minus(processorTime).compareTo(EFFORT) >= 0) {
      processorTime = newTime;
      effortNanos = nowNanos;
    }
  }

  synchronized long effortlessNanos(long nowNanos) {
    return nowNanos - effortNanos;
  }

  synchronized long silentNanos(long nowNanos) {
    return nowNanos - beatNanos;
  }

  synchronized long idleNanos(long nowNanos) {
    return nowNanos - stepNanos;
  }
}
