package io.parallax.language;

import static io.parallax.language.Source.quote;

import io.parallax.type.DataType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sentences for text that cannot be read. If the text is written as in another language, they say
/// what to write instead.
final class SyntaxAdvice {
  /// A symbol of other languages and the advice for it; longer symbols first.
  private record Foreign(String symbol, String advice) {}

  private static final String MATRICES =
      "for the product of matrices send the left one with shape [n, k, 1], the right one with"
          + " [1, k, m], and write dot(a, b, axis=1); dot(x, y) is that of two vectors";

  private static final String TEXTS =
      "there are no texts; a name that is no identifier stands in backticks: `my column`";

  private static final List<Foreign> FOREIGN =
      List.of(
          new Foreign("===", "write '=='"),
          new Foreign(">>>", "write '>>', which keeps the sign"),
          new Foreign("!==", "write '!='"),
          new Foreign("&&", "write '&' or 'and'"),
          new Foreign("||", "write '|' or 'or'"),
          new Foreign("<>", "write '!='"),
          new Foreign("=>", "write '>='"),
          new Foreign("=<", "write '<='"),
          new Foreign("~=", "write '!='"),
          new Foreign("%%", "write '%'"),
          new Foreign("%/%", "write '//'"),
          new Foreign("%in%", "write x in (1, 2, 3)"),
          new Foreign("%*%", MATRICES),
          new Foreign(".*", "write '*'"),
          new Foreign("./", "write '/'"),
          new Foreign(".^", "write '**'"),
          new Foreign("/*", "there are no comments"),
          new Foreign("??", "write where(isnan(x), y, x)"),
          new Foreign(":=", "an expression is a single value, and nothing is assigned"),
          new Foreign("->", "an expression is a single value"));

