package io.parallax.http.compute;

import io.parallax.compute.ComputeResult;

/// The `Parallax-Execution` header: how the request was run, in short. It is a dictionary of RFC
/// 8941, and says what the answer's `execution` says without the reasons.
final class ExecutionHeader {
  static final String NAME = "Parallax-Execution";

  private ExecutionHeader() {}

  static String of(ComputeResult.Execution execution) {
    return "strategy=%s, parallelism=%d, morsels=%d, peak-bytes=%d"
        .formatted(
            execution.decision().executor(),
            execution.decision().parallelism(),
            execution.morsels(),
            execution.peakBytes());
  }
}
