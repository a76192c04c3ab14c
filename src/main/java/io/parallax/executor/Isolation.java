package io.parallax.executor;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What a request's computing is kept apart from.
public enum Isolation {
  /// It runs wherever its executor runs.
  NONE,
  /// It runs in worker processes, so that nothing it does can end the service.
  PROCESS;

  /// Such as `process`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> labels() {
    return Stream.of(values()).map(Isolation::label).toList();
  }
}
