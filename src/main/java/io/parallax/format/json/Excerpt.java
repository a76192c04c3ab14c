package io.parallax.format.json;

import java.nio.charset.StandardCharsets;

/// Some bytes of a body around a place.
final class Excerpt {
  private static final byte NONE = 0;

  private final byte[] bytes;
  private final int at;

  /// @param bytes those before the place and from it on; fewer where the body begins or ends
  /// @param at the index of the place in `bytes`; their number where the body ends there
  Excerpt(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  boolean isAtEnd() {
    return at >= bytes.length;
  }

  /// The byte so far from the place; 0 outside the excerpt.
  byte byteAt(int distance) {
    int index = at + distance;
    return index >= 0 && index < bytes.length ? bytes[index] : NONE;
  }

  /// The last byte before the place that is not white space; 0 if there is none.
  byte before() {
    int distance = -1;
    while (isSpace(byteAt(distance))) {
      distance--;
    }
    return byteAt(distance);
  }

  /// The letters, digits and signs that end before the place.
  String wordBefore() {
    int begin = at;
    while (begin > 0 && isPartOfWord(bytes[begin - 1])) {
      begin--;
    }
    return text(begin, at);
  }

  /// The letters, digits and signs that begin at the place.
  String word() {
    int end = at;
    while (end < bytes.length && isPartOfWord(bytes[end])) {
      end++;
    }
    return text(at, end);
  }

  /// Whether the bytes before the place end with this pattern of ASCII characters.
  boolean follows(String pattern) {
    return text(0, at).matches("(?s).*" + pattern);
  }

  private String text(int begin, int end) {
    return new String(bytes, begin, end - begin, StandardCharsets.ISO_8859_1);
  }

  private static boolean isSpace(byte value) {
    return value == ' ' || value == '\n' || value == '\r' || value == '\t';
  }

  private static boolean isPartOfWord(byte value) {
    return Character.isLetterOrDigit(value) || value == '_' || value == '+' || value == '-';
  }
}
