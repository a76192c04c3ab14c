package io.parallax.language;

import io.parallax.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cuts text into tokens in one pass. Blanks, tabs and line breaks separate tokens and mean nothing
/// else, but in statements, where [Layout] reads the beginnings and ends of lines. Names are
/// brought into the form in which they are compared ([Names#canonical]).
final class Lexer {
  /// Longer symbols before those they start with.
  private static final List<String> SYMBOLS =
      List.of(
          "**", "//", "<<", ">>", "<=", ">=", "==", "!=", "+", "-", "*", "/", "%", "<", ">", "&",
          "|", "^", "~", "(", ")", "[", "]", ",", "=", ".");

  /// Those of statements, beside the others.
  private static final List<String> STATEMENT_SYMBOLS =
      List.of(
          "**=", "//=", "<<=", ">>=", "...", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", ":=",
          "->", ":", ";", "@", "{", "}");

  private final Source source;
  private final Dialect dialect;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int position;

  private Lexer(Source source, Dialect dialect) {
    this.source = source;
    this.dialect = dialect;
    this.text = source.text();
  }

  /// The tokens in order; the last, and only the last, is of kind [Token.Kind#END].
  static List<Token> tokens(Source source) {
    Lexer lexer = new Lexer(source, Dialect.EXPRESSION);
    lexer.skipBlanks();
    while (lexer.position < lexer.text.length()) {
      lexer.next();
      lexer.skipBlanks();
    }
    lexer.add(Token.Kind.END, lexer.position);
    return List.copyOf(lexer.tokens);
  }

  /// The tokens of statements in order, those of layout among them; the last is of kind
  /// [Token.Kind#END].
  static List<Token> statementTokens(Source source) {
    Lexer lexer = new Lexer(source, Dialect.STATEMENTS);
    Layout layout = new Layout(source, lexer.tokens);
    lexer.position = layout.next(0);
    while (lexer.position < lexer.text.length()) {
      int start = lexer.position;
      if (layout.isQuote(start)) {
        lexer.position = layout.string(start);
        lexer.tokens.add(
            new Token(Token.Kind.STRING, lexer.text.substring(start, lexer.position), start));
      } else {
        lexer.next();
        layout.note(lexer.tokens.getLast());
      }
      lexer.position = layout.next(lexer.position);
    }
    layout.end();
    lexer.add(Token.Kind.END, lexer.position);
    return List.copyOf(lexer.tokens);
  }

  /// Whether the word could be a name: a letter or `_`, then letters, digits, `_` and combining
  /// marks.
  static boolean isIdentifier(String word) {
    return !word.isEmpty()
        && isNameStart(word.codePointAt(0))
        && word.codePoints().allMatch(Lexer::isNamePart);
  }

  private void next() {
    int start = position;
    int first = text.codePointAt(position);
    if (isNameStart(first)) {
      while (position < text.length() && isNamePart(text.codePointAt(position))) {
        position += Character.charCount(text.codePointAt(position));
      }
      String name = Names.canonical(text.substring(start, position));
      tokens.add(new Token(Token.Kind.NAME, name, start));
    } else if (first == '`' && dialect == Dialect.EXPRESSION) {
      tokens.add(new Token(Token.Kind.QUOTED_NAME, Names.canonical(quotedName()), start));
    } else if (isDigit(first) || (first == '.' && isDigit(peek(1)))) {
      add(number(), start);
    } else {
      symbol();
      add(Token.Kind.SYMBOL, start);
    }
  }

  /// Reads a name in backticks. Two backticks in a row are a backtick of the name.
  private String quotedName() {
    int start = position;
    StringBuilder name = new StringBuilder();
    position++;
    while (peek(0) != '`' || peek(1) == '`') {
      if (position >= text.length()) {
        throw source.error(ErrorCode.INVALID_SYNTAX, start, "this '`' is never closed");
      }
      name.append(text.charAt(position));
      position += peek(0) == '`' ? 2 : 1;
    }
    position++;
    return name.toString();
  }

