package io.parallax.executor;

import java.time.Duration;

/// Something that is slow until it has run a while. All steps are taken, in the order of their
/// beans, before the service is ready.
public interface WarmUpStep {
  /// What becomes warm, for the log.
  String subject();

  /// Runs it, on the calling thread, until it is fast, but no longer than the limit.
  void warm(Duration limit);
}
