package io.parallax.format.json;

import io.parallax.error.ErrorCode;
import java.math.BigDecimal;

/// Reads numbers as the decimals they are written as.
final class DecimalReader {
  private static final BigDecimal FRACTIONAL_ZERO = new BigDecimal("0.0");

  private DecimalReader() {}

  /// The current number, not rounded. Its scale is 0 if and only if it is written with neither
  /// fraction nor exponent.
  static BigDecimal read(JsonCursor cursor) {
    return switch (cursor.token()) {
      case VALUE_NUMBER_INT -> new BigDecimal(cursor.parser().getString());
      case VALUE_NUMBER_FLOAT -> fractional(cursor);
      case START_OBJECT,
          END_OBJECT,
          PROPERTY_NAME,
          START_ARRAY,
          END_ARRAY,
          VALUE_STRING,
          VALUE_TRUE,
          VALUE_FALSE,
          VALUE_NULL,
          NOT_AVAILABLE,
          VALUE_EMBEDDED_OBJECT ->
          throw cursor.argument("a number");
    };
  }

  private static BigDecimal fractional(JsonCursor cursor) {
    if (Double.isInfinite(cursor.parser().getDoubleValue())) {
      throw cursor.at(ErrorCode.INVALID_ARGUMENT, cursor.shown() + " is outside float64");
    }
    try {
      BigDecimal value = new BigDecimal(cursor.parser().getString());
      if (value.signum() == 0) {
        return FRACTIONAL_ZERO;
      }
      return value.scale() == 0 ? value.setScale(1) : value;
    } catch (NumberFormatException exponent) {
      throw cursor.at(
          ErrorCode.INVALID_ARGUMENT, cursor.shown() + " has an exponent outside int32");
    }
  }
}
