package io.parallax.function;

import static io.parallax.language.Source.quote;

import io.parallax.error.NearestName;
import io.parallax.language.Syntax;
import io.parallax.language.Token;
import java.util.List;
import java.util.Optional;

/// Sentences for statements that Python has and these functions have not, and what to write
/// instead.
final class StatementRefusals {
  static final String ITERABLES =
      "a loop is over range(n) or over an array; there are no lists and no tuples to loop over";

  static final String SEVERAL_VARIABLES =
      "a loop has one variable; write for i in range(len(a)): and read a[i]";

  private static final String NO_OUTPUT =
      "nothing is printed; return the value, several as return a, b";

  private static final List<String> WORDS =
      List.of("return", "while", "for", "if", "elif", "else", "break", "continue", "pass");

  private StatementRefusals() {}

  /// On a word that begins a block in Python.
  static Optional<String> onCompound(Token token, Token next) {
    if (token.kind() != Token.Kind.NAME && token.kind() != Token.Kind.SYMBOL) {
      return Optional.empty();
    }
    return switch (token.text()) {
      case "def" -> Optional.of("a function does not stand in another; write it beside this one");
      case "class" -> Optional.of("there are no classes; write functions");
      case "try", "except", "finally" ->
          Optional.of(
              "faults are not caught; test the value before, or send"
                  + " \"onError\": \"collect\" to /v1/map");
      case "with" -> Optional.of("there is no 'with'; write the statements alone");
      case "async" -> Optional.of("nothing is asynchronous; write the statement without it");
      case "@" -> Optional.of("a decorator stands before a definition at the left margin");
      case "match", "switch", "case" ->
          begins(next)
              ? Optional.of("there is no " + quote(token.text()) + "; write if and elif")
              : Optional.empty();
      case "do", "repeat", "until", "loop" ->
          begins(next) || next.is(":")
              ? Optional.of(
                  "there is no " + quote(token.text()) + "; write while True: and a break")
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /// Whether a token can begin a value, so that the word before it is none.
  private static boolean begins(Token token) {
    return switch (token.kind()) {
      case NAME -> !List.of("and", "or", "in", "not", "is", "if", "else").contains(token.text());
      case INTEGER, FLOAT, STRING, QUOTED_NAME -> true;
      case SYMBOL, NEWLINE, INDENT, DEDENT, END -> false;
    };
  }

  /// On a word that begins a statement of one line in Python.
  static Optional<String> onSimple(Token token, Token next) {
    return switch (token.text()) {
      case "print" -> next.is("(") || begins(next) ? Optional.of(NO_OUTPUT) : Optional.empty();
      case "global", "nonlocal" ->
          Optional.of(
              "a function changes nothing outside; give the value as a parameter and return it");
      case "del" -> Optional.of("nothing is deleted; leave the name unused");
      case "assert" ->
          Optional.of(
              "there is no 'assert'; test with if, and return a value such as nan for what is"
                  + " not valid");
      case "raise" ->
          Optional.of("nothing is raised; return a value such as nan for what is not valid");
      case "yield" -> Optional.of("there are no generators; return the values");
      case "await" -> Optional.of("nothing is asynchronous; call the function as it is");
      case "import", "from" -> Optional.of("an import stands at the left margin, before def");
      case "var", "let", "const", "int", "float", "double", "long", "bool", "auto" ->
          begins(next)
              ? Optional.of("a name needs no declaration; write " + next.text() + " = 0")
              : Optional.empty();
      case "exec", "echo", "goto", "end", "then" ->
          begins(next)
              ? Optional.of(quote(token.text()) + " is no statement of Python")
              : Optional.empty();
      case "++", "--" -> Optional.of("write i += 1");
      case "*" -> Optional.of("names are assigned one by one, without '*'");
      case "else" -> Optional.of("'else' begins a line of its own");
      default ->
          token.kind() == Token.Kind.NAME && begins(next)
              ? NearestName.of(token.text(), WORDS)
                  .map(word -> quote(token.text()) + " is no statement; is '" + word + "' meant?")
              : Optional.empty();
    };
  }

  /// Where a block should begin.
  static String insteadOfColon(String word, Token token) {
    return switch (token.text()) {
      case "=" -> "'=' does not compare; write '=='";
      case ":=" -> "nothing is assigned within an expression; write the assignment before";
      case "{" -> "a block begins with ':' and is indented, without braces";
      case "then", "do" -> "':' is expected instead of " + quote(token.text());
      case "is" -> "there is no 'is'; numbers are compared with '==' and '!='";
      case "for" -> afterStatement(token);
      default ->
          token.kind() == Token.Kind.NEWLINE || token.kind() == Token.Kind.END
              ? "':' is expected at the end of the line of " + quote(word)
              : token.kind() == Token.Kind.STRING
                  ? "there are no texts"
                  : "':' or an operator is expected before " + quote(token.text());
    };
  }

  /// On what cannot follow a statement in its line.
  static String afterStatement(Token token) {
    if (token.kind() == Token.Kind.STRING) {
      return "there are no texts; return numbers";
    }
    return switch (token.text()) {
      case ":=" -> "write '=' to assign";
      case ":" -> "a block follows if, elif, else, for, while and def only";
      case "=" -> "'=' cannot stand here; to compare write '=='";
      case "if" -> "a choice has two values: a if c else b; for a condition begin a line with if";
      case "is" -> "there is no 'is'; numbers are compared with '==' and '!='";
      case "else", "elif" -> quote(token.text()) + " begins a line of its own";
      case "not" -> "'not' cannot follow a value; write 'and not', 'or not' or '!='";
      case "for", "async" ->
          "there are no lists and no comprehensions; write a loop over a number, such as s += x";
      case "{" -> "there are no braces; a block is indented";
      case "}" -> "there are no braces; a block ends with its indentation";
      case "->" -> "'->' stands after the parameters of def";
      case ")" -> "there is no '(' for this ')'";
      case "]" -> "there is no '[' for this ']'";
      case "@" -> "there is no product of matrices; write loops over its elements";
      default ->
          token.kind() == Token.Kind.SYMBOL && token.text().endsWith("=")
              ? quote(token.text()) + " assigns to a name or an element; it stands after one"
              : "an operator, or a new line, is missing before " + quote(token.text());
    };
  }

  /// On an iterable that is refused before it is read.
  static Optional<String> onIterable(Token token) {
    return switch (token.kind()) {
      case STRING -> Optional.of("there are no texts; " + ITERABLES);
      case INTEGER -> Optional.of("write for i in range(" + token.text() + "):");
      case SYMBOL ->
          token.is("[") || token.is("(") || token.is("{")
              ? Optional.of(ITERABLES)
              : Optional.empty();
      case FLOAT, NAME, QUOTED_NAME, NEWLINE, INDENT, DEDENT, END ->
          switch (token.text()) {
            case "enumerate", "zip" -> Optional.of(SEVERAL_VARIABLES);
            case "reversed" -> Optional.of("write for i in range(n - 1, -1, -1):");
            default -> Optional.empty();
          };
    };
  }

  /// On a statement that is a value.
  static String onUnusedValue(List<Syntax> values) {
    if (values.getFirst() instanceof Syntax.Call(String function, _, _, _)) {
      return onCall(function.substring(function.lastIndexOf('.') + 1));
    }
    return "this value is not used; assign it: y = …, or return it";
  }

  /// On a call that Python makes for its effect.
  static String onCall(String member) {
    return switch (member) {
      case "append", "extend", "add", "insert" ->
          "there are no lists and no "
              + quote(member)
              + "; a function returns one value for each item; to keep items that meet a"
              + " condition, send the condition as the predicate of /v1/filter";
      case "print" -> NO_OUTPUT;
      default -> "the value of this call is not used; assign or return it";
    };
  }
}
