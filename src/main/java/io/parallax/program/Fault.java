package io.parallax.program;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.Scalar;
import java.util.List;
import java.util.Optional;

/// The errors of integer operations and of routines. An operation that faults has the value 0.
public enum Fault {
  ZERO_DIVISOR("division by zero", ""),
  NEGATIVE_EXPONENT(
      "an integer raised to a negative power", "; declare one of the two float64 for a float"),
  NEGATIVE_SHIFT("a shift by a negative count", ""),
  OVERFLOW(
      "the exact value of this integer operation does not fit its type",
      "; declare the input float64, or int64 where it is int32, or set options.overflow to"
          + " \"wrap\""),
  /// Only in a [Routine].
  INDEX_OUT_OF_RANGE(
      ErrorCode.INDEX_FAULT,
      "the index is outside the array",
      "; len(a) and a.shape[k] tell how many elements there are"),
  /// Only in a [Routine].
  ZERO_STEP("range() with a step of 0", ""),
  /// Only in a [Routine].
  ITERATION_LIMIT(
      ErrorCode.ITERATION_LIMIT,
      "the loops of this item make more trips than options.maxIterations allows",
      "; raise options.maxIterations if the loop ends");

  private static final String UNFIT_FLOAT =
      "the float does not fit the integer type that it becomes";
  private static final String ON_UNFIT_FLOAT =
      "; leave the value a float, or convert it only where abs(x) < 2**63 (2**31 for int32), which"
          + " nan is not; options.overflow \"wrap\" takes the nearest integer, and 0 for nan";
  private static final String NEGATIVE_ARGUMENT =
      "a negative argument of a function that takes none";

  private final ErrorCode code;
  private final String description;
  private final String advice;

  Fault(String description, String advice) {
    this(ErrorCode.ARITHMETIC_FAULT, description, advice);
  }

  Fault(ErrorCode code, String description, String advice) {
    this.code = code;
    this.description = description;
    this.advice = advice;
  }

  public ErrorCode code() {
    return code;
  }

  public String description() {
    return description;
  }

  /// The failure of a computation that has met the fault.
  ///
  /// @param kind what stands at the place
  /// @param where the place, such as ` at element [3]`
  ComputeException failure(Program.Origin.Kind kind, String where) {
    return new ComputeException(
        code,
        switch (kind) {
          case OPERATION -> text(where);
          case CONVERSION -> this == OVERFLOW ? UNFIT_FLOAT + where + ON_UNFIT_FLOAT : text(where);
          case LIBRARY -> this == NEGATIVE_SHIFT ? NEGATIVE_ARGUMENT + where : text(where);
        });
  }

  private String text(String where) {
    return description + where + advice;
  }

  /// Whether the operation can fault.
  ///
  /// @param operations those of its loop
  public static boolean isPossible(Operation.Binary binary, List<Operation> operations) {
    return isPossible(
        binary, constant(operations.get(binary.left())), constant(operations.get(binary.right())));
  }

  /// Whether the operation can fault.
  ///
  /// @param left the left operand where it is a constant
  /// @param right the right operand where it is a constant
  static boolean isPossible(
      Operation.Binary binary, Optional<Scalar> left, Optional<Scalar> right) {
    BinaryOperation operation = binary.operation();
    if (left.isPresent() && right.isPresent()) {
      return Arithmetic.faults(operation, binary.type(), left.get().bits(), right.get().bits());
    }
    return switch (operation) {
      case FLOOR_DIVIDE, FLOOR_MODULO, INTEGER_POWER, SHIFT_LEFT, SHIFT_RIGHT ->
          right
              .map(known -> Arithmetic.faults(operation, binary.type(), 0, known.bits()))
              .orElse(true);
      case ADD_EXACT -> !is(left, 0) && !is(right, 0);
      case SUBTRACT_EXACT, SHIFT_LEFT_EXACT -> !is(right, 0);
      case MULTIPLY_EXACT -> !is(left, 0) && !is(left, 1) && !is(right, 0) && !is(right, 1);
      case INTEGER_POWER_EXACT -> !is(right, 0) && !is(right, 1);
      case ADD, SUBTRACT, MULTIPLY, MULTIPLY_EXCESS, DIVIDE, REMAINDER -> false;
      case AND, OR, XOR, MINIMUM, MAXIMUM -> false;
    };
  }

  private static boolean is(Optional<Scalar> constant, long value) {
    return constant.isPresent() && constant.get().bits() == value;
  }

  private static Optional<Scalar> constant(Operation operation) {
    return operation instanceof Operation.Constant(Scalar value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /// The fault that an operation meets with operands that make it fault.
  ///
  /// @throws IllegalArgumentException for an operation that cannot fault
  public static Fault of(BinaryOperation operation, long right) {
    return switch (operation) {
      case FLOOR_DIVIDE, FLOOR_MODULO -> ZERO_DIVISOR;
      case INTEGER_POWER -> NEGATIVE_EXPONENT;
      case SHIFT_LEFT, SHIFT_RIGHT -> NEGATIVE_SHIFT;
      case ADD_EXACT, SUBTRACT_EXACT, MULTIPLY_EXACT -> OVERFLOW;
      case INTEGER_POWER_EXACT -> right < 0 ? NEGATIVE_EXPONENT : OVERFLOW;
      case SHIFT_LEFT_EXACT -> right < 0 ? NEGATIVE_SHIFT : OVERFLOW;
      case ADD, SUBTRACT, MULTIPLY, MULTIPLY_EXCESS, DIVIDE, REMAINDER ->
          throw new IllegalArgumentException(operation + " cannot fault");
      case AND, OR, XOR, MINIMUM, MAXIMUM ->
          throw new IllegalArgumentException(operation + " cannot fault");
    };
  }
}
