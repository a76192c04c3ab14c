package io.parallax.language;

import static io.parallax.language.Source.quote;

import io.parallax.error.ErrorCode;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gives syntax its meaning: resolves names, applies promotion and broadcasting, and refuses what
/// has no type, no shape or no value.
///
/// The result is a function of the arguments alone. Failures carry the offset of the construct at
/// fault.
public final class Analyzer {
  /// The most elements of an array in which `isin` looks for others. Each element is compared with
  /// all of them.
  public static final int MAX_SET_ELEMENTS = 10_000;

  private static final String LANGUAGE = "np.";

  private final Source source;
  private final Scope scope;
  private final Promotion promotion;
  private final Operators operators;
  private final ElementwiseCalls elementwise;
  private final ReductionCalls reductions;
  private final CallerCalls callers;
  private final Optional<BodyExpressions> body;

  private Analyzer(Source source, Scope scope) {
    this.source = source;
    this.scope = scope;
    this.promotion = new Promotion(source);
    Broadcasting broadcasting = new Broadcasting(source);
    this.operators = new Operators(source, promotion, broadcasting);
    this.elementwise = new ElementwiseCalls(source, promotion, broadcasting, operators);
    this.reductions = new ReductionCalls(source, promotion, broadcasting);
    this.callers = new CallerCalls(source, scope, promotion, broadcasting, this::operand);
    this.body =
        scope.body().map(arrays -> new BodyExpressions(source, arrays, promotion, this::operand));
  }

  /// An analyzer of the expressions within a caller's function.
  ///
  /// @param source the whole text that they are part of
  /// @param scope with a body
  public static Analyzer within(String source, Scope scope) {
    return new Analyzer(new Source(source), scope);
  }

  /// The value in its own type; literals alone are int64 or float64.
  public Expression value(Syntax syntax) {
    return promotion.strong(operand(syntax));
  }

  /// The value as one of a type that its own promotes to. Literals take the type as they do in
  /// expressions.
  public Expression value(Syntax syntax, DataType type) {
    return promotion.convert(operand(syntax), type);
  }

  /// Whether the value is true: numbers are where they are not zero.
  public Expression condition(Syntax syntax) {
    return promotion.convert(truth(syntax), DataType.BOOL);
  }

  /// An index as an int64.
  public Expression index(Syntax syntax) {
    return body.orElseThrow().integer(syntax, "an index");
  }

  /// A bound or the step of a range as an int64.
  public Expression rangeBound(Syntax syntax) {
    return body.orElseThrow().integer(syntax, "an argument of range");
  }

  /// An integer that is known before anything runs, empty for any other value.
  public Optional<BigInteger> integer(Syntax syntax) {
    return operand(syntax) instanceof AnalyzedOperand.WeakInteger(BigInteger value, _)
        ? Optional.of(value)
        : Optional.empty();
  }

  /// Whether the type holds the value: the value's own type promotes to it, or the value is of
  /// literals that take the type.
  public boolean fits(Syntax syntax, DataType type) {
    return switch (operand(syntax)) {
      case AnalyzedOperand.Strong(Expression expression) -> expression.type().promote(type) == type;
      case AnalyzedOperand.WeakInteger _, AnalyzedOperand.WeakInt64 _ -> type.isNumeric();
      case AnalyzedOperand.WeakFloat _ -> type.isFloating();
    };
  }

  /// The first value of a call of a caller's function that may return several.
  public Expression.Apply apply(Syntax.Call call) {
    return callers.apply(call);
  }

  /// As [#analyze(String, Syntax, Scope)], over inputs alone, none of which is weak.
  public static Expression analyze(String source, Syntax syntax, Map<String, ArrayType> inputs) {
    return analyze(source, syntax, Scope.of(inputs));
  }

  /// Analyses an expression. Names of the scope that it does not mention have no effect. The result
  /// of literals alone is int64 or float64.
  ///
  /// @param source the text that was parsed as `syntax`
  public static Expression analyze(String source, Syntax syntax, Scope scope) {
    Analyzer analyzer = new Analyzer(new Source(source), scope);
    return analyzer.promotion.strong(analyzer.whole(syntax));
  }

