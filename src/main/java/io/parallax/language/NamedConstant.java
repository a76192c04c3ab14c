package io.parallax.language;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A named number. Constants are weak, as literals are, and an input of the same name hides them.
public enum NamedConstant {
  PI(Math.PI, "the ratio of a circle's circumference to its diameter"),
  E(Math.E, "the base of the natural logarithm"),
  INF(Double.POSITIVE_INFINITY, "positive infinity"),
  NAN(Double.NaN, "not a number");

  private final double value;
  private final String meaning;

  NamedConstant(double value, String meaning) {
    this.value = value;
    this.meaning = meaning;
  }

  /// The constant of that name, empty for an unknown one.
  public static Optional<NamedConstant> ofLabel(String label) {
    return Arrays.stream(values()).filter(constant -> constant.label().equals(label)).findFirst();
  }

  /// The name in the language.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public double value() {
    return value;
  }

  /// What it is, in one line.
  public String meaning() {
    return meaning;
  }
}
