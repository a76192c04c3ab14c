package io.parallax.http.compute;

import io.parallax.compute.ComputeResult;
import io.parallax.format.json.ExecutionText;

/// The `Parallax-Execution` header: the answer's `execution` without the candidates of its
/// decision, as JSON.
final class ExecutionHeader {
  static final String NAME = "Parallax-Execution";

  private ExecutionHeader() {}

  static String of(ComputeResult.Execution execution) {
    return ExecutionText.of(execution);
  }
}
