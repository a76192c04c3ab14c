package io.parallax.function;

import static io.parallax.language.Source.quote;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.BasicFunction;
import io.parallax.language.BinaryOperator;
import io.parallax.language.Function;
import io.parallax.language.ReductionFunction;
import io.parallax.language.Source;
import io.parallax.language.Syntax;
import io.parallax.type.DataType;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Names of Python, `math` and NumPy as expressions of the language. A function of the language is
/// called `np.x`, which no function of the caller's hides.
///
/// @param own the caller's functions, which hide Python's
record PythonNames(Source source, Set<String> own) {
  private static final BigInteger TWO = BigInteger.TWO;

  private static final Map<String, Double> CONSTANTS =
      Map.of(
          "math.pi", Math.PI,
          "math.e", Math.E,
          "math.tau", 2 * Math.PI,
          "math.inf", Double.POSITIVE_INFINITY,
          "math.nan", Double.NaN,
          "np.pi", Math.PI,
          "np.e", Math.E,
          "np.inf", Double.POSITIVE_INFINITY,
          "np.nan", Double.NaN);

  /// Functions whose value is a float, as NumPy has them, by their names in `math`.
  private static final Map<String, String> MATHEMATICS =
      Map.ofEntries(
          Map.entry("sqrt", "sqrt"),
          Map.entry("exp", "exp"),
          Map.entry("exp2", "exp2"),
          Map.entry("expm1", "expm1"),
          Map.entry("log2", "log2"),
          Map.entry("log10", "log10"),
          Map.entry("log1p", "log1p"),
          Map.entry("sin", "sin"),
          Map.entry("cos", "cos"),
          Map.entry("tan", "tan"),
          Map.entry("asin", "arcsin"),
          Map.entry("acos", "arccos"),
          Map.entry("atan", "arctan"),
          Map.entry("atan2", "arctan2"),
          Map.entry("sinh", "sinh"),
          Map.entry("cosh", "cosh"),
          Map.entry("tanh", "tanh"),
          Map.entry("asinh", "arcsinh"),
          Map.entry("acosh", "arccosh"),
          Map.entry("atanh", "arctanh"),
          Map.entry("cbrt", "cbrt"),
          Map.entry("hypot", "hypot"),
          Map.entry("copysign", "copysign"),
          Map.entry("nextafter", "nextafter"),
          Map.entry("isnan", "isnan"),
          Map.entry("isinf", "isinf"),
          Map.entry("isfinite", "isfinite"));

  /// NumPy's names of functions that the language has under others.
  private static final Map<String, String> NUMPY =
      Map.ofEntries(
          Map.entry("absolute", "abs"),
          Map.entry("fabs", "abs"),
          Map.entry("asin", "arcsin"),
          Map.entry("acos", "arccos"),
          Map.entry("atan", "arctan"),
          Map.entry("atan2", "arctan2"),
          Map.entry("asinh", "arcsinh"),
          Map.entry("acosh", "arccosh"),
          Map.entry("atanh", "arctanh"),
          Map.entry("rint", "round"),
          Map.entry("around", "round"),
          Map.entry("fix", "trunc"),
          Map.entry("power", "pow"),
          Map.entry("bitwise_count", "bit_count"));

  private static final Map<String, BinaryOperator> OPERATORS =
      Map.of(
          "np.add", BinaryOperator.ADD,
          "np.subtract", BinaryOperator.SUBTRACT,
          "np.multiply", BinaryOperator.MULTIPLY,
          "np.divide", BinaryOperator.DIVIDE,
          "np.true_divide", BinaryOperator.DIVIDE,
          "np.floor_divide", BinaryOperator.FLOOR_DIVIDE,
          "np.mod", BinaryOperator.MODULO,
          "np.remainder", BinaryOperator.MODULO);

