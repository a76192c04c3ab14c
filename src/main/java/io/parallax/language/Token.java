package io.parallax.language;

/// A word of the text.
///
/// @param text as written, a name in form NFC and without backticks; empty for [Kind#END] and for
///   the tokens of layout
/// @param offset where it starts, in UTF-16 units
public record Token(Kind kind, String text, int offset) {
  /// What a token is.
  public enum Kind {
    INTEGER,
    FLOAT,
    /// A name or a word of the language such as `and`.
    NAME,
    /// A name in backticks.
    QUOTED_NAME,
    SYMBOL,
    /// Text in quotation marks, among statements only.
    STRING,
    /// The end of a statement's line, among statements only.
    NEWLINE,
    /// The beginning of a block, among statements only.
    INDENT,
    /// The end of a block, among statements only.
    DEDENT,
    END
  }

  /// Whether it is this symbol or word of the language.
  public boolean is(String word) {
    return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(word);
  }
}
