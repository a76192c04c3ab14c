package io.parallax.format.npy;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the header of a `.npy` file: a dictionary in Python's notation whose values are strings,
/// bools, integers, tuples and lists. Everything else is refused with MALFORMED_BODY. The nesting
/// is bounded; the length of the text bounds everything else. Used once.
final class PythonLiteral {
  private static final int MOST_LEVELS = 8;

  private final String text;
  private int at;
  private int level;

  PythonLiteral(String text) {
    this.text = text;
  }

  /// The dictionary that the text is: values are [String], [Boolean], [Long], [List] or [Map].
  Map<String, Object> dictionary() {
    skipBlanks();
    Map<String, Object> dictionary = readDictionary();
    skipBlanks();
    if (at < text.length()) {
      throw malformed("something follows the dictionary");
    }
    return dictionary;
  }

  private Object value() {
    skipBlanks();
    if (++level > MOST_LEVELS) {
      throw malformed("it is nested too deeply");
    }
    Object value =
        switch (peek()) {
          case '\'', '"' -> string();
          case '(' -> sequence(')');
          case '[' -> sequence(']');
          case '{' -> readDictionary();
          default -> word();
        };
    level--;
    skipBlanks();
    return value;
  }

  private Map<String, Object> readDictionary() {
    take('{');
    skipBlanks();
    Map<String, Object> dictionary = new LinkedHashMap<>();
    while (peek() != '}') {
      if (!(value() instanceof String key)) {
        throw malformed("a key is no string");
      }
      take(':');
      if (dictionary.put(key, value()) != null) {
        throw malformed("the key '" + key + "' is there twice");
      }
      separator('}');
    }
    at++;
    return dictionary;
  }

  private List<Object> sequence(char end) {
    at++;
    skipBlanks();
    List<Object> values = new ArrayList<>();
    while (peek() != end) {
      values.add(value());
      separator(end);
    }
    at++;
    return values;
  }

  private void separator(char end) {
    if (peek() != end) {
      take(',');
      skipBlanks();
    }
  }

  private String string() {
    char quote = text.charAt(at++);
    int start = at;
    while (peek() != quote) {
      if (peek() == '\\') {
        throw malformed("a string has a backslash");
      }
      at++;
    }
    return text.substring(start, at++);
  }

  /// `True`, `False` or an integer; Python 2 writes an `L` at the end of integers.
  private Object word() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "-.".indexOf(peek()) >= 0)) {
      at++;
    }
    String word = text.substring(start, at);
    return switch (word) {
      case "True" -> true;
      case "False" -> false;
      default -> integer(word);
    };
  }

  private Long integer(String word) {
    try {
      return Long.valueOf(word.endsWith("L") ? word.substring(0, word.length() - 1) : word);
    } catch (NumberFormatException other) {
      throw malformed(
          word.matches("-?[0-9]+L?")
              ? word + " is outside int64"
              : word.matches("-?[0-9]*\\.[0-9e]*")
                  ? word + " is no integer"
                  : "it has no value that is a string, a bool, an integer, a tuple or a list");
    }
  }

  private void take(char expected) {
    if (peek() != expected) {
      throw malformed("'" + expected + "' is missing");
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw malformed("it ends too early");
    }
    return text.charAt(at);
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\n\r\f".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private ComputeException malformed(String what) {
    return new ComputeException(
        ErrorCode.MALFORMED_BODY,
        "the header of the .npy file is not a dictionary of Python: "
            + what
            + ", at its character "
            + at);
  }
}
