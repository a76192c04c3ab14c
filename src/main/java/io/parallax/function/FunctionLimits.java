package io.parallax.function;

/// What a text of functions may have at most.
public final class FunctionLimits {
  /// Of the text in UTF-8.
  public static final int MAX_TEXT_BYTES = 8 * 1024;

  public static final int MAX_FUNCTIONS = 16;

  /// Of one function.
  public static final int MAX_PARAMETERS = 64;

  /// Of one function, its parameters included.
  public static final int MAX_NAMES = 64;

  /// The blocks within blocks.
  public static final int MAX_NESTING = 16;

  /// The blocks within blocks, where each `elif` counts as one.
  public static final int MAX_HEIGHT = 64;

  /// Of all functions.
  public static final int MAX_STATEMENTS = 500;

  /// The values that one function returns.
  public static final int MAX_RESULTS = 16;

  /// The elements of all arrays that one function makes with `zeros(n)`.
  public static final int MAX_LOCAL_ELEMENTS = 1_024;

  /// The functions of one call, each counted once for every list of types that it is called with.
  public static final int MAX_SIGNATURES = 64;

  /// How often the statements of functions are passed over for one call, until no type grows.
  public static final int MAX_PASSES = 1_000;

  /// The names, numbers and operations of the formula of a constant that is no literal, constants
  /// within it written out.
  public static final int MAX_CONSTANT_NODES = 100;

  private FunctionLimits() {}
}
