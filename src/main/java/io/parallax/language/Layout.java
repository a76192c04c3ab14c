package io.parallax.language;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The layout of statements by Python's rule: a line ends a statement unless a bracket is open or a
/// backslash precedes the line break, and a line that is indented more begins a block. A tab
/// reaches to the next multiple of eight columns; lines whose order depends on the width of a tab
/// are refused. Blank lines and comments mean nothing.
final class Layout {
  private static final int TAB = 8;

  /// The letters that may stand before a quotation mark, in lower case.
  private static final Set<String> PREFIXES =
      Set.of("f", "r", "b", "u", "fr", "rf", "br", "rb", "t", "rt", "tr");

  /// How far a line is indented, for two widths of a tab.
  private record Indentation(int columns, int characters) {}

  private final Source source;
  private final String text;
  private final List<Token> tokens;
  private final Deque<Indentation> blocks = new ArrayDeque<>(List.of(new Indentation(0, 0)));
  private final Deque<Token> open = new ArrayDeque<>();
  private boolean lineBegins = true;

  /// @param tokens to which those of layout are added
  Layout(Source source, List<Token> tokens) {
    this.source = source;
    this.text = source.text();
    this.tokens = tokens;
  }

  /// The position of the next token at or after this one, with the tokens of layout before it
  /// added.
  int next(int from) {
    int position = from;
    while (position < text.length()) {
      if (lineBegins && open.isEmpty()) {
        position = lineStart(position);
        if (lineBegins) {
          continue;
        }
      }
      char character = text.charAt(position);
      if (character == '#') {
        position = lineEnd(position);
      } else if (isBreak(character)) {
        if (open.isEmpty()) {
          newLine(position);
        }
        position = afterBreak(position);
      } else if (character == '\\') {
        position = continued(position);
      } else if (isBlank(character)) {
        position++;
      } else {
        return position;
      }
    }
    return position;
  }

  /// Notes a bracket that opens or closes.
  void note(Token token) {
    switch (token.text()) {
      case "(", "[", "{" -> open.push(token);
      case ")", "]", "}" -> close(token);
      default -> {}
    }
  }

  private void close(Token token) {
    String expected =
        switch (token.text()) {
          case ")" -> "(";
          case "]" -> "[";
          default -> "{";
        };
    if (open.isEmpty()) {
      throw invalid(
          token.offset(), "there is no '" + expected + "' for this '" + token.text() + "'");
    }
    Token opening = open.pop();
    if (!opening.text().equals(expected)) {
      throw invalid(
          token.offset(), "'" + token.text() + "' does not close '" + opening.text() + "'");
    }
  }

  /// Ends the text: the last line and all blocks.
  void end() {
    if (!open.isEmpty()) {
      Token opening = open.peek();
      throw invalid(opening.offset(), "this '" + opening.text() + "' is never closed");
    }
    if (!lineBegins) {
      newLine(text.length());
    }
    while (blocks.size() > 1) {
      blocks.pop();
      add(Token.Kind.DEDENT, text.length());
    }
  }

  /// Whether text in quotation marks begins here.
  boolean isQuote(int position) {
    int mark = position;
    while (mark < text.length() && mark < position + 2 && isLetter(text.charAt(mark))) {
      mark++;
    }
    boolean quoted = mark < text.length() && isMark(text.charAt(mark));
    return quoted && (mark == position || isPrefix(text.substring(position, mark)));
  }

  /// The end of the text in quotation marks that begins here.
  int string(int start) {
    int mark = start;
    while (isLetter(text.charAt(mark))) {
      mark++;
    }
    String one = text.substring(mark, mark + 1);
    boolean triple = text.startsWith(one.repeat(3), mark);
    String closing = triple ? one.repeat(3) : one;
    int position = mark + closing.length();
    while (position < text.length() && (triple || !isBreak(text.charAt(position)))) {
      if (text.startsWith(closing, position)) {
        return position + closing.length();
      }
      position += text.charAt(position) == '\\' ? 2 : 1;
    }
    throw invalid(start, "the text that begins here is never closed");
  }

  /// Skips a blank line, or reads the indentation of another.
  private int lineStart(int from) {
    int position = from;
    int columns = 0;
    int characters = 0;
    while (position < text.length() && isBlank(text.charAt(position))) {
      switch (text.charAt(position)) {
        case '\t' -> columns = (columns / TAB + 1) * TAB;
        case '\f' -> {
          columns = 0;
          characters = -1;
        }
        default -> columns++;
      }
      characters++;
      position++;
    }
    if (position < text.length() && text.charAt(position) == '#') {
      position = lineEnd(position);
    }
    if (position == text.length()) {
      return position;
    }
    if (isBreak(text.charAt(position))) {
      return afterBreak(position);
    }
    lineBegins = false;
    indent(new Indentation(columns, characters), position);
    return position;
  }

  private void indent(Indentation line, int position) {
    Indentation block = blocks.element();
    requireOneOrder(line, block, position);
    if (line.columns() > block.columns()) {
      blocks.push(line);
      add(Token.Kind.INDENT, position);
      return;
    }
    while (line.columns() < blocks.element().columns()) {
      blocks.pop();
      add(Token.Kind.DEDENT, position);
    }
    if (line.columns() > blocks.element().columns()) {
      throw invalid(position, "this line is indented as no line before it that is still open");
    }
    requireOneOrder(line, blocks.element(), position);
  }

  private void requireOneOrder(Indentation line, Indentation block, int position) {
    if (Integer.signum(line.columns() - block.columns())
        != Integer.signum(line.characters() - block.characters())) {
      throw invalid(position, "tabs and blanks are mixed in the indentation; use one of them");
    }
  }

  private void newLine(int position) {
    add(Token.Kind.NEWLINE, position);
    lineBegins = true;
  }

  private int continued(int position) {
    if (position + 1 < text.length() && isBreak(text.charAt(position + 1))) {
      return afterBreak(position + 1);
    }
    throw invalid(position, "a backslash continues a line and is the last character of it");
  }

  private int lineEnd(int from) {
    int position = from;
    while (position < text.length() && !isBreak(text.charAt(position))) {
      position++;
    }
    return position;
  }

  private int afterBreak(int position) {
    return text.startsWith("\r\n", position) ? position + 2 : position + 1;
  }

  private void add(Token.Kind kind, int offset) {
    tokens.add(new Token(kind, "", offset));
  }

  private ComputeException invalid(int offset, String detail) {
    return source.error(ErrorCode.INVALID_SYNTAX, offset, detail);
  }

  private static boolean isPrefix(String letters) {
    return PREFIXES.contains(letters.toLowerCase(Locale.ROOT));
  }

  private static boolean isLetter(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
  }

  private static boolean isMark(char character) {
    return character == '"' || character == '\'';
  }

  private static boolean isBreak(char character) {
    return character == '\n' || character == '\r';
  }

  private static boolean isBlank(char character) {
    return character == ' ' || character == '\t' || character == '\f';
  }
}
