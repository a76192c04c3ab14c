package io.parallax.compute.testing;

import io.parallax.compute.Options;
import io.parallax.strategy.ExecutorSelector;
import io.parallax.strategy.Strategy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Which strategies there are, and asking for one.
public final class Strategies {
  private Strategies() {}

  /// The names of those available.
  public static List<String> names(Service service) {
    return service.bean(ExecutorSelector.class).strategies().stream()
        .filter(Strategy::available)
        .map(Strategy::name)
        .toList();
  }

  public static Options asked(String name) {
    return new Options(Optional.of(name), OptionalInt.empty(), Optional.empty());
  }
}
