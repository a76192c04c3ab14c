package io.parallax.program;

import java.util.List;

/// The errors of integer operations. An operation that faults has the value 0.
public enum Fault {
  ZERO_DIVISOR("division by zero"),
  NEGATIVE_EXPONENT("an integer raised to a negative power"),
  NEGATIVE_SHIFT("a shift by a negative count"),
  OVERFLOW("the exact value does not fit its type");

  private final String description;

  Fault(String description) {
    this.description = description;
  }

  public String description() {
    return description;
  }

  /// Whether the operation can fault: it cannot if its divisor, exponent or count is a constant
  /// without a fault.
  ///
  /// @param operations those of its loop
  public static boolean isPossible(Operation.Binary binary, List<Operation> operations) {
    return binary.operation().canFault()
        && !(operations.get(binary.right()) instanceof Operation.Constant constant
            && !Arithmetic.faults(binary.operation(), constant.value().bits()));
  }

  /// The fault an operation is checked for.
  ///
  /// @throws IllegalArgumentException for one that cannot fault
  public static Fault of(BinaryOperation operation) {
    return switch (operation) {
      case FLOOR_DIVIDE, FLOOR_MODULO -> ZERO_DIVISOR;
      case INTEGER_POWER -> NEGATIVE_EXPONENT;
      case SHIFT_LEFT, SHIFT_RIGHT -> NEGATIVE_SHIFT;
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, AND, OR, XOR, MINIMUM, MAXIMUM ->
          throw new IllegalArgumentException(operation + " cannot fault");
    };
  }
}
