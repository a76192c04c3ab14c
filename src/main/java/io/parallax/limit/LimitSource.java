package io.parallax.limit;

import java.util.List;

/// The limits that one owner has for one subject, found as a bean.
public record LimitSource(Subject subject, List<Limit> limits) {
  public LimitSource {
    limits = List.copyOf(limits);
  }

  public static LimitSource of(Subject subject, Limit... limits) {
    return new LimitSource(subject, List.of(limits));
  }

  /// The subjects of limits, in the order in which they are listed.
  public enum Subject {
    REQUEST,
    EXPRESSION,
    FUNCTION,
    BODY,
    TIME,
    SERVICE,
    DATASETS,
    EDGE,
    KERNELS,
    WORKERS
  }
}
