package io.parallax.format.json;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.json.scan.ScannedArray;
import io.parallax.memory.Reservation;
import io.parallax.type.StorageType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The current token of a body, its value and its JSON pointer. Also makes the failures for a token
/// that is not the expected one. A method that reads a value expects the value's first token to be
/// the current token, and leaves the value's last token as the current token.
final class JsonCursor {
  private static final int SHOWN_CHARACTERS = 40;

  private final JsonParser parser;
  private final BodyStream body;

  /// @param body what the parser reads
  JsonCursor(JsonParser parser, BodyStream body) {
    this.parser = parser;
    this.body = body;
  }

  JsonParser parser() {
    return parser;
  }

  /// Moves to the next token; fails at the body's end.
  JsonToken next() {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw malformed("the body ends too early");
    }
    return token;
  }

  /// Moves to the body's first token, which begins an object.
  void begin() {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw malformed("the body is empty: send one JSON object");
    }
    if (token != JsonToken.START_OBJECT) {
      throw malformed("the body is " + described() + ": send one JSON object");
    }
  }

  /// Checks that nothing follows the body's object.
  void end() {
    if (parser.nextToken() != null) {
      throw malformed("the body goes on after its object: send one JSON object");
    }
  }

  /// The number of objects and arrays around the current token, which does not begin or end one
  /// itself; a token that begins one counts it.
  int depth() {
    return parser.streamReadContext().getNestingDepth();
  }

  /// The number of objects and arrays around the current value.
  int level() {
    return token() == JsonToken.START_OBJECT || token() == JsonToken.START_ARRAY
        ? depth() - 1
        : depth();
  }

  /// Moves to the last token of the value at this level in which the current token is.
  void leave(int level) {
    while (depth() > level) {
      next();
    }
  }

  JsonToken token() {
    @Nullable JsonToken token = parser.currentToken();
    return token == null ? JsonToken.NOT_AVAILABLE : token;
  }

  /// The pointer of RFC 6901 to the current value or field.
  String pointer() {
    return parser.streamReadContext().pathAsPointer().toString();
  }

  Fields fields(String... known) {
    return new Fields(this, List.of(known));
  }

  /// The current string.
  String text() {
    if (token() != JsonToken.VALUE_STRING) {
      throw argument("a string");
    }
    return wellFormed(parser.getString());
  }

  /// Reads the current array from the body, past the parser, and moves to its last token.
  ///
  /// @param declared the type if it is known
  /// @param elementLimit the most elements
  /// @param reservation charged for the array
  /// @return empty if the current value is no array or has to be read token by token
  Optional<ScannedArray> scan(
      Optional<StorageType> declared, long elementLimit, Reservation reservation) {
    if (token() != JsonToken.START_ARRAY) {
      return Optional.empty();
    }
    Optional<ScannedArray> scanned =
        body.scan(parser.currentLocation(), declared, elementLimit, reservation);
    if (scanned.isPresent() && next() != JsonToken.END_ARRAY) {
      throw new IllegalStateException("the parser has read ahead of an array");
    }
    return scanned;
  }

  /// The current string, which must be one of `choices`.
  String choice(List<String> choices) {
    String text = token() == JsonToken.VALUE_STRING ? text() : "";
    if (!choices.contains(text)) {
      throw argument("one of \"" + String.join("\", \"", choices) + "\"");
    }
    return text;
  }

  /// The current integer, which must lie between `least` and `most`, both inclusive.
  int integer(int least, int most) {
    return (int) number(least, most);
  }

  /// As [#integer], for integers that exceed an int32.
  long number(long least, long most) {
    Optional<Long> value = integerLiteral();
    if (value.isEmpty() || value.get() < least || value.get() > most) {
      throw argument("an integer from " + least + " to " + most);
    }
    return value.get();
  }

  /// The current integer; empty if the token is something else or the integer exceeds an int64.
  Optional<Long> integerLiteral() {
    boolean fits =
        token() == JsonToken.VALUE_NUMBER_INT
            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    return fits ? Optional.of(parser.getLongValue()) : Optional.empty();
  }

  /// The current field's name.
  String name() {
    return wellFormed(parser.currentName());
  }

  /// The current token in words, such as `null` or `an array`.
  String described() {
    return switch (token()) {
      case START_OBJECT, END_OBJECT, PROPERTY_NAME -> "an object";
      case START_ARRAY, END_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT -> "an integer";
      case VALUE_NUMBER_FLOAT -> "a floating-point number";
      case VALUE_TRUE, VALUE_FALSE -> "a bool";
      case VALUE_NULL -> "null";
      case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "nothing";
    };
  }

  /// The failure for a value other than `expected`.
  ComputeException argument(String expected) {
    return at(ErrorCode.INVALID_ARGUMENT, "expected " + expected + ", not " + shown());
  }

  /// A failure at the current value or field.
  ComputeException at(ErrorCode code, String detail) {
    return new ComputeException(code, detail).atPointer(pointer());
  }

  /// The failure for a field whose name occurred before in the same object.
  ComputeException duplicate(String name) {
    return malformed("the field \"" + name + "\" is there twice").atPointer(pointer());
  }

  /// The failure for a body that cannot be read, with line and column.
  ComputeException malformed(String detail) {
    return new ComputeException(
        ErrorCode.MALFORMED_BODY, detail + " " + body.places().of(parser.currentLocation()));
  }

  /// The current token in words; a string or number by its text.
  String shown() {
    return switch (token()) {
      case VALUE_STRING -> '"' + shortened(parser.getString()) + '"';
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          shortened(parser.getString());
      case START_OBJECT,
          END_OBJECT,
          PROPERTY_NAME,
          START_ARRAY,
          END_ARRAY,
          VALUE_NULL,
          NOT_AVAILABLE,
          VALUE_EMBEDDED_OBJECT ->
          described();
    };
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= SHOWN_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN_CHARACTERS)) + "…";
  }

  /// Refuses half a surrogate pair, because it has no UTF-8 form and could never be written again.
  private String wellFormed(String text) {
    for (int index = 0; index < text.length(); index++) {
      if (Character.isSurrogate(text.charAt(index))) {
        if (index + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1))) {
          throw malformed("a string holds half a surrogate pair");
        }
        index++;
      }
    }
    return text;
  }
}
