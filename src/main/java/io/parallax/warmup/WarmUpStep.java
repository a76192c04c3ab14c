package io.parallax.warmup;

import java.time.Duration;

/// Runs code that is slow until it has run for a while.
interface WarmUpStep {
  /// The subject of the step, for the log.
  String subject();

  /// Runs the code on the calling thread until it is fast, but no longer than the limit.
  void warm(Duration limit);
}
