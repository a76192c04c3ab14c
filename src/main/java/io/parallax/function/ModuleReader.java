package io.parallax.function;

import static io.parallax.language.Source.quote;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.Parser;
import io.parallax.language.Source;
import io.parallax.language.Syntax;
import io.parallax.language.Token;
import io.parallax.language.TokenCursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a text of functions by recursive descent: what stands at its left margin.
final class ModuleReader {
  private final Parser parser;
  private final Source source;
  private final TokenCursor tokens;
  private final Imports imports = new Imports();
  private final TypeReader types;
  private final StatementReader statements;
  private final Map<String, Integer> defined = new LinkedHashMap<>();
  private final List<ModuleSyntax.ConstantSyntax> constants = new ArrayList<>();
  private final List<FunctionSyntax> functions = new ArrayList<>();

  private ModuleReader(String text) {
    this.parser = Parser.ofStatements(text);
    this.source = parser.source();
    this.tokens = parser.tokens();
    this.types = new TypeReader(source, tokens, imports);
    this.statements = new StatementReader(parser, types);
  }

  /// The definitions and constants of a text, in which every name of a module is written as
  /// `math.x` or `np.x`.
  static ModuleSyntax read(String text) {
    return new ModuleReader(text).module();
  }

  private ModuleSyntax module() {
    while (!tokens.atEnd()) {
      part();
    }
    if (functions.isEmpty()) {
      throw invalid(
          tokens.peek().offset(), "there is no function; one begins with def f(x): and a block");
    }
    QualifiedNames names = new QualifiedNames(source, imports);
    return new ModuleSyntax(
        constants.stream()
            .map(
                each ->
                    new ModuleSyntax.ConstantSyntax(
                        each.name(), names.qualify(each.value()), each.offset()))
            .toList(),
        functions.stream().map(each -> names.qualify(each, defined.keySet())).toList());
  }

  private void part() {
    Token token = tokens.peek();
    switch (token.kind()) {
      case NEWLINE -> tokens.take();
      case STRING -> {
        tokens.take();
        endLine();
      }
      case INDENT -> throw invalid(token.offset(), StatementReader.UNEXPECTED_INDENT);
      case NAME, SYMBOL, DEDENT, INTEGER, FLOAT, QUOTED_NAME, END -> named(token);
    }
  }

  private void named(Token token) {
    switch (token.text()) {
      case "import" -> {
        new ImportReader(source, tokens, imports).imported();
        endLine();
      }
      case "from" -> {
        new ImportReader(source, tokens, imports).from();
        endLine();
      }
      case "@" -> decorator();
      case "def" -> function();
      case "async" ->
          throw invalid(token.offset(), "nothing is asynchronous; a function begins with def");
      case "class" -> throw invalid(token.offset(), "there are no classes; write functions");
      case "if", "for", "while", "try", "with" ->
          throw invalid(
              token.offset(),
              "only definitions, constants and imports stand at the left margin; the service"
                  + " calls the function for each item");
      case "function", "fn", "func", "fun", "sub" ->
          throw invalid(token.offset(), "a function begins with def, such as def f(x):");
      default -> constant(token);
    }
  }

  private void constant(Token name) {
    boolean assigns =
        name.kind() == Token.Kind.NAME
            && (tokens.peekSecond().is("=") || tokens.peekSecond().is(":"));
    if (!assigns) {
      throw invalid(
          name.offset(),
          "only definitions, constants and imports stand at the left margin, not "
              + quote(name.text()));
    }
    statements.requireName(name);
    tokens.take();
    if (tokens.accept(":")) {
      types.read();
      if (!tokens.at("=")) {
        throw invalid(tokens.peek().offset(), "a constant has a value: " + name.text() + " = 1");
      }
    }
    tokens.take();
    Syntax value = parser.expression();
    if (tokens.at(",") || value instanceof Syntax.Tuple) {
      throw invalid(value.offset(), "a constant is one number; tuples and lists are not there");
    }
    endLine();
    define(name);
    constants.add(new ModuleSyntax.ConstantSyntax(name.text(), value, name.offset()));
  }

  private void define(Token name) {
    if (defined.put(name.text(), name.offset()) != null) {
      throw source.error(
          ErrorCode.INVALID_ARGUMENT, name.offset(), quote(name.text()) + " is defined twice");
    }
  }