  private static final Map<Integer, String> CHARACTERS =
      Map.ofEntries(
          Map.entry((int) '!', "write '~' or 'not'"),
          Map.entry((int) '?', "write where(condition, x, y)"),
          Map.entry(
              (int) ':',
              "write where(condition, x, y) for a choice; there are no slices and no lambda"),
          Map.entry((int) '@', MATRICES),
          Map.entry((int) '"', TEXTS),
          Map.entry((int) '\'', TEXTS),
          Map.entry((int) '“', TEXTS),
          Map.entry((int) '”', TEXTS),
          Map.entry((int) '‘', TEXTS),
          Map.entry((int) '’', TEXTS),
          Map.entry((int) '\\', "line breaks need no sign"),
          Map.entry((int) '\u00A0', "write a plain blank"),
          Map.entry((int) '²', "write x ** 2"),
          Map.entry((int) '³', "write x ** 3"),
          Map.entry((int) '∞', "write inf"),
          Map.entry((int) '∑', "write sum(x)"),
          Map.entry((int) '∏', "write prod(x)"),
          Map.entry((int) '∛', "write cbrt(x)"),
          Map.entry((int) '¬', "write '~' or 'not'"),
          Map.entry((int) '∧', "write '&' or 'and'"),
          Map.entry((int) '∨', "write '|' or 'or'"),
          Map.entry((int) '∈', "write x in (1, 2, 3)"),
          Map.entry((int) '⋅', "write '*'"),
          Map.entry((int) '∗', "write '*'"),
          Map.entry((int) '∕', "write '/'"),
          Map.entry((int) '⁄', "write '/'"),
          Map.entry((int) '（', "write '('"),
          Map.entry((int) '）', "write ')'"),
          Map.entry((int) '，', "write ','"),
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

  /// `x.astype('int64')`.
  private static final Pattern QUOTED_CAST =
      Pattern.compile("(?:\\b(\\w{1,30})|[)])\\.astype\\( ?(?:dtype ?= ?)?['\"](\\w{1,30})['\"]");

  private static final int MAX_CAST_LENGTH = 60;

  private static final Set<String> LIBRARIES =
      Set.of(
          "np",
          "numpy",
          "math",
          "ne",
          "cmath",
          "Math",
          "pd",
          "scipy",
          "torch",
          "tf",
          "jnp",
          "cp",
          "F",
          "std",
          "statistics",
          "operator");

  /// Words that stand between operands elsewhere, and what to write.
  private static final Map<String, String> BETWEEN =
      Map.ofEntries(
          Map.entry("mod", "write '%'"),
          Map.entry("div", "write '//'"),
          Map.entry("AND", "write 'and'"),
          Map.entry("OR", "write 'or'"),
          Map.entry("NOT", "write 'not'"),
          Map.entry("IN", "write 'in'"),
          Map.entry("xor", "write '^'"),
          Map.entry("XOR", "write '^'"),
          Map.entry("IS", "write '=='; for null write isnan(x), for not null ~isnan(x)"),
          Map.entry("eq", "write '=='"),
          Map.entry("ne", "write '!='"),
          Map.entry("lt", "write '<'"),
          Map.entry("gt", "write '>'"),
          Map.entry("between", "write (x >= 1) & (x <= 2)"),
          Map.entry("BETWEEN", "write (x >= 1) & (x <= 2)"),
          Map.entry("like", TEXTS),
          Map.entry("LIKE", TEXTS),
          Map.entry("for", "there are no loops: an expression works on all elements at once"),
          Map.entry(
              "where",
              "conditions belong in the predicate of /v1/filter or the where of" + " /v1/reduce"),
          Map.entry(
              "WHERE",
              "conditions belong in the predicate of /v1/filter or the where of" + " /v1/reduce"),
          Map.entry("group", "there is no grouping by keys (groupBy)"),
          Map.entry("GROUP", "there is no grouping by keys (groupBy)"),
          Map.entry("over", "there is no grouping by keys (groupBy)"),
          Map.entry("OVER", "there is no grouping by keys (groupBy)"),
          Map.entry("order", "there is no sorting"),
          Map.entry("ORDER", "there is no sorting"),
          Map.entry("from", "send the columns as inputs and write the expression alone"),
          Map.entry("FROM", "send the columns as inputs and write the expression alone"),
          Map.entry("as", "results are named in the request"),
          Map.entry("AS", "results are named in the request; for CAST(x AS INT) write int64(x)"));

  /// Words that start a construct elsewhere, if a name, a number or '(' follows.
  private static final Map<String, String> AHEAD =
      Map.ofEntries(
          Map.entry("lambda", "there are no functions of your own; write the expression itself"),
          Map.entry("function", "there are no functions of your own; write the expression itself"),
          Map.entry("def", "there are no functions of your own; write the expression itself"),
          Map.entry("return", "an expression is a single value; write it alone"),
          Map.entry("let", "an expression is a single value, and nothing is assigned"),
          Map.entry("var", "an expression is a single value, and nothing is assigned"),
          Map.entry("const", "an expression is a single value, and nothing is assigned"),
          Map.entry("import", "functions need no import"),
          Map.entry("for", "there are no loops: an expression works on all elements at once"),
          Map.entry("while", "there are no loops: an expression works on all elements at once"),
          Map.entry("case", "there are no conditional expressions; write where(x > 0, x, y)"),
          Map.entry("CASE", "there are no conditional expressions; write where(x > 0, x, y)"),
          Map.entry("select", "send the columns as inputs and write the expression alone"),
          Map.entry("SELECT", "send the columns as inputs and write the expression alone"),
          Map.entry("new", "there are no objects"));

  static final String MEMBERSHIP_CHAIN =
      "'in' does not chain with comparisons; put it in parentheses: (x in (1, 2)) & (y > 0)";

  private SyntaxAdvice() {}

  static Optional<String> onForeignSymbol(String text, int position) {
    return FOREIGN.stream()
        .filter(foreign -> text.startsWith(foreign.symbol, position))
        .findFirst()
        .map(foreign -> quote(foreign.symbol) + " is not an operator; " + foreign.advice);
  }

  /// On a character of a text that begins no token.
  static String onCharacter(String text, int position) {
    Matcher cast = QUOTED_CAST.matcher(text);
    cast.useTransparentBounds(true);
    cast.region(
        Math.max(0, position - MAX_CAST_LENGTH),
        Math.min(text.length(), position + MAX_CAST_LENGTH));
    while (cast.find()) {
      if (cast.start(2) - 1 == position) {
        String owner = cast.group(1) == null ? "…" : cast.group(1);
        return "there are no texts; " + onCast(owner, cast.group(2));
      }
    }
    int codePoint = text.codePointAt(position);
    String character = quote(Character.toString(codePoint));
    String advice = CHARACTERS.get(codePoint);
    return character + " has no place in an expression" + (advice == null ? "" : "; " + advice);
  }

  /// On a word that another one follows; empty if the word means nothing elsewhere.
  static Optional<String> onWord(String word) {
    return Optional.ofNullable(AHEAD.get(word))
        .map(advice -> quote(word) + " has no place in an expression; " + advice);
  }

  static String afterNumber(int codePoint) {
    if (codePoint == 'j' || codePoint == 'J') {
      return "there are no complex numbers";
    }
    if ("fFdDlLuUnm".indexOf(codePoint) >= 0) {
      return "numbers have no suffix such as "
          + quote(Character.toString(codePoint))
          + "; to multiply, write '*' between them";
    }
    if (codePoint == '_' || codePoint == '.' || codePoint == 0 || Character.isDigit(codePoint)) {
      return "this number is not complete";
    }
    return quote(Character.toString(codePoint))
        + " cannot follow a number directly; to multiply, write '*' between them; a name that"
        + " begins with a digit stands in backticks: `2nd`";
  }

  /// On a token that cannot stand where a value is expected.
  ///
  /// @param before the token before it; the token itself if it is the first
  static String insteadOfOperand(Token before, Token token) {
    if (before.is("%")) {
      return "'%' is the remainder of a division and needs a right operand; for 10 per cent write"
          + " 0.1";
    }
    if (token.kind() == Token.Kind.END) {
      return "the expression ends where a value is expected";
    }
    if (before.is("(") && token.is("*")) {
      return "a value is expected instead of '*'; for the number of elements write size(x)";
    }
    if (before.is("(") && token.is(")")) {
      return "a value is expected between '(' and ')'; a list after 'in' is not empty";
    }
    return switch (token.text()) {
      case "if", "else" -> "there is no " + quote(token.text()) + "; write where(condition, x, y)";
      case "is" -> "a value is expected instead of 'is'; for is.na(x) write isnan(x)";
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
      case "is" ->
          "'is' is not an operator; write '=='; for null write isnan(x), for not null ~isnan(x)";
      case "not" -> "'not' cannot follow a value; write 'and not', 'or not' or '!='";
      case ")" -> "there is no '(' for this ')'";
      case "]" -> "there is no '[' for this ']'";
      case "," ->
          "a comma separates arguments only; an expression is a single value, and numbers are"
              + " written as 1.5 and 1000";
      case "[" ->
          "there is no indexing; send the part that is needed as an input, or keep elements by a"
              + " condition: the where of /v1/reduce, the predicate of /v1/filter";
      case "." -> "there are no attributes; write sum(x) instead of x.sum()";
      default -> {
        String advice = BETWEEN.get(token.text());
        if (advice == null && token.kind() == Token.Kind.INTEGER) {
          advice = "numbers are written without separators, as 1000";
        }
        yield advice == null
            ? "an operator is missing before "
                + quote(token.text())
                + (token.kind() == Token.Kind.NAME
                    ? "; a name that is no identifier stands in backticks: `my column`"
                    : "")
            : quote(token.text()) + " is not an operator; " + advice;
      }
    };
  }

  /// On `owner.member` or `owner.member(arguments)`.
  ///
  /// @param arguments as written; empty if there are none
  static String onAttribute(String owner, String member, String arguments) {
    boolean library = LIBRARIES.contains(owner);
    String none = "there are no attributes; ";
    if (owner.equals("na") || member.equals("na")) {
      return none + "functions such as nanmean(x) leave NaN out";
    }
    if (owner.equals("Math") && (member.equals("max") || member.equals("min"))) {
      return none + "write " + member + "imum(x, y) of two, or " + member + "(x) of all elements";
    }
    if (member.equals("astype")) {
      return none + onCast(owner, arguments);
    }
    if (!library && member.equals("count")) {
      return none + "write sum(~isnan(x)) for what is not NaN, or count(x) for what is not zero";
    }
    if (!library && member.equals("where")) {
      return none + "write where(condition, x, y)";
    }
    if (NameAdvice.isCallable(member)) {
      String following = arguments.isEmpty() ? "" : ", " + arguments;
      return none
          + (library
              ? "write " + quote(member) + " without a prefix"
              : "write " + member + "(" + owner + following + ")");
    }
    Optional<String> foreign =
        NameAdvice.onForeign(owner + "." + member).or(() -> NameAdvice.onForeign(member));
    if (foreign.isPresent()) {
      return none + foreign.get();
    }
    return none
        + (library
            ? "write " + quote(member) + " without a prefix"
            : "send " + quote(member) + " as an input of its own");
  }

  /// On `owner.astype(type)`.
  private static String onCast(String owner, String type) {
    String name = type.substring(type.lastIndexOf('.') + 1);
    return DataType.ofLabel(name)
        .map(DataType::label)
        .or(
            () ->
                ForeignNames.expression(name)
                    .filter(expression -> expression.endsWith("(x)"))
                    .map(expression -> expression.substring(0, expression.indexOf('(')))
                    .filter(label -> DataType.ofLabel(label).isPresent()))
        .map(label -> "write " + label + "(" + owner + ")")
        .orElse("write a cast such as float64(x)");
  }
}
