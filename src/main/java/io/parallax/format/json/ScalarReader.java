package io.parallax.format.json;

import io.parallax.error.ErrorCode;
import io.parallax.type.Scalar;
import tools.jackson.core.JsonToken;

/// Reads single values by the rules of [LiteralReader].
final class ScalarReader {
  private ScalarReader() {}

  /// A bool, int64 or float64.
  static Scalar read(JsonCursor cursor) {
    return switch (cursor.token()) {
      case VALUE_TRUE -> Scalar.of(true);
      case VALUE_FALSE -> Scalar.of(false);
      case VALUE_STRING ->
          switch (cursor.text()) {
            case "NaN" -> Scalar.of(Double.NaN);
            case "Infinity" -> Scalar.of(Double.POSITIVE_INFINITY);
            case "-Infinity" -> Scalar.of(Double.NEGATIVE_INFINITY);
            default -> throw cursor.argument("a number or a bool");
          };
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(cursor);
      case START_OBJECT,
          END_OBJECT,
          PROPERTY_NAME,
          START_ARRAY,
          END_ARRAY,
          VALUE_NULL,
          NOT_AVAILABLE,
          VALUE_EMBEDDED_OBJECT ->
          throw cursor.argument("a number or a bool");
    };
  }

  /// An int64 or float64.
  static Scalar number(JsonCursor cursor) {
    if (cursor.token() == JsonToken.VALUE_NUMBER_INT && !cursor.parser().getString().equals("-0")) {
      return Scalar.of(
          cursor
              .integerLiteral()
              .orElseThrow(
                  () ->
                      cursor.at(ErrorCode.INVALID_ARGUMENT, cursor.shown() + " is outside int64")));
    }
    if (cursor.token() == JsonToken.VALUE_NUMBER_INT) {
      return Scalar.of(-0.0);
    }
    if (cursor.token() != JsonToken.VALUE_NUMBER_FLOAT) {
      throw cursor.argument("a number");
    }
    double value = cursor.parser().getDoubleValue();
    if (Double.isInfinite(value)) {
      throw cursor.at(ErrorCode.INVALID_ARGUMENT, cursor.shown() + " is outside float64");
    }
    return Scalar.of(value);
  }
}
