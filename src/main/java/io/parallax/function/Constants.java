package io.parallax.function;

import static io.parallax.language.Source.quote;

import io.parallax.error.ErrorCode;
import io.parallax.language.Analyzer;
import io.parallax.language.Callables;
import io.parallax.language.Definitions;
import io.parallax.language.Expression;
import io.parallax.language.NamedConstant;
import io.parallax.language.Parser;
import io.parallax.language.Scope;
import io.parallax.language.Source;
import io.parallax.language.Syntax;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The constants that stand beside the functions of a text. They are weak, as literals are.
final class Constants {
  private final Source source;
  private final Map<String, Syntax> values = new LinkedHashMap<>();

  private final Map<String, Syntax> formulas = new HashMap<>();
  private int inlinedNodes;
  private final Set<String> known = new HashSet<>();
  private final Definitions definitions;

  Constants(Source source, Iterable<ModuleSyntax.ConstantSyntax> constants, PythonNames python) {
    this.source = source;
    constants.forEach(constant -> known.add(constant.name()));
    for (ModuleSyntax.ConstantSyntax constant : constants) {
      Syntax value = python.rewrite(constant.value());
      requireNumber(value);
      values.put(constant.name(), value);
    }
    this.definitions =
        Definitions.of(
            values.keySet().stream()
                .map(name -> new Definitions.Text(name, source.text(), Functions.POINTER))
                .toList(),
            Map.of(),
            Map.of(),
            text -> Objects.requireNonNull(values.get(text.name())));
    definitions
        .failures()
        .forEach(
            failure -> {
              throw failure;
            });
  }

  /// An expression of a function in which the formula of a constant that is no literal, such as
  /// `math.sqrt(2)`, stands in place of its name.
  ///
  /// @param hidden the function's own names, which hide constants
  Syntax inlined(Syntax syntax, Set<String> hidden) {
    if (syntax instanceof Syntax.Name(String name, _)
        && values.containsKey(name)
        && !hidden.contains(name)
        && !isLiteral(syntax)) {
      Syntax formula = formula(name);
      inlinedNodes += size(formula);
      if (inlinedNodes > Parser.MAX_STATEMENT_NODES) {
        throw source.error(
            ErrorCode.TOO_LARGE,
            syntax.offset(),
            "with the formulas of constants the functions have more than "
                + Parser.MAX_STATEMENT_NODES
                + " names, numbers and operations");
      }
      return formula;
    }
    return Rewriting.children(syntax, each -> inlined(each, hidden));
  }

  private Syntax formula(String name) {
    Syntax known = formulas.get(name);
    if (known != null) {
      return known;
    }
    Syntax value = Objects.requireNonNull(values.get(name), name);
    Syntax formula = writtenOut(value);
    if (size(formula) > FunctionLimits.MAX_CONSTANT_NODES) {
      throw source.error(
          ErrorCode.TOO_LARGE,
          value.offset(),
          "the formula of "
              + quote(name)
              + " has more than "
              + FunctionLimits.MAX_CONSTANT_NODES
              + " names, numbers and operations; write its value");
    }
    formulas.put(name, formula);
    return formula;
  }

  /// The expression with the formula of every constant in place of its name, so that no name of a
  /// function can be taken for the constant's.
  private Syntax writtenOut(Syntax syntax) {
    return syntax instanceof Syntax.Name(String name, _) && values.containsKey(name)
        ? formula(name)
        : Rewriting.children(syntax, this::writtenOut);
  }

  private static int size(Syntax syntax) {
    return 1 + syntax.children().stream().mapToInt(Constants::size).sum();
  }

  private boolean isLiteral(Syntax value) {
    return analyzer().value(value) instanceof Expression.Literal;
  }

  private Analyzer analyzer() {
    Scope scope =
        new Scope(
            Map.of(),
            Map.of(),
            definitions,
            Set.of(),
            Callables.NONE,
            Optional.of(new Scope.Body(Map.of())));
    return Analyzer.within(source.text(), scope);
  }

  Set<String> names() {
    return values.keySet();
  }

  Definitions definitions() {
    return definitions;
  }

  /// The value of a parameter that is not given.
  Expression.Literal literal(Syntax value) {
    requireNumber(value);
    if (analyzer().value(value) instanceof Expression.Literal literal) {
      return literal;
    }
    throw source.error(
        ErrorCode.INVALID_ARGUMENT,
        value.offset(),
        "a default value is a number that is known from the text, such as 10 or 1e-6");
  }

  private void requireNumber(Syntax syntax) {
    switch (syntax) {
      case Syntax.Subscript _, Syntax.Attribute _, Syntax.Conditional _ ->
          throw source.error(
              ErrorCode.INVALID_ARGUMENT,
              syntax.offset(),
              "a constant is a number, computed from numbers and constants");
      case Syntax.Call(String function, _, _, int offset)
          when LocalArrays.isZeros((Syntax.Call) syntax) || function.equals("range") ->
          throw source.error(
              ErrorCode.INVALID_ARGUMENT,
              offset,
              quote(function)
                  + " does not stand outside of functions; send the array as an input, or make it"
                  + " within the function");
      case Syntax.Call(String function, _, _, int offset) when Library.isNameOfCopy(function) ->
          throw source.error(
              ErrorCode.INVALID_ARGUMENT,
              offset,
              quote(Library.label(function))
                  + " is computed within functions; write the constant's value");
      case Syntax.Name(String name, int offset)
          when !known.contains(name) && NamedConstant.ofLabel(name).isEmpty() ->
          throw source.error(
              ErrorCode.UNKNOWN_NAME,
              offset,
              quote(name) + " is unknown; a constant is computed from numbers and constants");
      case Syntax.IntegerLiteral _,
          Syntax.FloatLiteral _,
          Syntax.BooleanLiteral _,
          Syntax.Name _,
          Syntax.Unary _,
          Syntax.Binary _,
          Syntax.Comparison _,
          Syntax.Logical _,
          Syntax.Tuple _,
          Syntax.Call _ ->
          syntax.children().forEach(this::requireNumber);
    }
  }
}
