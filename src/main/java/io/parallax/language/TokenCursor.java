package io.parallax.language;

import java.util.List;

/// A reading position among tokens; it never passes the last one, [Token.Kind#END].
final class TokenCursor {
  private final List<Token> tokens;
  private int index;

  TokenCursor(List<Token> tokens) {
    this.tokens = List.copyOf(tokens);
  }

  Token peek() {
    return tokens.get(index);
  }

  /// The token after the next one.
  Token peekSecond() {
    return tokens.get(Math.min(index + 1, tokens.size() - 1));
  }

  /// The token before the next one; the next one itself if it is the first.
  Token previous() {
    return tokens.get(Math.max(index - 1, 0));
  }

  /// Whether the next token is this symbol or word of the language.
  boolean at(String word) {
    return peek().is(word);
  }

  boolean atEnd() {
    return peek().kind() == Token.Kind.END;
  }

  Token take() {
    Token taken = peek();
    if (!atEnd()) {
      index++;
    }
    return taken;
  }

  /// Takes the next token if it is this symbol or word, and says whether it was.
  boolean accept(String word) {
    boolean found = at(word);
    if (found) {
      take();
    }
    return found;
  }
}
