package io.parallax.http.compute;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The parameters of a header `Content-Type` as they were sent. The framework's reader keeps the
/// last of several parameters of one name, and does not tell what it cannot read.
final class TypeParameters {
  /// The characters besides letters and digits that values have without quotation marks (RFC 9110,
  /// section 5.6.2).
  private static final String MARKS = "!#$%&'*+-.^_`|~";

  private static final int END = -1;

  private final String header;
  private int at;

  private TypeParameters(String header) {
    this.header = header;
  }

  /// What is wrong with the parameters, as a sentence that names the first bad one; empty if
  /// nothing is.
  static Optional<String> complaint(String header) {
    return new TypeParameters(header).complaint();
  }

  private Optional<String> complaint() {
    Set<String> names = new HashSet<>();
    until(";");
    while (next() == ';') {
      at++;
      String name = until("=;").strip();
      if (next() == '=') {
        at++;
        Optional<String> complaint = complaintOfValue(name);
        if (complaint.isPresent()) {
          return complaint;
        }
      } else if (!name.isEmpty()) {
        return complaint(name, "has no value");
      }
      if (!name.isEmpty() && !names.add(name.toLowerCase(Locale.ROOT))) {
        return complaint(name, "is there twice");
      }
    }
    return Optional.empty();
  }

  private Optional<String> complaintOfValue(String name) {
    while (next() == ' ' || next() == '\t') {
      at++;
    }
    if (next() == '"') {
      at++;
      return isQuotedToEnd()
          ? Optional.empty()
          : complaint(name, "has a value without a closing quotation mark");
    }
    String value = until(";").strip();
    if (value.isEmpty()) {
      return complaint(name, "has no value");
    }
    return value.chars().allMatch(TypeParameters::isPlain)
        ? Optional.empty()
        : complaint(
            name,
            "has a value that is written in quotation marks, as in "
                + name
                + "=\""
                + value.replace("\"", "")
                + '"');
  }

  /// Passes over a value up to the parameter after it; false if its closing quotation mark is
  /// missing.
  private boolean isQuotedToEnd() {
    while (next() != END && next() != '"') {
      at += next() == '\\' && at + 1 < header.length() ? 2 : 1;
    }
    boolean isClosed = next() == '"';
    until(";");
    return isClosed;
  }

  private static Optional<String> complaint(String name, String what) {
    return Optional.of("the parameter \"" + name + "\" of the header Content-Type " + what);
  }

  private static boolean isPlain(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || MARKS.indexOf(character) >= 0;
  }

  private int next() {
    return at < header.length() ? header.charAt(at) : END;
  }

  private String until(String ends) {
    int start = at;
    while (next() != END && ends.indexOf(next()) < 0) {
      at++;
    }
    return header.substring(start, at);
  }
}
