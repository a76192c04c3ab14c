package io.parallax.format.json;

import io.parallax.array.ArrayBuilder;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.Nulls;
import io.parallax.format.json.scan.FirstIndexes;
import io.parallax.format.json.scan.FloatRounding;
import io.parallax.format.json.scan.WholeNumber;
import io.parallax.memory.Reservation;
import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;

/// Reads a scalar, or nested arrays of scalars, into a builder. Used once.
///
/// The text of an element decides its kind. `true` and `false` are bools. A number with neither
/// fraction nor exponent is an integer, `-0` the integer 0 unless the array is one of floats. Every
/// other number and the strings "NaN", "Infinity" and "-Infinity" are floats. `null` is a missing
/// number, which is NaN where [Nulls] says nothing else; it makes an array of undeclared type
/// float64, and bools and declared integers refuse it. An integer beyond int64 is allowed among
/// floats, and among integers that float64 holds exactly, as it then must; an integer in a string
/// in an int64 array only. An array of declared integers takes floats that are integers by their
/// value, such as `2.0` and `2e3`.
final class LiteralReader {
  private static final Pattern QUOTED_INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,19}");

  private final JsonCursor cursor;
  private final JsonParser parser;
  private final Optional<StorageType> storage;
  private final Nulls nulls;
  private final Optional<DataType> declared;
  private final boolean integers;
  private final boolean float32;
  private final long elementLimit;
  private final ArrayBuilder builder;
  private final Nesting nesting;
  private final FirstIndexes firsts = new FirstIndexes();
  private long index = -1;

  /// Whether the type is not declared and all elements so far are integers by their value.
  private boolean wholeSoFar;

  /// @param storage the type if it is known; otherwise the type is inferred
  /// @param nulls what `null` is, of which a value is one of the type; only where the type is known
  LiteralReader(
      JsonCursor cursor,
      Reservation reservation,
      long elementLimit,
      Optional<StorageType> storage,
      Nulls nulls) {
    this.cursor = cursor;
    this.nulls = nulls;
    this.parser = cursor.parser();
    this.storage = storage;
    this.declared = storage.map(StorageType::computing);
    this.integers = declared.map(DataType::isInteger).orElse(false);
    this.float32 = storage.equals(Optional.of(StorageType.FLOAT32));
    this.wholeSoFar = storage.isEmpty();
    this.elementLimit = elementLimit;
    this.builder =
        storage
            .map(type -> ArrayBuilder.of(type, reservation))
            .orElseGet(() -> ArrayBuilder.inferring(reservation));
    this.nesting = new Nesting(cursor);
  }

  /// Reads the value that begins at the current token.
  Literal read() {
    String pointer = cursor.pointer();
    try {
      take(cursor.token());
      while (!nesting.isClosed()) {
        JsonToken token = cursor.next();
        take(token == JsonToken.VALUE_NUMBER_FLOAT && !integers ? takeFractions() : token);
      }
    } catch (ComputeException refused) {
      throw refused.code() == ErrorCode.INVALID_INPUT && refused.pointer().isEmpty()
          ? refused.atPointer(cursor.pointer())
          : refused;
    }
    return new Literal(builder, nesting.shape(), firsts, pointer);
  }

  private void take(JsonToken token) {
    switch (token) {
      case VALUE_NUMBER_FLOAT -> takeFraction();
      case VALUE_NUMBER_INT -> takeInteger();
      case VALUE_TRUE -> takeBool(true);
      case VALUE_FALSE -> takeBool(false);
      case VALUE_STRING -> takeString();
      case START_ARRAY -> nesting.open();
      case END_ARRAY -> nesting.close();
      case VALUE_NULL -> takeNull();
      case START_OBJECT, END_OBJECT, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw invalid(cursor.described() + " is not a number");
    }
  }

  /// Takes the current number, which has a fraction or exponent, and all numbers of this kind that
  /// directly follow in the same array. Each number takes one test; a token of unknown kind takes
  /// many.
  ///
  /// @return the token after the numbers
  private JsonToken takeFractions() {
    takeFraction();
    long first = index;
    JsonToken token = cursor.next();
    while (token == JsonToken.VALUE_NUMBER_FLOAT) {
      index++;
      if (index >= elementLimit) {
        throw tooMany();
      }
      double value = parser.getDoubleValue();
      if (wholeSoFar) {
        noteFraction(value);
      }
      append(value);
      token = cursor.next();
    }
    nesting.moreElements(index - first);
    return token;
  }

  private void takeFraction() {
    beginElement();
    double value = parser.getDoubleValue();
    if (integers) {
      takeWhole(value);
      return;
    }
    firsts.sawFloat(index);
    if (wholeSoFar) {
      noteFraction(value);
    }
    append(value);
  }

  /// Takes a number with a fraction or an exponent in an array of integers.
  private void takeWhole(double nearest) {
    if (WholeNumber.isCertain(parser.getStringLength(), nearest)) {
      builder.appendInteger((long) nearest);
      return;
    }
    OptionalLong whole = WholeNumber.of(parser.getString(), nearest);
    if (whole.isEmpty()) {
      boolean isBeyond = Math.abs(nearest) >= 0x1p63;
      throw invalid(
          isBeyond
              ? cursor.shown() + " is outside int64; float64 would hold the nearest"
              : cursor.shown()
                  + " is not an integer and cannot stand in an "
                  + storage.orElseThrow()
                  + " array; float64 holds both");
    }
    builder.appendInteger(whole.getAsLong());
  }

  private void noteFraction(double nearest) {
    boolean isWhole =
        WholeNumber.isCertain(parser.getStringLength(), nearest)
            || WholeNumber.isDouble(parser.getString(), nearest);
    if (!isWhole) {
      firsts.sawFraction(index);
      wholeSoFar = false;
    }
  }

  private void takeInteger() {
    beginElement();
    if (parser.getNumberType() == NumberType.BIG_INTEGER) {
      takeIntegerBeyondInt64();
      return;
    }
    long value = parser.getLongValue();
    if (value == 0 && parser.getStringCharacters()[parser.getStringOffset()] == '-') {
      builder.appendNegativeZero();
      return;
    }
    if (!float32 && (float) value != (float) (double) value) {
      firsts.sawTwiceRounded(index);
    }
    if (storage.isEmpty() && !WholeNumber.isDouble(value)) {
      firsts.sawInexact(index);
    }
    builder.appendInteger(value);
  }

  private void takeIntegerBeyondInt64() {
    if (integers) {
      StorageType type = storage.orElseThrow();
      throw invalid(
          cursor.shown()
              + " is outside int64"
              + (type.isNarrow() ? ", as which " + type + " is read" : "")
              + "; float64 would hold the nearest");
    }
    firsts.sawBeyondInt64(index);
    double value = parser.getDoubleValue();
    if (storage.isEmpty()
        && firsts.inexact() < 0
        && !WholeNumber.isExactly(parser.getString(), value)) {
      firsts.sawInexact(index);
    }
    append(value);
  }

  private void takeBool(boolean value) {
    beginElement();
    builder.appendBool(value);
  }

  private void takeString() {
    beginElement();
    String text = parser.getString();
    switch (text) {
      case "NaN" -> takeSpecial(Double.NaN);
      case "Infinity" -> takeSpecial(Double.POSITIVE_INFINITY);
      case "-Infinity" -> takeSpecial(Double.NEGATIVE_INFINITY);
      default -> takeQuoted(text);
    }
  }

  /// Takes a missing value: what `nulls` says, else NaN among floats, and among numbers that have
  /// no declared type.
  private void takeNull() {
    if (nesting.isClosed()) {
      throw invalid(
          "null is not a value: leave the input out, or write \"NaN\" for a missing number");
    }
    boolean isNaN = storage.isEmpty() || storage.get().computing().isFloating();
    if (!isNaN || !(nulls instanceof Nulls.Refused)) {
      takeMissing(storage.orElseThrow());
      return;
    }
    beginElement();
    firsts.sawNull(index);
    try {
      builder.appendFloat(Double.NaN);
    } catch (ComputeException among) {
      throw among.code() == ErrorCode.INVALID_INPUT
          ? invalid(Literal.noNull(StorageType.BOOL))
          : among;
    }
  }

  private void takeMissing(StorageType type) {
    switch (nulls) {
      case Nulls.Refused _ -> {
        beginElement();
        firsts.sawNull(index);
        throw invalid(Literal.noNull(type));
      }
      case Nulls.Skipped _ -> nesting.skippedElement();
      case Nulls.Replaced value -> {
        beginElement();
        if (type == StorageType.BOOL) {
          builder.appendBool(value.bits(type) == 1);
        } else {
          builder.appendInteger(value.integer());
        }
      }
    }
  }

  private void takeSpecial(double value) {
    firsts.sawFloat(index);
    firsts.sawFraction(index);
    builder.appendFloat(value);
  }

  private void takeQuoted(String text) {
    boolean possible = declared.isEmpty() || declared.get() == DataType.INT64;
    if (!possible || !QUOTED_INTEGER.matcher(text).matches()) {
      throw invalid(
          cursor.shown()
              + " is not a number: only \"NaN\", \"Infinity\" and \"-Infinity\" are written as"
              + " strings");
    }
    firsts.sawQuoted(index);
    try {
      long value = Long.parseLong(text);
      if (storage.isEmpty() && !WholeNumber.isDouble(value)) {
        firsts.sawInexact(index);
      }
      builder.appendInteger(value);
    } catch (NumberFormatException beyond) {
      throw invalid(cursor.shown() + " is outside int64");
    }
  }

  /// Appends the current number, which was read as `value`.
  private void append(double value) {
    if (FloatRounding.isPlain(value)) {
      builder.appendFloat(value);
    } else {
      appendSpecial(value);
    }
  }

  private void appendSpecial(double value) {
    if (Double.isInfinite(value)) {
      throw invalid(cursor.shown() + " is outside float64; write \"Infinity\" if that is meant");
    }
    if (FloatRounding.isBetween(value)) {
      appendBetween(value);
    } else {
      builder.appendFloat(value);
    }
  }

  private void appendBetween(double value) {
    float once = Float.parseFloat(parser.getString());
    if (once == (float) value) {
      builder.appendFloat(value);
    } else if (float32) {
      builder.appendFloat(once);
    } else {
      firsts.sawTwiceRounded(index);
      builder.appendFloat(value);
    }
  }

  private void beginElement() {
    nesting.element();
    index++;
    if (index >= elementLimit) {
      throw tooMany();
    }
  }

  private ComputeException tooMany() {
    return cursor.at(ErrorCode.TOO_LARGE, "the array has more than " + elementLimit + " elements");
  }

  private ComputeException invalid(String detail) {
    return cursor.at(ErrorCode.INVALID_INPUT, detail);
  }
}
