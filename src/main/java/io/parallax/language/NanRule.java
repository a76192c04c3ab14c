package io.parallax.language;

/// How a [Function] treats NaN.
public enum NanRule {
  GIVES("NaN where an argument is NaN"),
  GIVES_UNLESS_INFINITE("NaN where an argument is NaN, unless the other is infinite"),
  GIVES_UNLESS_POWER_ONE("NaN where an argument is NaN, but x ** 0 and 1 ** y are 1"),
  GIVES_FOR_ANY("NaN if any element is NaN"),
  SELECTS("a NaN condition is not zero and selects x; NaN in the other value has no effect"),
  SIGN_ONLY("NaN where x is NaN; of y only the sign counts, a NaN's being positive"),
  SIGN_BIT("the sign of a NaN counts as positive"),
  IS_TRUE("true for NaN"),
  IS_FALSE("false for NaN"),
  COUNTS_AS_TRUE("NaN is not zero and so counts as true"),
  GIVES_FOR_ALL("NaN where both arguments are NaN"),
  NEVER_THERE("integers are never NaN"),
  COUNTED("NaN is an element like any other"),
  SKIPS("NaN is left out"),
  SKIPS_UNLESS_ALL("NaN is left out; NaN if nothing else is there"),
  FIRST_FOUND("the index of the first NaN if there is one");

  private final String meaning;

  NanRule(String meaning) {
    this.meaning = meaning;
  }

  /// The rule in words.
  public String meaning() {
    return meaning;
  }
}