  /// The names of a module that `from module import *` binds.
  static List<String> of(String module) {
    return switch (module) {
      case "math" ->
          Stream.concat(
                  MATHEMATICS.keySet().stream(),
                  Stream.of(
                      "pi",
                      "e",
                      "tau",
                      "inf",
                      "nan",
                      "floor",
                      "ceil",
                      "trunc",
                      "fabs",
                      "pow",
                      "log",
                      "fmod",
                      "degrees",
                      "radians",
                      "gcd",
                      "lcm",
                      "isqrt",
                      "factorial",
                      "perm",
                      "comb"))
              .toList();
      case "numba" -> List.of("prange", "njit", "jit");
      default -> List.of();
    };
  }

  /// The expression with names of the language alone.
  Syntax rewrite(Syntax syntax) {
    Syntax inner = Rewriting.children(syntax, this::rewrite);
    return switch (inner) {
      case Syntax.Attribute(Syntax.Name(String owner, int at), String member, int offset)
          when isModule(owner) ->
          constant(owner + "." + member, at, offset);
      case Syntax.Call call when !own.contains(call.function()) -> call(call);
      case Syntax.IntegerLiteral _,
          Syntax.FloatLiteral _,
          Syntax.BooleanLiteral _,
          Syntax.Name _,
          Syntax.Unary _,
          Syntax.Binary _,
          Syntax.Comparison _,
          Syntax.Logical _,
          Syntax.Tuple _,
          Syntax.Conditional _,
          Syntax.Subscript _,
          Syntax.Call _,
          Syntax.Attribute _ ->
          inner;
    };
  }

  private static boolean isModule(String name) {
    return name.equals("math")
        || name.equals("np")
        || name.equals("numba")
        || name.equals("typing");
  }

  private Syntax constant(String name, int at, int offset) {
    Double value = CONSTANTS.get(name);
    if (value != null) {
      return new Syntax.FloatLiteral(value, at);
    }
    String member = name.substring(name.indexOf('.') + 1);
    if (TypeReader.named(member).isPresent()) {
      return new Syntax.Name(member, at); // the type of an array, or a refusal
    }
    throw source.error(
        ErrorCode.UNKNOWN_NAME,
        offset,
        quote(name) + " is no number; math has the constants pi, e, tau, inf and nan");
  }

  private Syntax call(Syntax.Call call) {
    String function = call.function();
    int point = function.indexOf('.');
    if (point < 0) {
      return builtin(call);
    }
    String member = function.substring(point + 1);
    return switch (function.substring(0, point)) {
      case "math" -> mathematics(call, member);
      case "np" -> numpy(call, member);
      case "numba" ->
          member.equals("prange")
              ? named(call, "range")
              : TypeReader.named(member).isPresent()
                  ? cast(call, TypeReader.named(member).orElseThrow())
                  : refuseUnknown(call, member);
      default -> throw unknown(call, function, "it is no function here");
    };
  }

  private Syntax builtin(Syntax.Call call) {
    return switch (call.function()) {
      case "abs" -> language(call, BasicFunction.ABS);
      case "min" -> extreme(call, BasicFunction.MINIMUM);
      case "max" -> extreme(call, BasicFunction.MAXIMUM);
      case "int", "float", "bool" -> converted(call);
      case "round" ->
          call.arguments().size() == 1 && call.keywords().isEmpty()
              ? whole(call, "np.round")
              : language(call, BasicFunction.ROUND);
      case "pow" -> power(call);
      case "len" -> length(call);
      case "zeros", "empty", "range", "divmod" -> call;
      default -> {
        Optional<String> refusal =
            PythonRefusals.onBuiltin(call.function())
                .or(
                    () ->
                        Function.ofLabel(call.function()).isPresent()
                            ? Optional.empty()
                            : PythonRefusals.onMember(call.function()));
        if (refusal.isPresent()) {
          throw invalid(call, refusal.get());
        }
        yield call;
      }
    };
  }

  private Syntax converted(Syntax.Call call) {
    if (call.arguments().size() != 1 || !call.keywords().isEmpty()) {
      throw invalid(call, quote(call.function()) + " takes one number");
    }
    return cast(call, TypeReader.named(call.function()).orElseThrow());
  }

