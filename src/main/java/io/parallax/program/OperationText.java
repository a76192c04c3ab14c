package io.parallax.program;

import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.util.Locale;
import java.util.stream.Collectors;

/// An [Operation] as text, in the texts of programs and routines.
final class OperationText {
  private OperationText() {}

  /// The operation without the place its value goes to.
  static String of(Operation operation) {
    return switch (operation) {
      case Operation.Load load -> "load " + load.operand();
      case Operation.Constant(Scalar value) -> value.type() + " " + literal(value);
      case Operation.Position _ -> "position";
      case Operation.Unary unary -> typed(unary.operation(), unary.type(), operation);
      case Operation.Binary binary -> typed(binary.operation(), binary.type(), operation);
      case Operation.Compare compare ->
          typed(compare.comparison(), compare.operandType(), operation);
      case Operation.Select select -> select(select);
      case Operation.Convert convert ->
          "convert " + convert.from() + " to " + convert.type() + operands(operation);
      case Operation.Reinterpret reinterpret ->
          "reinterpret " + reinterpret.from() + " as " + reinterpret.type() + operands(operation);
      case Operation.FusedMultiplyAdd fused ->
          "fused_multiply_add " + fused.type() + operands(operation);
      case Operation.Lookup lookup -> "look_up " + lookup.table() + operands(operation);
    };
  }

  private static String select(Operation.Select select) {
    String word =
        switch (select.likelihood()) {
          case UNKNOWN -> "select ";
          case RARE -> "rarely_select ";
        };
    return word + select.type() + operands(select);
  }

  private static String typed(Enum<?> operation, DataType type, Operation whole) {
    return label(operation) + " " + type + operands(whole);
  }

  private static String operands(Operation operation) {
    return operation.operands().stream()
        .map(operand -> "%" + operand)
        .collect(Collectors.joining(", ", " ", ""));
  }

  private static String literal(Scalar value) {
    return switch (value.type()) {
      case BOOL -> value.asBoolean() ? "True" : "False";
      case INT32, INT64 -> Long.toString(value.bits());
      case FLOAT32 -> Float.toString((float) value.asDouble());
      case FLOAT64 -> Double.toString(value.asDouble());
    };
  }

  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
