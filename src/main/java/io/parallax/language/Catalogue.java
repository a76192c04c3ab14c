package io.parallax.language;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All functions, gathered from the three enumerations that declare them.
final class Catalogue {
  static final List<Function> ALL =
      Stream.<Function[]>of(
              BasicFunction.values(), MathFunction.values(), ReductionFunction.values())
          .flatMap(Stream::of)
          .toList();

  static final Map<String, Function> BY_LABEL =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Function::label, f -> f));

  private Catalogue() {}
}
