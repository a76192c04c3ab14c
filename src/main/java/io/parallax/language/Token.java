package io.parallax.language;

/// A word of the text.
///
/// @param text as written, a name in form NFC and without backticks; empty for [Kind#END]
/// @param offset where it starts, in UTF-16 units
record Token(Kind kind, String text, int offset) {
  enum Kind {
    INTEGER,
    FLOAT,
    /// A name or a word of the language such as `and`.
    NAME,
    /// A name in backticks.
    QUOTED_NAME,
    SYMBOL,
    END
  }

  /// Whether it is this symbol or word of the language.
  boolean is(String word) {
    return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(word);
  }
}
