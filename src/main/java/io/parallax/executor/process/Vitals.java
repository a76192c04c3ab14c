package io.parallax.executor.process;

import io.parallax.executor.worker.Pulse;

/// When a worker last showed that it runs and that its work goes on, by this process's clock.
/// Thread safe.
final class Vitals {
  private final Pulse pulse;
  private long beats;
  private long beatNanos = System.nanoTime();
  private long steps;
  private long stepNanos = System.nanoTime();

  Vitals(Pulse pulse) {
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

  synchronized long silentNanos(long nowNanos) {
    return nowNanos - beatNanos;
  }

  synchronized long idleNanos(long nowNanos) {
    return nowNanos - stepNanos;
  }
}
