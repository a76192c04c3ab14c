package io.parallax.language;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.error.SourcePosition;

/// The text under study, from which every failure gets its position.
public record Source(String text) {
  private static final int QUOTED_CHARACTERS = 40;

  /// A failure to throw.
  ///
  /// @param offset in UTF-16 units, at most the text's length
  public ComputeException error(ErrorCode code, int offset, String detail) {
    return new ComputeException(code, detail).at(new SourcePosition(text, offset));
  }

  /// The words in quotation marks, cut when long, with anything unprintable as `U+XXXX`.
  public static String quote(String words) {
    boolean cut = words.codePointCount(0, words.length()) > QUOTED_CHARACTERS;
    String kept = cut ? words.substring(0, words.offsetByCodePoints(0, QUOTED_CHARACTERS)) : words;
    return "'" + printable(kept) + (cut ? "…'" : "'");
  }

  /// The words with anything unprintable as `U+XXXX`.
  static String printable(String words) {
    StringBuilder shown = new StringBuilder();
    words
        .codePoints()
        .forEach(
            codePoint -> {
              if (isPrintable(codePoint)) {
                shown.appendCodePoint(codePoint);
              } else {
                shown.append(String.format("U+%04X", codePoint));
              }
            });
    return shown.toString();
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> codePoint == ' ';
      default -> true;
    };
  }
}
