package io.parallax.language;

import static io.parallax.language.Source.quote;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Sentences for text that cannot be read. If the text is written as in another language, they say
/// what to write instead.
final class SyntaxAdvice {
  /// A symbol of other languages and the advice for it; longer symbols first.
  private record Foreign(String symbol, String advice) {}

  private static final List<Foreign> FOREIGN =
      List.of(
          new Foreign("===", "write '=='"),
          new Foreign("!==", "write '!='"),
          new Foreign("&&", "write '&' or 'and'"),
          new Foreign("||", "write '|' or 'or'"),
          new Foreign("<>", "write '!='"),
          new Foreign("=>", "write '>='"),
          new Foreign("=<", "write '<='"));

  private static final Map<Integer, String> CHARACTERS =
      Map.ofEntries(
          Map.entry((int) '!', "write '~' or 'not'"),
          Map.entry((int) '?', "write where(condition, x, y)"),
          Map.entry((int) ':', "write where(condition, x, y) for a choice; there are no slices"),
          Map.entry((int) '@', "write dot(a, b)"),
          Map.entry((int) '"', "there are no texts"),
          Map.entry((int) '\'', "there are no texts"),
          Map.entry((int) '{', "arrays belong in the inputs"),
          Map.entry((int) ';', "an expression is a single value"),
          Map.entry((int) '#', "there are no comments"),
          Map.entry((int) '−', "write '-'"),
          Map.entry((int) '–', "write '-'"),
          Map.entry((int) '×', "write '*'"),
          Map.entry((int) '·', "write '*'"),
          Map.entry((int) '÷', "write '/'"),
          Map.entry((int) '≤', "write '<='"),
          Map.entry((int) '≥', "write '>='"),
          Map.entry((int) '≠', "write '!='"),
          Map.entry((int) '√', "write sqrt(x)"));

  private static final Set<String> LIBRARIES = Set.of("np", "numpy", "math", "ne", "cmath", "Math");

  static final String MEMBERSHIP_CHAIN =
      "'in' does not chain with comparisons; put it in parentheses: (x in (1, 2)) & (y > 0)";

  private SyntaxAdvice() {}

  static Optional<String> onForeignSymbol(String text, int position) {
    return FOREIGN.stream()
        .filter(foreign -> text.startsWith(foreign.symbol, position))
        .findFirst()
        .map(foreign -> quote(foreign.symbol) + " is not an operator; " + foreign.advice);
  }

  static String onCharacter(int codePoint) {
    String character = quote(Character.toString(codePoint));
    String advice = CHARACTERS.get(codePoint);
    return character + " has no place in an expression" + (advice == null ? "" : "; " + advice);
  }

  static String afterNumber(int codePoint) {
    if (codePoint == 'j' || codePoint == 'J') {
      return "there are no complex numbers";
    }
    if (codePoint == '_' || codePoint == '.' || codePoint == 0 || Character.isDigit(codePoint)) {
      return "this number is not complete";
    }
    return quote(Character.toString(codePoint))
        + " cannot follow a number directly; to multiply, write '*' between them; a name that"
        + " begins with a digit stands in backticks: `2nd`";
  }

  /// On a token that cannot stand where a value is expected.
  static String insteadOfOperand(Token token) {
    if (token.kind() == Token.Kind.END) {
      return "the expression ends where a value is expected";
    }
    return switch (token.text()) {
      case "not" -> "'not' binds loosely; put it in parentheses with its operand: (not x)";
      case "=" -> "'=' cannot stand here; did you mean '=='?";
      default -> "a value is expected instead of " + quote(token.text());
    };
  }

  /// On a token that cannot follow a complete value.
  static String afterOperand(Token token) {
    if (token.kind() == Token.Kind.QUOTED_NAME) {
      return "an operator is missing before " + Names.quote(token.text());
    }
    return switch (token.text()) {
      case "" -> "the expression ends too early";
      case "=" -> "'=' does not compare and nothing can be assigned; did you mean '=='?";
      case "if", "else" -> "there are no conditional expressions; write where(condition, x, y)";
      case "is" -> "'is' is not an operator; write '=='";
      case "not" -> "'not' cannot follow a value; write 'and not', 'or not' or '!='";
      case ")" -> "there is no '(' for this ')'";
      case "]" -> "there is no '[' for this ']'";
      case "," -> "a comma separates arguments only; an expression is a single value";
      case "[" -> "there is no indexing; send the part that is needed as an input";
      case "." -> "there are no attributes; write sum(x) instead of x.sum()";
      default ->
          "an operator is missing before "
              + quote(token.text())
              + (token.kind() == Token.Kind.NAME
                  ? "; a name that is no identifier stands in backticks: `my column`"
                  : "");
    };
  }

  /// On `owner.member`.
  static String onAttribute(String owner, String member) {
    String instead =
        LIBRARIES.contains(owner)
            ? "write " + quote(member) + " without a prefix"
            : "write sum(x) instead of x.sum()";
    return "there are no attributes; " + instead;
  }
}
