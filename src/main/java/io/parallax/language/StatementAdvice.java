package io.parallax.language;

import static io.parallax.language.Source.quote;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Sentences for expressions within statements that cannot be read: what Python has and these
/// functions have not, and what to write instead.
final class StatementAdvice {
  static final String WITHOUT_ELSE = "a choice has two values: a if c else b";

  private static final String COMPREHENSION =
      "there are no lists and no comprehensions; write a loop over a number, such as s += x";

  private static final String LIST =
      "there are no lists; for an array of fixed size write a = zeros(10) and store elements, for"
          + " several results return them: return a, b";

  private static final String TEXT = "there are no texts; return numbers";

  private static final String LAMBDA =
      "there is no lambda; write a definition of its own with def, and call it";

  /// Python's words that begin no value here.
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("lambda", LAMBDA),
          Map.entry("yield", "there are no generators; return the values"),
          Map.entry("await", "nothing is asynchronous; call the function as it is"),
          Map.entry("async", "nothing is asynchronous; write the statement without it"),
          Map.entry("for", COMPREHENSION));

  /// Python's words that begin statements.
  private static final Set<String> STATEMENTS =
      Set.of(
          "def",
          "class",
          "return",
          "while",
          "break",
          "continue",
          "pass",
          "import",
          "from",
          "try",
          "except",
          "finally",
          "raise",
          "with",
          "global",
          "nonlocal",
          "assert",
          "del",
          "elif",
          "as");

  private static final Map<Integer, String> CHARACTERS =
      Map.of(
          (int) '?',
          "write a if condition else b",
          (int) '!',
          "write not x, or x != y",
          (int) '$',
          "names have letters, digits and _",
          (int) '`',
          "names have letters, digits and _");

  private StatementAdvice() {}

  /// On a character that begins no token.
  static Optional<String> onSymbol(String text, int position) {
    char character = text.charAt(position);
    if (text.startsWith("!=", position)) {
      return Optional.empty();
    }
    return Optional.ofNullable(CHARACTERS.get((int) character))
        .map(advice -> quote(Character.toString(character)) + " has no place here; " + advice);
  }

  /// On a word where a value is expected; empty for a name.
  static Optional<String> onWord(String word) {
    String advice = WORDS.get(word);
    if (advice != null) {
      return Optional.of(advice);
    }
    return STATEMENTS.contains(word)
        ? Optional.of("a value is expected instead of " + quote(word) + ", a word of Python")
        : Optional.empty();
  }

  /// Whether a word of Python cannot be a name.
  static boolean isReserved(String word) {
    return WORDS.containsKey(word)
        || STATEMENTS.contains(word)
        || Set.of("and", "or", "not", "if", "else", "is", "in", "True", "False", "None")
            .contains(word);
  }

  /// On a token that cannot stand where a value is expected.
  ///
  /// @param before the token before it
  static String insteadOfOperand(Token before, Token token) {
    return switch (token.kind()) {
      case STRING -> TEXT;
      case NEWLINE, INDENT, DEDENT, END ->
          before.is("+") || before.is("-")
              ? "a value is expected at the end of this line; to count write i += 1"
              : "a value is expected at the end of this line";
      case INTEGER, FLOAT, NAME, QUOTED_NAME, SYMBOL ->
          switch (token.text()) {
            case "[" -> LIST;
            case "{" -> "there are no dicts and no sets; write if and elif for a choice by value";
            case "*", "**" ->
                before.is("(") || before.is(",")
                    ? "arguments are written one by one, without " + quote(token.text())
                    : "a value is expected instead of " + quote(token.text());
            case "..." -> "there is no '...'; write pass for a statement that does nothing";
            case "@" -> "there is no product of matrices; write loops over its elements";
            case "not" -> "'not' binds loosely; put it in parentheses with its operand: (not x)";
            case "=" ->
                before.is("=") ? "write '==' to compare" : "'=' cannot stand here; write '=='";
            case ")" -> "a value is expected before ')'";
            default -> "a value is expected instead of " + quote(token.text());
          };
    };
  }

  /// On a token that cannot follow a complete value.
  static String afterOperand(Token token) {
    return switch (token.kind()) {
      case STRING -> TEXT;
      case NEWLINE, INDENT, DEDENT, END -> "the line ends too early";
      case INTEGER, FLOAT, NAME, QUOTED_NAME, SYMBOL ->
          switch (token.text()) {
            case "for", "async" -> COMPREHENSION;
            case ":=" -> "nothing is assigned within an expression; write the assignment before";
            case "=" -> "'=' does not compare; write '=='";
            case "is" -> "there is no 'is'; numbers are compared with '==' and '!='";
            case "if" -> "this 'if' cannot stand here; put the choice in parentheses";
            case "else" -> "'else' has no 'if' before it; a choice is a if c else b";
            case "not" -> "'not' cannot follow a value; write 'and not', 'or not' or '!='";
            case "@" -> "there is no product of matrices; write loops over its elements";
            case "." -> "a name is expected after '.'";
            case "(" -> "only functions are called; to multiply, write '*'";
            case ":" -> "':' cannot stand here; a block follows if, else, for, while and def";
            case "," -> "a comma cannot stand here";
            case ")" -> "there is no '(' for this ')'";
            case "]" -> "there is no '[' for this ']'";
            case "{" -> "there are no braces; a block is indented";
            case "->" -> "'->' cannot stand here; it is written after the parameters of def";
            default ->
                token.kind() == Token.Kind.NAME && isReserved(token.text())
                    ? quote(token.text()) + " begins a line of its own"
                    : "an operator is missing before " + quote(token.text());
          };
    };
  }

  /// On `:` or `]` among indices.
  static String onIndex(Token token) {
    return token.is(":")
        ? "there are no slices; write a loop over the indices"
        : "an index is expected before ']'";
  }

  /// On `x.member(…)` where x is no module.
  static String onMethod(String member) {
    return switch (member) {
      case "append", "extend", "insert", "add" ->
          "there are no lists and no "
              + quote(member)
              + "; a function returns one value for each item; to keep items that meet a"
              + " condition, send the condition as the predicate of /v1/filter";
      case "sum", "mean", "min", "max", "prod", "any", "all", "std", "var" ->
          "there is no " + quote(member) + " of an array here; write a loop over its elements";
      case "copy" -> "arrays are not copied; read the elements";
      case "astype" -> "write a cast of each element, such as float64(a[i])";
      default -> "there are no methods such as " + quote(member) + "; call a function of the value";
    };
  }
}