  private static Syntax cast(Syntax.Call call, DataType type) {
    return named(call, "np." + type.label());
  }

  private Syntax mathematics(Syntax.Call call, String member) {
    String label = MATHEMATICS.get(member);
    if (label != null) {
      if (member.equals("hypot") && call.arguments().size() != 2) {
        throw invalid(call, "'hypot' takes two numbers here: sqrt(x * x + y * y + z * z) of more");
      }
      return named(call, "np." + label);
    }
    return switch (member) {
      case "floor", "ceil", "trunc" -> whole(call, "np." + member);
      case "fabs" -> named(floats(call), "np.abs");
      case "pow", "fmod" -> named(floats(call), "np." + member);
      case "log" -> logarithm(call);
      case "gcd" -> ofSeveral(call, member, "gcd_signed");
      case "lcm" -> ofSeveral(call, member, member);
      case "isqrt" -> library(call, member, 1);
      case "factorial" -> permutations(call);
      case "perm" -> call.arguments().size() == 1 ? permutations(call) : library(call, member, 2);
      case "comb" -> library(call, member, 2);
      case "degrees" -> scaled(call, 180 / Math.PI);
      case "radians" -> scaled(call, Math.PI / 180);
      default -> refuseUnknown(call, member);
    };
  }

  private Syntax numpy(Syntax.Call call, String member) {
    BinaryOperator operator = OPERATORS.get(call.function());
    if (operator != null) {
      requireArguments(call, 2);
      return new Syntax.Binary(
          operator, call.arguments().getFirst(), call.arguments().getLast(), call.offset());
    }
    switch (member) {
      case "square" -> {
        requireArguments(call, 1);
        return new Syntax.Binary(
            BinaryOperator.POWER,
            call.arguments().getFirst(),
            new Syntax.IntegerLiteral(TWO, call.offset()),
            call.offset());
      }
      case "deg2rad", "radians" -> {
        return scaled(call, Math.PI / 180);
      }
      case "rad2deg", "degrees" -> {
        return scaled(call, 180 / Math.PI);
      }
      case "zeros", "empty" -> {
        return named(call, member);
      }
      case "gcd", "lcm" -> {
        return library(call, member, 2);
      }
      default -> {}
    }
    Optional<DataType> type = TypeReader.named(member);
    if (type.isPresent()) {
      return cast(call, type.get());
    }
    String label = NUMPY.getOrDefault(member, member);
    Optional<Function> function = Function.ofLabel(label);
    if (function.isPresent() && !(function.get() instanceof ReductionFunction)) {
      return named(call, "np." + label);
    }
    return refuseUnknown(call, member);
  }

  private Syntax refuseUnknown(Syntax.Call call, String member) {
    Optional<String> refusal = PythonRefusals.onMember(member);
    if (refusal.isPresent()) {
      throw invalid(call, refusal.get());
    }
    throw unknown(call, call.function(), "GET /v1/functions lists the functions");
  }

  private ComputeException unknown(Syntax.Call call, String name, String advice) {
    return source.error(
        ErrorCode.UNKNOWN_NAME, call.offset(), quote(name) + " is unknown; " + advice);
  }

  /// `min(a, b, c)` as `minimum(minimum(a, b), c)`.
  private Syntax extreme(Syntax.Call call, BasicFunction function) {
    if (!call.keywords().isEmpty()) {
      throw invalid(call, quote(call.function()) + " takes numbers alone");
    }
    if (call.arguments().size() < 2) {
      throw invalid(
          call,
          quote(call.function())
              + " is of two or more numbers; for that of an array write a loop over its elements");
    }
    return call.arguments().stream()
        .reduce((left, right) -> language(function, List.of(left, right), call.offset()))
        .orElseThrow();
  }

  private Syntax power(Syntax.Call call) {
    if (call.arguments().size() == 3) {
      return library(call, "pow", 3);
    }
    requireArguments(call, 2);
    return new Syntax.Binary(
        BinaryOperator.POWER,
        call.arguments().getFirst(),
        call.arguments().getLast(),
        call.offset());
  }

