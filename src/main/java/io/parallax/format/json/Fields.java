package io.parallax.format.json;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.error.NearestName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JsonToken;

/// The fields of an object with known names, in any order. A field whose value is `null` counts as
/// absent. Between two calls of [#next] the caller reads the whole value of the field.
final class Fields {
  private static final Pattern INDEX = Pattern.compile("[0-9]{1,10}");

  private final JsonCursor cursor;
  private final List<String> known;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> given = new HashSet<>();
  private final String pointer;

  /// Begins at the object's first token.
  Fields(JsonCursor cursor, List<String> known) {
    if (cursor.token() != JsonToken.START_OBJECT) {
      throw cursor.argument("an object with " + quoted(known));
    }
    this.cursor = cursor;
    this.known = known;
    this.pointer = cursor.pointer();
  }

  /// Moves to the next field that has a value and returns its name; the current token is then the
  /// field's value. Empty after the last field.
  Optional<String> next() {
    while (cursor.next() != JsonToken.END_OBJECT) {
      String name = cursor.name();
      if (!known.contains(name)) {
        throw unknown(name);
      }
      if (!seen.add(name)) {
        throw cursor.duplicate(name);
      }
      if (cursor.next() != JsonToken.VALUE_NULL) {
        given.add(name);
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  /// Whether a field with this name and a value has been read.
  boolean has(String name) {
    return given.contains(name);
  }

  /// Checks that these fields have been read; called after the last field.
  void require(String... names) {
    for (String name : names) {
      if (!has(name)) {
        throw refused(ErrorCode.INVALID_ARGUMENT, "the field \"" + name + "\" is missing");
      }
    }
  }

  /// A failure of the object as a whole.
  ComputeException refused(ErrorCode code, String detail) {
    return new ComputeException(code, detail).atPointer(pointer);
  }

  /// A failure of a field that has been read.
  ComputeException refusedField(String name, String detail) {
    return new ComputeException(ErrorCode.INVALID_ARGUMENT, detail).atPointer(pointer + "/" + name);
  }

  private ComputeException unknown(String name) {
    if (INDEX.matcher(name).matches()) {
      return cursor.at(
          ErrorCode.UNKNOWN_FIELD,
          "there is no field \""
              + name
              + "\" here; JavaScript writes a typed array as an object with such fields: send"
              + " Array.from(x), which is written as an array");
    }
    String advice =
        NearestName.of(name, known).map(near -> "; did you mean \"" + near + "\"?").orElse(".");
    return cursor.at(
        ErrorCode.UNKNOWN_FIELD,
        "there is no field \"" + name + "\" here" + advice + " The fields are " + quoted(known));
  }

  private static String quoted(List<String> names) {
    return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
  }
}
