package io.parallax.executor;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Whether the computation of a request is kept out of the service's process.
public enum Isolation {
  /// The computation runs wherever its executor runs.
  NONE,
  /// The computation runs in worker processes, so that a crash of it does not end the service.
  PROCESS;

  /// The name in requests and responses, such as `process`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> labels() {
    return Stream.of(values()).map(Isolation::label).toList();
  }
}
