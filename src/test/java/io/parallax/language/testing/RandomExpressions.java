package io.parallax.language.testing;

import io.parallax.error.ComputeException;
import io.parallax.language.Analyzer;
import io.parallax.language.BasicFunction;
import io.parallax.language.BinaryOperator;
import io.parallax.language.ComparisonOperator;
import io.parallax.language.ElementwiseFunction;
import io.parallax.language.Function;
import io.parallax.language.LogicalOperator;
import io.parallax.language.MathFunction;
import io.parallax.language.NamedConstant;
import io.parallax.language.Parameter;
import io.parallax.language.Parser;
import io.parallax.language.Printer;
import io.parallax.language.ReductionFunction;
import io.parallax.language.Syntax;
import io.parallax.language.Syntax.Prefix;
import io.parallax.language.TypeRule;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Random well-typed expressions over given inputs, the same for the same seed: texts that
/// [Parser#parse] and [Analyzer#analyze] accept. Together they use every operator, function, cast
/// and reduction that the inputs' types and shapes permit.
///
/// Integer divisors, exponents and shift counts are guarded (`abs(x) | 1`, `x & 7`), and
/// `nanargmin` and `nanargmax` look at integers, so that running an expression meets no fault,
/// whatever the inputs' values.
public final class RandomExpressions {
  private static final int ATTEMPTS = 20;

  private final SplittableRandom random;
  private final Map<String, ArrayType> inputs;
  private final List<String> names;

  public RandomExpressions(long seed, Map<String, ArrayType> inputs) {
    this.random = new SplittableRandom(seed);
    this.inputs = Map.copyOf(inputs);
    this.names = inputs.keySet().stream().sorted().toList();
  }

  /// The next expression, of at most that height.
  public String next(int height) {
    String text = Printer.print(tree(height));
    while (text.length() > Parser.MAX_TEXT_BYTES) {
      text = Printer.print(tree(height));
    }
    return text;
  }

  private Syntax tree(int height) {
    for (int attempt = 0; height > 0 && attempt < ATTEMPTS; attempt++) {
      Syntax candidate = operation(height - 1);
      if (isAccepted(candidate)) {
        return candidate;
      }
    }
    return leaf();
  }

  private Syntax leaf() {
    return switch (random.nextInt(10)) {
      case 0 -> integer(random.nextInt(10));
      case 1 -> new Syntax.FloatLiteral(random.nextInt(1, 100) / 8.0, 0);
      case 2 -> new Syntax.BooleanLiteral(random.nextBoolean(), 0);
      case 3 -> new Syntax.Name(pick(List.of(NamedConstant.values())).label(), 0);
      default -> names.isEmpty() ? integer(2) : new Syntax.Name(pick(names), 0);
    };
  }

  private Syntax operation(int height) {
    int choice = random.nextInt(100);
    if (choice < 35) {
      return binary(pick(List.of(BinaryOperator.values())), height);
    } else if (choice < 45) {
      ComparisonOperator operator = pick(List.of(ComparisonOperator.values()));
      return new Syntax.Comparison(operator, tree(height), tree(height), 0);
    } else if (choice < 52) {
      LogicalOperator operator = pick(List.of(LogicalOperator.values()));
      return new Syntax.Logical(operator, bool(tree(height)), bool(tree(height)), 0);
    } else if (choice < 62) {
      return unary(pick(List.of(Prefix.values())), tree(height));
    } else if (choice < 68) {
      return call(pick(List.of(DataType.values())).label(), tree(height));
    } else {
      return function(anyFunction(), height);
    }
  }

  /// Functions of mathematics, which are long programs, come more rarely than others.
  private Function anyFunction() {
    Function function = pick(Function.all());
    while (function instanceof MathFunction && random.nextInt(4) > 0) {
      function = pick(Function.all());
    }
    return function;
  }

  private Syntax binary(BinaryOperator operator, int height) {
    Syntax left = tree(height);
    Syntax right = tree(height);
    return switch (operator) {
      case AND, OR, XOR -> new Syntax.Binary(operator, integral(left), integral(right), 0);
      case SHIFT_LEFT, SHIFT_RIGHT ->
          new Syntax.Binary(operator, integral(left), smallCount(integral(right)), 0);
      case FLOOR_DIVIDE, MODULO ->
          new Syntax.Binary(operator, left, isIntegral(left, right) ? nonZero(right) : right, 0);
      case POWER ->
          new Syntax.Binary(operator, left, isIntegral(left, right) ? smallCount(right) : right, 0);
      case ADD, SUBTRACT, MULTIPLY, DIVIDE -> new Syntax.Binary(operator, left, right, 0);
    };
  }

  private Syntax unary(Prefix prefix, Syntax operand) {
    return switch (prefix) {
      case NOT -> new Syntax.Unary(prefix, bool(operand), 0);
      case INVERT -> new Syntax.Unary(prefix, integral(operand), 0);
      case PLUS, MINUS -> new Syntax.Unary(prefix, operand, 0);
    };
  }

