package io.parallax.language;

import java.util.Optional;

/// A parameter of a [Function]. Operands may be given by position or by name, options by name only.
///
/// @param defaultText the default as it would be written, such as `None` or `0`; empty for a
///   parameter that must be given
public record Parameter(String name, Role role, Optional<String> defaultText) {
  /// What an argument may be.
  public enum Role {
    /// Any expression.
    OPERAND,
    /// An expression without dimensions.
    SCALAR_OPERAND,
    /// A constant known before execution, such as an axis: an integer, a tuple of integers, True,
    /// False or None.
    OPTION
  }

  static Parameter operand(String name) {
    return new Parameter(name, Role.OPERAND, Optional.empty());
  }

  static Parameter scalarOperand(String name) {
    return new Parameter(name, Role.SCALAR_OPERAND, Optional.empty());
  }

  /// An operand that may be left out.
  ///
  /// @param defaultText what is taken for it then
  static Parameter optionalOperand(String name, String defaultText) {
    return new Parameter(name, Role.OPERAND, Optional.of(defaultText));
  }

  static Parameter option(String name, String defaultText) {
    return new Parameter(name, Role.OPTION, Optional.of(defaultText));
  }

  public boolean isOptional() {
    return defaultText.isPresent();
  }

  /// As a signature shows it: `x` or `axis=None`.
  @Override
  public String toString() {
    return defaultText.map(text -> name + "=" + text).orElse(name);
  }
}