  private void symbol() {
    if (dialect == Dialect.STATEMENTS) {
      StatementAdvice.onSymbol(text, position)
          .ifPresent(
              advice -> {
                throw source.error(ErrorCode.INVALID_SYNTAX, position, advice);
              });
      Optional<String> symbol = startingWith(STATEMENT_SYMBOLS);
      if (symbol.isPresent()) {
        position += symbol.get().length();
        return;
      }
    }
    SyntaxAdvice.onForeignSymbol(text, position)
        .ifPresent(
            advice -> {
              throw source.error(ErrorCode.INVALID_SYNTAX, position, advice);
            });
    String symbol =
        startingWith(SYMBOLS)
            .orElseThrow(
                () ->
                    source.error(
                        ErrorCode.INVALID_SYNTAX,
                        position,
                        SyntaxAdvice.onCharacter(text, position)));
    position += symbol.length();
  }

  private Optional<String> startingWith(List<String> symbols) {
    return symbols.stream().filter(symbol -> text.startsWith(symbol, position)).findFirst();
  }

  private Token.Kind number() {
    int start = position;
    Token.Kind kind = Token.Kind.INTEGER;
    int radix = peek(0) == '0' ? prefixedRadix(peek(1)) : 10;
    if (radix != 10) {
      position += 2;
      digits(radix);
    } else if (decimal()) {
      kind = Token.Kind.FLOAT;
    } else if (text.charAt(start) == '0' && hasNonZeroDigit(start)) {
      throw source.error(ErrorCode.INVALID_SYNTAX, start, "a decimal integer starts with no zero");
    }
    boolean complete = Character.digit(text.charAt(position - 1), radix) >= 0 || endsInPoint();
    if (!complete || isNamePart(peekCodePoint()) || peek(0) == '.') {
      throw source.error(
          ErrorCode.INVALID_SYNTAX, position, SyntaxAdvice.afterNumber(peekCodePoint()));
    }
    return kind;
  }

  /// Reads a decimal number and says whether it has a point or an exponent.
  private boolean decimal() {
    int start = position;
    digits(10);
    int integerEnd = position;
    if (peek(0) == '.') {
      position++;
      if (isDigit(peek(0))) {
        digits(10);
      }
    }
    boolean signed = peek(1) == '+' || peek(1) == '-';
    if (position > start && (peek(0) == 'e' || peek(0) == 'E') && isDigit(peek(signed ? 2 : 1))) {
      position += signed ? 2 : 1;
      digits(10);
    }
    return position > integerEnd;
  }

  /// Reads digits with single underscores between them.
  private void digits(int radix) {
    while (isDigit(peek(0), radix) || (peek(0) == '_' && isDigit(peek(1), radix))) {
      position++;
    }
  }

  private boolean endsInPoint() {
    return text.charAt(position - 1) == '.';
  }

  private boolean hasNonZeroDigit(int start) {
    return text.substring(start, position).chars().anyMatch(digit -> digit >= '1' && digit <= '9');
  }

  private void add(Token.Kind kind, int start) {
    tokens.add(new Token(kind, text.substring(start, position), start));
  }

  private void skipBlanks() {
    while (position < text.length() && " \t\r\n\f".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  /// The UTF-16 unit at this distance ahead, NUL after the end (NUL itself belongs to no token).
  private char peek(int ahead) {
    return position + ahead < text.length() ? text.charAt(position + ahead) : 0;
  }

  private int peekCodePoint() {
    return position < text.length() ? text.codePointAt(position) : 0;
  }

  private static int prefixedRadix(char prefix) {
    return switch (prefix) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 10;
    };
  }

  private static boolean isDigit(int character) {
    return isDigit(character, 10);
  }

  /// ASCII digits only.
  private static boolean isDigit(int character, int radix) {
    return character < 128 && Character.digit(character, radix) >= 0;
  }

  private static boolean isNameStart(int codePoint) {
    return codePoint == '_' || Character.isUnicodeIdentifierStart(codePoint);
  }

  private static boolean isNamePart(int codePoint) {
    return codePoint == '_'
        || (Character.isUnicodeIdentifierPart(codePoint)
            && !Character.isIdentifierIgnorable(codePoint));
  }
}