  private Syntax function(Function function, int height) {
    List<Syntax> arguments = new ArrayList<>();
    for (Parameter parameter : function.operands()) {
      arguments.add(
          parameter.role() == Parameter.Role.SCALAR_OPERAND
              ? new Syntax.FloatLiteral(random.nextInt(9) / 8.0, 0)
              : tree(height));
    }
    Syntax last = arguments.getLast();
    switch (function) {
      case BasicFunction.ROUND -> {
        int decimals = random.nextInt(-3, 6);
        arguments.set(
            1,
            decimals < 0
                ? new Syntax.Unary(Prefix.MINUS, integer(-decimals), 0)
                : integer(decimals));
      }
      case BasicFunction.CLIP -> {
        if (random.nextInt(4) == 0) {
          arguments.set(random.nextInt(1, 3), new Syntax.Name("None", 0));
        }
      }
      case BasicFunction.ISIN -> {
        if (random.nextInt(3) > 0) {
          arguments.set(1, new Syntax.Tuple(List.of(last, integer(random.nextInt(9)), leaf()), 0));
        }
      }
      case BasicFunction.BIT_COUNT -> arguments.set(0, integral(last));
      case BasicFunction.UNIFORM -> {
        arguments.set(0, integral(arguments.getFirst()));
        arguments.set(1, integral(last));
      }
      case BasicFunction.FMOD -> {
        if (isIntegral(arguments.getFirst(), last)) {
          arguments.set(1, nonZero(last));
        }
      }
      case MathFunction.POW -> {
        if (isIntegral(arguments.getFirst(), last)) {
          arguments.set(1, smallCount(last));
        }
      }
      case ReductionFunction.NANARGMIN, ReductionFunction.NANARGMAX ->
          arguments.set(0, integral(arguments.getFirst()));
      case ReductionFunction.DOT -> {
        if (random.nextBoolean()) {
          arguments.set(0, last);
        }
      }
      default -> {}
    }
    return new Syntax.Call(function.label(), arguments, options(function, arguments), 0);
  }

  private List<Syntax.Keyword> options(Function function, List<Syntax> arguments) {
    List<Syntax.Keyword> options = new ArrayList<>();
    if (function instanceof ElementwiseFunction) {
      return options;
    }
    int rank = arguments.stream().mapToInt(argument -> shape(argument).rank()).max().orElse(0);
    if (rank > 0 && random.nextInt(3) > 0) {
      options.add(new Syntax.Keyword("axis", axis(function, rank), 0));
    }
    if (random.nextInt(4) == 0) {
      Syntax keep = new Syntax.BooleanLiteral(random.nextInt(4) > 0, 0);
      options.add(new Syntax.Keyword("keepdims", keep, 0));
    }
    if (function instanceof ReductionFunction reduction
        && (reduction.plain() == ReductionFunction.VAR
            || reduction.plain() == ReductionFunction.STD)
        && random.nextBoolean()) {
      options.add(new Syntax.Keyword("ddof", integer(random.nextInt(2)), 0));
    }
    return options;
  }

  private Syntax axis(Function function, int rank) {
    if (random.nextInt(3) == 0 && function.typeRule() != TypeRule.INDEX) {
      List<Integer> axes =
          new ArrayList<>(
              IntStream.range(0, rank).filter(_ -> random.nextBoolean()).boxed().toList());
      if (!axes.isEmpty()) {
        return new Syntax.Tuple(axes.stream().map(RandomExpressions::integer).toList(), 0);
      }
    }
    int axis = random.nextInt(-rank, rank);
    return axis < 0 ? new Syntax.Unary(Prefix.MINUS, integer(-axis), 0) : integer(axis);
  }

  private Syntax nonZero(Syntax divisor) {
    return new Syntax.Binary(BinaryOperator.OR, call("abs", call("int64", divisor)), integer(1), 0);
  }

  private static Syntax smallCount(Syntax count) {
    return new Syntax.Binary(BinaryOperator.AND, count, integer(7), 0);
  }

  private Syntax bool(Syntax operand) {
    return type(operand) == DataType.BOOL ? operand : call("bool", operand);
  }

  private Syntax integral(Syntax operand) {
    boolean narrow = random.nextBoolean();
    return type(operand).isFloating() ? call(narrow ? "int32" : "int64", operand) : operand;
  }

  private boolean isIntegral(Syntax left, Syntax right) {
    return !type(left).isFloating() && !type(right).isFloating();
  }

  private DataType type(Syntax syntax) {
    return Analyzer.analyze("", syntax, inputs).type();
  }

  private Shape shape(Syntax syntax) {
    return Analyzer.analyze("", syntax, inputs).shape();
  }

  private boolean isAccepted(Syntax syntax) {
    try {
      Analyzer.analyze("", syntax, inputs);
      return true;
    } catch (ComputeException refused) {
      return false;
    }
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static Syntax call(String function, Syntax argument) {
    return new Syntax.Call(function, List.of(argument), List.of(), 0);
  }

  private static Syntax integer(int value) {
    return new Syntax.IntegerLiteral(BigInteger.valueOf(value), 0);
  }
}
