package io.parallax.format;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.StorageType;
import java.util.Optional;

/// What a missing value becomes in an array of integers or bools, which have no NaN. In an array of
/// floats it is NaN, whatever is said here.
public sealed interface Nulls {
  /// The parameter of a media type that says it.
  String PARAMETER = "nulls";

  /// A missing value is an error.
  record Refused() implements Nulls {}

  /// The rows in which an array of integers or bools has a missing value are left out of all arrays
  /// that come together.
  record Skipped() implements Nulls {}

  /// A value takes the place of a missing one.
  ///
  /// @param text `true`, `false` or an integer
  record Replaced(String text) implements Nulls {
    /// The bits of the value in a type.
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
                integer().filter(value -> value >= type.least() && value <= type.greatest());
            case FLOAT16, FLOAT32, FLOAT64 -> Optional.empty();
          };
      return bits.orElseThrow(
          () ->
              new ComputeException(
                  ErrorCode.INVALID_ARGUMENT,
                  "nulls is %s, which is no value of type %s".formatted(text, type)));
    }

    private Optional<Long> integer() {
      try {
        return Optional.of(Long.parseLong(text));
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
