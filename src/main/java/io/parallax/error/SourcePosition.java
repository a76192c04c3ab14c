package io.parallax.error;

import java.util.OptionalInt;

/// A place in a text of the caller's.
///
/// @param source the whole text
/// @param offset the first character concerned, counted in UTF-16 units from 0; may equal the
///   length for "at the end"
/// @param layout how places in the text are named
public record SourcePosition(String source, int offset, Layout layout) {
  private static final int SHOWN_COLUMNS = 60;

  /// How places in a text are named.
  public enum Layout {
    /// By the offset alone, as in an expression.
    EXPRESSION,
    /// By line and column, too, as in functions.
    LINES
  }

  /// A place in an expression.
  public SourcePosition(String source, int offset) {
    this(source, offset, Layout.EXPRESSION);
  }

  public SourcePosition {
    if (offset < 0 || offset > source.length()) {
      throw new IllegalArgumentException("offset " + offset + " outside the source");
    }
  }

  /// The same place in a text that has lines.
  public SourcePosition inLines() {
    return new SourcePosition(source, offset, Layout.LINES);
  }

  /// The line, from 1; empty in an expression.
  public OptionalInt line() {
    return switch (layout) {
      case EXPRESSION -> OptionalInt.empty();
      case LINES ->
          OptionalInt.of(
              1 + (int) source.chars().limit(offset).filter(unit -> unit == '\n').count());
    };
  }

  /// The column in the line, in UTF-16 units from 1; empty in an expression.
  public OptionalInt column() {
    return switch (layout) {
      case EXPRESSION -> OptionalInt.empty();
      case LINES -> OptionalInt.of(1 + offset - start());
    };
  }

  /// Two lines: the text around the offset, of a text with lines that line alone, and a caret under
  /// it. White space and characters without an image are shown as blanks. The caret is under its
  /// character where the text is shown in a font of fixed width, in which ideographs and emoji take
  /// two columns.
  public String caret() {
    int from = boundary(Math.max(start(), offset - SHOWN_COLUMNS / 2));
    int to = boundary(Math.min(end(), from + SHOWN_COLUMNS));
    int columns = source.substring(from, offset).codePoints().map(SourcePosition::columns).sum();
    StringBuilder shown = new StringBuilder();
    source
        .substring(from, to)
        .codePoints()
        .map(codePoint -> isBlank(codePoint) ? ' ' : codePoint)
        .forEach(shown::appendCodePoint);
    return shown + "\n" + " ".repeat(columns) + "^";
  }

  /// The start of what is shown at most.
  private int start() {
    return switch (layout) {
      case EXPRESSION -> 0;
      case LINES -> source.lastIndexOf('\n', offset - 1) + 1;
    };
  }

  /// The end of what is shown at most.
  private int end() {
    int lineEnd = source.indexOf('\n', offset);
    return switch (layout) {
      case EXPRESSION -> source.length();
      case LINES -> lineEnd < 0 ? source.length() : lineEnd;
    };
  }

  /// The offset itself, or the one before it where it would cut a character in two.
  private int boundary(int at) {
    boolean cuts =
        at > 0
            && at < source.length()
            && Character.isSurrogatePair(source.charAt(at - 1), source.charAt(at));
    return cuts ? at - 1 : at;
  }

  private static boolean isBlank(int codePoint) {
    return Character.isWhitespace(codePoint)
        || switch (Character.getType(codePoint)) {
          case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
          default -> false;
        };
  }

  /// The columns of a character: none for a mark on the character before it, two for those that
  /// Unicode's East Asian Width calls wide.
  private static int columns(int codePoint) {
    if (isBlank(codePoint)) {
      return 1;
    }
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> isWide(codePoint) ? 2 : 1;
    };
  }

  private static boolean isWide(int codePoint) {
    return (codePoint >= 0x1100 && codePoint <= 0x115F)
        || (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
        || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
        || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
        || (codePoint >= 0xFE30 && codePoint <= 0xFE6F)
        || (codePoint >= 0xFF01 && codePoint <= 0xFF60)
        || (codePoint >= 0xFFE0 && codePoint <= 0xFFE6)
        || Character.isEmojiPresentation(codePoint)
        || (codePoint >= 0x20000 && codePoint <= 0x3FFFD);
  }
}