  /// `@njit` and the like, which say how Numba compiles.
  private void decorator() {
    Token at = tokens.take();
    List<String> path = new ArrayList<>();
    do {
      path.add(tokens.take().text());
    } while (tokens.accept("."));
    switch (path.getLast()) {
      case "njit", "jit", "vectorize", "cfunc", "lru_cache", "cache" -> {}
      case "guvectorize", "stencil" ->
          throw invalid(
              at.offset(),
              quote(path.getLast())
                  + " has no meaning here; return the value of an item, and read arrays by"
                  + " index");
      default ->
          throw invalid(
              at.offset(),
              "only decorators of Numba, such as @njit, stand here, and they change nothing;"
                  + " leave this one out");
    }
    if (tokens.at("(")) {
      skipBrackets();
    }
    endLine();
    if (!tokens.at("def") && !tokens.at("@")) {
      throw invalid(tokens.peek().offset(), "a decorator stands before a definition");
    }
  }

  private void skipBrackets() {
    int open = 0;
    do {
      Token token = tokens.take();
      switch (token.text()) {
        case "(", "[", "{" -> open++;
        case ")", "]", "}" -> open--;
        default -> {}
      }
    } while (open > 0);
  }

  private void function() {
    Token def = tokens.take();
    Token name = tokens.peek();
    if (name.kind() != Token.Kind.NAME) {
      throw invalid(name.offset(), "a function has a name: def f(x):");
    }
    statements.requireName(name);
    tokens.take();
    define(name);
    if (functions.size() == FunctionLimits.MAX_FUNCTIONS) {
      throw source.error(
          ErrorCode.TOO_LARGE,
          def.offset(),
          "there are more than " + FunctionLimits.MAX_FUNCTIONS + " functions");
    }
    List<ParameterSyntax> parameters = parameters(name);
    Optional<List<TypeSyntax>> returns = tokens.accept("->") ? types.returned() : Optional.empty();
    List<StatementSyntax> body = statements.functionBody();
    functions.add(new FunctionSyntax(name.text(), parameters, returns, body, name.offset()));
  }

  private List<ParameterSyntax> parameters(Token function) {
    if (!tokens.accept("(")) {
      throw invalid(
          tokens.peek().offset(),
          "'(' is expected after the name: def " + function.text() + "(x):");
    }
    List<ParameterSyntax> parameters = new ArrayList<>();
    while (!tokens.at(")")) {
      ParameterSyntax parameter = parameter(parameters);
      parameters.add(parameter);
      if (parameters.size() > FunctionLimits.MAX_PARAMETERS) {
        throw source.error(
            ErrorCode.TOO_LARGE,
            parameter.offset(),
            "a function has at most " + FunctionLimits.MAX_PARAMETERS + " parameters");
      }
      if (!tokens.accept(",")) {
        break;
      }
      while (tokens.at("/") && !parameters.isEmpty()) {
        tokens.take();
        tokens.accept(",");
      }
    }
    if (!tokens.accept(")")) {
      throw invalid(tokens.peek().offset(), "',' or ')' is expected after a parameter");
    }
    return parameters;
  }

  private ParameterSyntax parameter(List<ParameterSyntax> before) {
    Token name = tokens.peek();
    if (name.is("*") || name.is("**")) {
      throw invalid(
          name.offset(), "parameters are named one by one, without " + quote(name.text()));
    }
    if (name.is("(")) {
      throw invalid(name.offset(), "a parameter is a name, not a tuple");
    }
    statements.requireName(name);
    tokens.take();
    if (before.stream().anyMatch(each -> each.name().equals(name.text()))) {
      throw invalid(name.offset(), quote(name.text()) + " is a parameter twice");
    }
    Optional<TypeSyntax> annotation =
        tokens.accept(":") ? Optional.of(types.read()) : Optional.empty();
    Optional<Syntax> defaultValue = Optional.empty();
    if (tokens.accept("=")) {
      defaultValue = Optional.of(parser.expression());
    } else if (!before.isEmpty() && before.getLast().defaultValue().isPresent()) {
      throw invalid(name.offset(), "parameters without a default value come before those with one");
    }
    return new ParameterSyntax(name.text(), annotation, defaultValue, name.offset());
  }

  private void endLine() {
    statements.endLine();
  }

  private ComputeException invalid(int offset, String detail) {
    return source.error(ErrorCode.INVALID_SYNTAX, offset, detail);
  }
}