  /// Analyses a text that is a call of one of the caller's functions, which may return several
  /// values.
  ///
  /// @return the first of them
  public static Expression.Apply analyzeCall(String source, Syntax syntax, Scope scope) {
    if (syntax instanceof Syntax.Call call
        && scope.callables().parameters(call.function()).isPresent()) {
      return new Analyzer(new Source(source), scope).callers.apply(call);
    }
    throw new IllegalArgumentException("not a call of a function: " + source);
  }

  /// The expression as an operand, which may be weak.
  static AnalyzedOperand operand(String source, Syntax syntax, Scope scope) {
    return new Analyzer(new Source(source), scope).whole(syntax);
  }

  private AnalyzedOperand whole(Syntax syntax) {
    AnalyzedOperand operand = operand(syntax);
    if (!scope.definitions().isEmpty()) {
      requireHeight(operand);
    }
    return operand;
  }

  /// The height of each text is limited by the parser, but not that of definitions within
  /// definitions.
  private void requireHeight(AnalyzedOperand operand) {
    int height =
        switch (operand) {
          case AnalyzedOperand.WeakInteger _ -> 1;
          case AnalyzedOperand.WeakInt64(Expression expression, _) -> Definition.height(expression);
          case AnalyzedOperand.WeakFloat(Expression expression) -> Definition.height(expression);
          case AnalyzedOperand.Strong(Expression expression) -> Definition.height(expression);
        };
    if (height > Parser.MAX_HEIGHT) {
      throw source.error(
          ErrorCode.TOO_LARGE,
          operand.offset(),
          "with the definitions it uses the expression has more than "
              + Parser.MAX_HEIGHT
              + " operations in a row");
    }
  }

  private AnalyzedOperand operand(Syntax syntax) {
    return switch (syntax) {
      case Syntax.IntegerLiteral(var value, int offset) ->
          new AnalyzedOperand.WeakInteger(value, offset);
      case Syntax.FloatLiteral(double value, int offset) -> weak(value, offset);
      case Syntax.BooleanLiteral(boolean value, int offset) ->
          new AnalyzedOperand.Strong(new Expression.Literal(Scalar.of(value), offset));
      case Syntax.Name name -> name(name);
      case Syntax.Unary unary when body.isPresent() -> bodyUnary(unary);
      case Syntax.Unary(Syntax.Prefix prefix, Syntax operand, int offset) ->
          operators.unary(prefix, operand(operand), offset);
      case Syntax.Binary(BinaryOperator operator, Syntax left, Syntax right, int offset)
          when body.isPresent() && isSum(operator) ->
          operators.binary(
              operator,
              BodyExpressions.number(operand(left)),
              BodyExpressions.number(operand(right)),
              offset);
      case Syntax.Binary(BinaryOperator operator, Syntax left, Syntax right, int offset) ->
          operators.binary(operator, operand(left), operand(right), offset);
      case Syntax.Comparison(ComparisonOperator operator, Syntax left, Syntax right, int offset) ->
          operators.comparison(operator, operand(left), operand(right), offset);
      case Syntax.Logical(LogicalOperator operator, Syntax left, Syntax right, int offset) ->
          operators.logical(operator, operand(left), operand(right), offset);
      case Syntax.Tuple(_, int offset) ->
          throw source.error(
              ErrorCode.INVALID_ARGUMENT,
              offset,
              body.isPresent()
                  ? "a list is not a value; it may stand after 'in', and several values after"
                      + " 'return' and '='"
                  : "a list is not a value; send the array as an input (a list may stand after"
                      + " 'in' and in options such as axis=(0, 1))");
      case Syntax.Call call -> call(call);
      case Syntax.Conditional(Syntax condition, Syntax then, Syntax otherwise, int offset) ->
          elementwise.call(
              BasicFunction.WHERE,
              List.of(
                  new AnalyzedOperand.Strong(condition(condition)),
                  operand(then),
                  operand(otherwise)),
              offset);
      case Syntax.Subscript subscript -> body.orElseThrow().subscript(subscript);
      case Syntax.Attribute attribute -> body.orElseThrow().attribute(attribute);
    };
  }

