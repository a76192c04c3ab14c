package io.parallax.type;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What happens where the exact value of an integer operation does not fit the operation's type.
public enum Overflow {
  /// The request fails and names the first element concerned.
  ERROR,
  /// The value wraps, as two's complement does: it is taken modulo 2³² or 2⁶⁴.
  WRAP;

  /// The name in requests and responses, such as `wrap`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> labels() {
    return Stream.of(values()).map(Overflow::label).toList();
  }
}