  /// A call of a function that is written in the language.
  private Syntax library(Syntax.Call call, String function, int count) {
    requireArguments(call, count);
    return Library.call(function, call.arguments(), call.offset());
  }

  /// `gcd(a, b, c)` as `gcd(gcd(a, b), c)`.
  ///
  /// @param inner the function of all but the last call
  private Syntax ofSeveral(Syntax.Call call, String function, String inner) {
    if (call.arguments().size() < 2 || !call.keywords().isEmpty()) {
      throw invalid(call, quote(call.function()) + " takes two or more numbers");
    }
    List<Syntax> arguments = call.arguments();
    Syntax first =
        arguments.subList(0, arguments.size() - 1).stream()
            .reduce((left, right) -> Library.call(inner, List.of(left, right), call.offset()))
            .orElseThrow();
    return Library.call(function, List.of(first, arguments.getLast()), call.offset());
  }

  /// The factorial of n, as many as there are orders of n things.
  private Syntax permutations(Syntax.Call call) {
    requireArguments(call, 1);
    Syntax n = call.arguments().getFirst();
    return Library.call("perm", List.of(n, n), call.offset());
  }

  private Syntax length(Syntax.Call call) {
    if (call.arguments().size() == 1
        && call.keywords().isEmpty()
        && call.arguments().getFirst() instanceof Syntax.Name(String array, int at)) {
      Syntax shape = new Syntax.Attribute(new Syntax.Name(array, at), "shape", call.offset());
      return new Syntax.Subscript(
          shape, List.of(new Syntax.IntegerLiteral(BigInteger.ZERO, call.offset())), call.offset());
    }
    throw invalid(call, "'len' takes the name of an array: len(a)");
  }

  private Syntax logarithm(Syntax.Call call) {
    if (call.arguments().size() != 2) {
      return named(call, "np.log");
    }
    List<Syntax> quotient =
        call.arguments().stream()
            .<Syntax>map(each -> new Syntax.Call("np.log", List.of(each), List.of(), call.offset()))
            .toList();
    return new Syntax.Binary(
        BinaryOperator.DIVIDE, quotient.getFirst(), quotient.getLast(), call.offset());
  }

  private Syntax scaled(Syntax.Call call, double factor) {
    requireArguments(call, 1);
    return new Syntax.Binary(
        BinaryOperator.MULTIPLY,
        call.arguments().getFirst(),
        new Syntax.FloatLiteral(factor, call.offset()),
        call.offset());
  }

  private void requireArguments(Syntax.Call call, int count) {
    if (call.arguments().size() != count || !call.keywords().isEmpty()) {
      throw invalid(
          call,
          String.format(
              "'%s' takes %d %s", call.function(), count, count == 1 ? "number" : "numbers"));
    }
  }

  /// Python's rounding to an integer, where NumPy's gives a float.
  private static Syntax whole(Syntax.Call call, String function) {
    return new Syntax.Call("np.int64", List.of(named(call, function)), List.of(), call.offset());
  }

  private static Syntax.Call floats(Syntax.Call call) {
    List<Syntax> arguments =
        call.arguments().stream()
            .<Syntax>map(
                each -> new Syntax.Call("np.float64", List.of(each), List.of(), each.offset()))
            .collect(Collectors.toList());
    return new Syntax.Call(call.function(), arguments, call.keywords(), call.offset());
  }

  private static Syntax language(Syntax.Call call, BasicFunction function) {
    return named(call, "np." + function.label());
  }

  private static Syntax language(BasicFunction function, List<Syntax> arguments, int offset) {
    return new Syntax.Call("np." + function.label(), arguments, List.of(), offset);
  }

  private static Syntax named(Syntax.Call call, String function) {
    return new Syntax.Call(function, call.arguments(), call.keywords(), call.offset());
  }

  private ComputeException invalid(Syntax.Call call, String detail) {
    return source.error(ErrorCode.INVALID_ARGUMENT, call.offset(), detail);
  }
}
