package io.parallax.warmup;

import java.time.Duration;

/// Something that is slow until it has run a while.
interface WarmUpStep {
  /// What becomes warm, for the log.
  String subject();

  /// Runs it, on the calling thread, until it is fast, but no longer than the limit.
  void warm(Duration limit);
}
