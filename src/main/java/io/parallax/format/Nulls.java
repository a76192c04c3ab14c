package io.parallax.format;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.StorageType;
import java.util.Optional;

/// What a missing value becomes. In an array of floats it is NaN where nothing is said; integers
/// and bools have no NaN.
public sealed interface Nulls {
  /// The parameter of a media type that says it.
  String PARAMETER = "nulls";

  /// Nothing is said: a missing value is NaN among floats, and an error among integers and bools.
  record Refused() implements Nulls {}

  /// The rows in which an array has a missing value are left out of all arrays that come together.
  record Skipped() implements Nulls {}

  /// A value takes the place of a missing one.
  ///
  /// @param text `true`, `false` or an integer
  record Replaced(String text) implements Nulls {
    private static final int GREATEST_FLOAT16 = 65_504;

    /// The bits of the value in a type, in the form of [io.parallax.array.NDArray#bitsAt].
    ///
    /// @throws ComputeException INVALID_ARGUMENT when the type has no such value
    public long bits(StorageType type) {
      Optional<Long> bits =
          switch (type) {
            case BOOL ->
                switch (text) {
                  case "true" -> Optional.of(1L);
                  case "false" -> Optional.of(0L);
                  default -> Optional.empty();
                };
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 ->
                ifInteger().filter(value -> value >= type.least() && value <= type.greatest());
            case FLOAT16 ->
                ifInteger()
                    .filter(value -> Math.abs(value) <= GREATEST_FLOAT16)
                    .filter(
                        value -> (long) Float.float16ToFloat(Float.floatToFloat16(value)) == value)
                    .map(value -> (long) Float.floatToRawIntBits(value));
            case FLOAT32 ->
                ifInteger()
                    .filter(value -> isHeld(value, (float) value))
                    .map(value -> (long) Float.floatToRawIntBits(value));
            case FLOAT64 ->
                ifInteger()
                    .filter(value -> isHeld(value, (double) value))
                    .map(value -> Double.doubleToRawLongBits(value));
          };
      return bits.orElseThrow(
          () ->
              new ComputeException(
                  ErrorCode.INVALID_ARGUMENT,
                  "nulls is %s, which is no value of type %s".formatted(text, type)));
    }

    /// Whether a float is exactly an integer that was converted to it.
    private static boolean isHeld(long value, double converted) {
      return (long) converted == value && converted < 0x1p63;
    }

    /// The value as an integer.
    ///
    /// @throws NumberFormatException for a bool, and outside int64
    public long integer() {
      return Long.parseLong(text);
    }

    private Optional<Long> ifInteger() {
      try {
        return Optional.of(integer());
      } catch (NumberFormatException other) {
        return Optional.empty();
      }
    }
  }

  /// What a parameter says.
  ///
  /// @param text `skip`, or a value; empty where nothing is said
  static Nulls of(Optional<String> text) {
    if (text.isEmpty()) {
      return new Refused();
    }
    if (text.get().equals("skip")) {
      return new Skipped();
    }
    if (!text.get().matches("true|false|-?[0-9]{1,19}")) {
      throw new ComputeException(
          ErrorCode.INVALID_ARGUMENT,
          "nulls is \"skip\", an integer, true or false, not \"%s\"".formatted(text.get()));
    }
    return new Replaced(text.get());
  }
}
