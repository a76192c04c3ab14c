package io.parallax.kernel.testing;

import io.parallax.error.ErrorCode;
import io.parallax.error.SourcePosition;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What running a program comes to.
public sealed interface Outcome {
  /// The results by name; of a counted result only the elements really there.
  record Values(Map<String, TestArray> results) implements Outcome {
    public Values {
      results = Map.copyOf(results);
    }

    public TestArray result(String name) {
      return Objects.requireNonNull(results.get(name), name);
    }
  }

  record Failure(
      ErrorCode code, String detail, Optional<SourcePosition> position, Optional<String> pointer)
      implements Outcome {}
}
