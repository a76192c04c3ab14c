package io.parallax.executor.process;

import io.parallax.executor.worker.Heartbeat;
import java.time.Duration;

/// When a worker last showed that it runs and that its work goes on, by this process's clock.
/// Thread safe.
final class WorkerActivity {
  /// Processor time that is an effort; a JVM that waits takes less in a second.
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

  /// Work begins.
  synchronized void awaken() {
    stepNanos = System.nanoTime();
  }

  /// Looks.
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

  /// Whether it has ever shown that it runs.
  boolean hasBegun() {
    return pulse.beats() > 0;
  }

  /// Looks at the processor time of all its threads so far.
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
