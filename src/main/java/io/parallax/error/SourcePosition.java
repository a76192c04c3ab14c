package io.parallax.error;

/// A place in an expression's text.
///
/// @param source the whole text
/// @param offset the first character concerned, counted in UTF-16 units from 0; may equal the
///   length for "at the end"
public record SourcePosition(String source, int offset) {
  private static final int SHOWN_COLUMNS = 60;

  public SourcePosition {
    if (offset < 0 || offset > source.length()) {
      throw new IllegalArgumentException("offset " + offset + " outside the source");
    }
  }

  /// Two lines: the text around the offset (line breaks and tabs shown as blanks) and a caret under
  /// it.
  public String caret() {
    int from = Math.max(0, offset - SHOWN_COLUMNS / 2);
    int to = Math.min(source.length(), from + SHOWN_COLUMNS);
    String shown = source.substring(from, to).replaceAll("\\s", " ");
    return shown + "\n" + " ".repeat(offset - from) + "^";
  }
}
