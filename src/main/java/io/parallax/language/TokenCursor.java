package io.parallax.language;

import java.util.List;

/// A reading position among tokens; it never passes the last one, [Token.Kind#END].
public final class TokenCursor {
  private final List<Token> tokens;
  private int index;

  TokenCursor(List<Token> tokens) {
    this.tokens = List.copyOf(tokens);
  }

  public Token peek() {
    return tokens.get(index);
  }

  /// The token after the next one.
  public Token peekSecond() {
    return peek(1);
  }

  /// The token at this distance after the next one.
  public Token peek(int distance) {
    return tokens.get(Math.min(index + distance, tokens.size() - 1));
  }

  /// The token before the next one; the next one itself if it is the first.
  public Token previous() {
    return tokens.get(Math.max(index - 1, 0));
  }

  /// Whether the next token is this symbol or word of the language.
  public boolean at(String word) {
    return peek().is(word);
  }

  /// Whether the next token is of this kind.
  public boolean at(Token.Kind kind) {
    return peek().kind() == kind;
  }

  public boolean atEnd() {
    return peek().kind() == Token.Kind.END;
  }

  public Token take() {
    Token taken = peek();
    if (!atEnd()) {
      index++;
    }
    return taken;
  }

  /// Takes the next token if it is this symbol or word, and says whether it was.
  public boolean accept(String word) {
    boolean found = at(word);
    if (found) {
      take();
    }
    return found;
  }

  /// Takes the next token if it is of this kind, and says whether it was.
  public boolean accept(Token.Kind kind) {
    boolean found = at(kind);
    if (found) {
      take();
    }
    return found;
  }
}
