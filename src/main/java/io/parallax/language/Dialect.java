package io.parallax.language;

/// Which text is read.
public enum Dialect {
  /// A single expression. Line breaks mean nothing.
  EXPRESSION,
  /// Statements of Python, one in a line, and blocks by indentation. Their expressions also have
  /// conditional expressions, chains of comparisons, elements and attributes.
  STATEMENTS
}