  /// An operand of which only its truth counts, so that Python's `and` and `or` of numbers give
  /// what their truths give.
  private AnalyzedOperand truth(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Logical(LogicalOperator operator, Syntax left, Syntax right, int offset) ->
          operators.logical(
              operator,
              new AnalyzedOperand.Strong(condition(left)),
              new AnalyzedOperand.Strong(condition(right)),
              offset);
      case Syntax.IntegerLiteral _,
          Syntax.FloatLiteral _,
          Syntax.BooleanLiteral _,
          Syntax.Name _,
          Syntax.Unary _,
          Syntax.Binary _,
          Syntax.Comparison _,
          Syntax.Tuple _,
          Syntax.Call _,
          Syntax.Conditional _,
          Syntax.Subscript _,
          Syntax.Attribute _ ->
          operand(syntax);
    };
  }

  private AnalyzedOperand bodyUnary(Syntax.Unary unary) {
    return switch (unary.prefix()) {
      case NOT ->
          operators.unary(
              unary.prefix(),
              new AnalyzedOperand.Strong(condition(unary.operand())),
              unary.offset());
      case PLUS, MINUS ->
          operators.unary(
              unary.prefix(), BodyExpressions.number(operand(unary.operand())), unary.offset());
      case INVERT -> operators.unary(unary.prefix(), operand(unary.operand()), unary.offset());
    };
  }

  private static boolean isSum(BinaryOperator operator) {
    return switch (operator) {
      case ADD, SUBTRACT, MULTIPLY -> true;
      case DIVIDE, FLOOR_DIVIDE, MODULO, POWER, SHIFT_LEFT, SHIFT_RIGHT, AND, OR, XOR -> false;
    };
  }

  private static AnalyzedOperand weak(double value, int offset) {
    return new AnalyzedOperand.WeakFloat(new Expression.Literal(Scalar.of(value), offset));
  }

  private AnalyzedOperand name(Syntax.Name name) {
    ArrayType input = scope.inputs().get(name.name());
    if (body.isPresent() && scope.body().orElseThrow().arrays().containsKey(name.name())) {
      throw source.error(
          ErrorCode.TYPE_MISMATCH,
          name.offset(),
          quote(name.name())
              + " is an array; read an element, such as "
              + name.name()
              + "[i], or its length, len("
              + name.name()
              + ")");
    }
    if (input != null) {
      return input(new Expression.Input(name.name(), input, name.offset()));
    }
    AnalyzedOperand defined = scope.definitions().find(name.name(), name.offset());
    if (defined != null) {
      return defined;
    }
    return NamedConstant.ofLabel(name.name())
        .map(constant -> weak(constant.value(), name.offset()))
        .orElseThrow(
            () ->
                source.error(
                    ErrorCode.UNKNOWN_NAME,
                    name.offset(),
                    NameAdvice.onName(name.name(), scope.names())));
  }

  private AnalyzedOperand input(Expression.Input input) {
    return switch (scope.weak().get(input.name())) {
      case null -> new AnalyzedOperand.Strong(input);
      case FLOAT -> new AnalyzedOperand.WeakFloat(input);
      case INT32 -> new AnalyzedOperand.WeakInt64(input, DataType.INT32);
      case INT64 -> new AnalyzedOperand.WeakInt64(input, DataType.INT64);
    };
  }

  private AnalyzedOperand call(Syntax.Call call) {
    if (scope.callables().parameters(call.function()).isPresent()) {
      return callers.call(call);
    }
    String label = label(call);
    Optional<Function> function = Function.ofLabel(label);
    if (function.isPresent()) {
      return call(function.get(), call);
    }
    DataType type =
        DataType.ofLabel(label)
            .orElseThrow(
                () ->
                    source.error(
                        ErrorCode.UNKNOWN_NAME,
                        call.offset(),
                        NameAdvice.onFunction(call.function(), scope.names())));
    return cast(type, call);
  }

  /// The name in the language. Among a caller's functions `np.` names one of the language, also
  /// where the caller has a function of that name.
  private String label(Syntax.Call call) {
    return call.function().startsWith(LANGUAGE)
        ? call.function().substring(LANGUAGE.length())
        : call.function();
  }

  private AnalyzedOperand call(Function function, Syntax.Call call) {
    if (function instanceof ReductionFunction && body.isPresent()) {
      throw source.error(
          ErrorCode.INVALID_ARGUMENT,
          call.offset(),
          quote(function.label())
              + " is of all elements, and a function sees one item; write a loop, such as"
              + " for v in a: s += v");
    }
    Arguments arguments = Arguments.match(source, function, call);
    List<Syntax> operands = arguments.operands();
    if ((function == ReductionFunction.QUANTILE || function == ReductionFunction.NANQUANTILE)
        && operands.get(1) instanceof Syntax.Tuple list) {
      throw source.error(
          ErrorCode.INVALID_ARGUMENT,
          list.offset(),
          "'q' is a single number; write a call for each quantile, such as "
              + function.label()
              + "(x, 0.1)");
    }
    return switch (function) {
      case BasicFunction.CLIP ->
          elementwise.clip(
              operand(operands.get(0)),
              bound(operands.get(1)),
              bound(operands.get(2)),
              call.offset());
      case BasicFunction.ISIN ->
          elementwise.isIn(
              operand(operands.getFirst()), members(operands.getLast()), call.offset());
      case ElementwiseFunction each ->
          elementwise.call(each, operands.stream().map(this::operand).toList(), call.offset());
      case ReductionFunction reduction ->
          reductions.call(
              reduction,
              operands.stream().map(this::operand).toList(),
              new ReductionOptions(source, arguments.options()),
              call.offset());
    };
  }

  /// A bound of `clip`, empty for None.
  private Optional<AnalyzedOperand> bound(Syntax bound) {
    return bound instanceof Syntax.Name(String name, _) && name.equals("None")
        ? Optional.empty()
        : Optional.of(operand(bound));
  }

  /// The elements of a list, or an array by itself.
  private List<AnalyzedOperand> members(Syntax set) {
    if (!(set instanceof Syntax.Tuple(List<Syntax> elements, _))) {
      AnalyzedOperand array = operand(set);
      if (array instanceof AnalyzedOperand.Strong(Expression expression)
          && expression.shape().elementCount() > MAX_SET_ELEMENTS) {
        throw source.error(
            ErrorCode.TOO_LARGE,
            set.offset(),
            "the set of 'isin' has "
                + expression.shape().elementCount()
                + " elements; it may have "
                + MAX_SET_ELEMENTS);
      }
      return List.of(array);
    }
    List<AnalyzedOperand> members = elements.stream().map(this::operand).toList();
    for (AnalyzedOperand member : members) {
      if (member instanceof AnalyzedOperand.Strong(Expression expression)
          && !expression.shape().isScalar()) {
        throw source.error(
            ErrorCode.INVALID_ARGUMENT,
            member.offset(),
            "an element of a list has no dimensions; this has shape " + expression.shape());
      }
    }
    return members;
  }

  private AnalyzedOperand cast(DataType type, Syntax.Call call) {
    if (call.arguments().size() != 1 || !call.keywords().isEmpty()) {
      throw source.error(
          ErrorCode.INVALID_ARGUMENT,
          call.offset(),
          quote(type.label()) + " takes one argument: " + type.label() + "(x)");
    }
    AnalyzedOperand operand = operand(call.arguments().getFirst());
    if (type == DataType.INT32
        && operand instanceof AnalyzedOperand.WeakInteger(var value, int offset)
        && !Promotion.fits(value, type)
        && Promotion.fits(value, DataType.INT64)) {
      throw source.error(
          ErrorCode.TYPE_MISMATCH,
          offset,
          quote(value.toString())
              + " does not fit int32; write int64("
              + value
              + "), or int32("
              + value
              + ".0) for the nearest bound");
    }
    return elementwise.cast(type, operand, call.offset());
  }
}
