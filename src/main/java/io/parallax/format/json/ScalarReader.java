package io.parallax.format.json;

import io.parallax.error.ErrorCode;
import io.parallax.format.json.scan.WholeNumber;
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
  private static Scalar number(JsonCursor cursor) {
    if (cursor.token() == JsonToken.VALUE_NUMBER_INT) {
      return cursor.integerLiteral().map(Scalar::of).orElseGet(() -> beyondInt64(cursor));
    }
    double value = cursor.parser().getDoubleValue();
    if (Double.isInfinite(value)) {
      throw cursor.at(ErrorCode.INVALID_ARGUMENT, cursor.shown() + " is outside float64");
    }
    return Scalar.of(value);
  }

  /// An integer beyond int64, which is a float64 if that holds it exactly.
  private static Scalar beyondInt64(JsonCursor cursor) {
    double value = cursor.parser().getDoubleValue();
    if (!WholeNumber.isExactly(cursor.parser().getString(), value)) {
      throw cursor.at(
          ErrorCode.INVALID_ARGUMENT,
          cursor.shown()
              + " is outside int64, and float64 would round it: write it with a fraction of 0 to"
              + " have it rounded");
    }
    return Scalar.of(value);
  }
}
