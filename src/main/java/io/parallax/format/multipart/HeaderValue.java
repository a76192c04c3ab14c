package io.parallax.format.multipart;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The value of a header field with parameters, such as `form-data; name="x"`.
///
/// @param value before the parameters, in lower case
/// @param parameters by their names in lower case, in order
record HeaderValue(String value, Map<String, String> parameters) {

  /// Empty for a text that is not such a value, as one in which a parameter is there twice.
  static Optional<HeaderValue> of(String text) {
    Set<String> doubled = new LinkedHashSet<>();
    return read(text, doubled).filter(_ -> doubled.isEmpty());
  }

  /// The first parameter that is there twice.
  static Optional<String> doubledParameter(String text) {
    Set<String> doubled = new LinkedHashSet<>();
    read(text, doubled);
    return doubled.stream().findFirst();
  }

  /// @param doubled gets the names that are there more than once
  private static Optional<HeaderValue> read(String text, Set<String> doubled) {
    Reader reader = new Reader(text);
    String value = reader.until(";").strip().toLowerCase(Locale.ROOT);
    Map<String, String> parameters = new LinkedHashMap<>();
    while (reader.take(';')) {
      reader.skipBlanks();
      String name = reader.until("=;").strip().toLowerCase(Locale.ROOT);
      if (name.isEmpty() && (reader.isAtEnd() || reader.isAt(';'))) {
        continue; // some clients end with a semicolon
      }
      if (name.isEmpty() || !reader.take('=')) {
        return Optional.empty();
      }
      reader.skipBlanks();
      Optional<String> parameter =
          reader.isAt('"') ? reader.quoted() : Optional.of(reader.until(";").strip());
      reader.skipBlanks();
      if (parameter.isEmpty()) {
        return Optional.empty();
      }
      if (parameters.put(name, parameter.get()) != null) {
        doubled.add(name);
      }
    }
    return value.isEmpty() || !reader.isAtEnd()
        ? Optional.empty()
        : Optional.of(new HeaderValue(value, parameters));
  }

  private static final class Reader {
    private final String text;
    private int at;

    private Reader(String text) {
      this.text = text;
    }

    private boolean isAtEnd() {
      return at == text.length();
    }

    private boolean isAt(char character) {
      return !isAtEnd() && text.charAt(at) == character;
    }

    private boolean take(char character) {
      boolean taken = isAt(character);
      at += taken ? 1 : 0;
      return taken;
    }

    private void skipBlanks() {
      while (isAt(' ') || isAt('\t')) {
        at++;
      }
    }

    private String until(String ends) {
      int start = at;
      while (!isAtEnd() && ends.indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }

    /// A quoted text; empty if its end is missing. A backslash makes a quote or a backslash part of
    /// the text. Before any other character it is one itself, because clients send the names of
    /// files so.
    private Optional<String> quoted() {
      at++;
      StringBuilder unquoted = new StringBuilder();
      while (!isAtEnd() && !isAt('"')) {
        boolean escapes =
            isAt('\\') && at + 1 < text.length() && "\"\\".indexOf(text.charAt(at + 1)) >= 0;
        at += escapes ? 1 : 0;
        unquoted.append(text.charAt(at++));
      }
      return take('"') ? Optional.of(unquoted.toString()) : Optional.empty();
    }
  }
}
