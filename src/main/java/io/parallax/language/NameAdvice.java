package io.parallax.language;

import static io.parallax.language.Source.quote;

import io.parallax.error.NearestName;
import io.parallax.type.DataType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Sentences for unknown names: which name is probably meant, and which names there are.
final class NameAdvice {
  private static final int MAX_LISTED_INPUTS = 10;

  /// Names of Python, NumPy, SQL and C, and what to write for them.
  private static final Map<String, String> HABITS =
      Map.ofEntries(
          Map.entry("asin", "arcsin"),
          Map.entry("acos", "arccos"),
          Map.entry("atan", "arctan"),
          Map.entry("atan2", "arctan2"),
          Map.entry("asinh", "arcsinh"),
          Map.entry("acosh", "arccosh"),
          Map.entry("atanh", "arctanh"),
          Map.entry("power", "pow"),
          Map.entry("ln", "log"),
          Map.entry("logaddexp2", "logaddexp(x * log(2), y * log(2)) / log(2)"),
          Map.entry("logsumexp", "log(sum(exp(x - max(x)))) + max(x)"),
          Map.entry("absolute", "abs"),
          Map.entry("fabs", "abs"),
          Map.entry("sgn", "sign"),
          Map.entry("ceiling", "ceil"),
          Map.entry("rint", "round"),
          Map.entry("around", "round"),
          Map.entry("fix", "trunc"),
          Map.entry("amax", "max"),
          Map.entry("amin", "min"),
          Map.entry("fmax", "maximum"),
          Map.entry("fmin", "minimum"),
          Map.entry("average", "mean"),
          Map.entry("avg", "mean"),
          Map.entry("stddev", "std"),
          Map.entry("variance", "var"),
          Map.entry("percentile", "quantile(x, q / 100)"),
          Map.entry("product", "prod"),
          Map.entry("inner", "dot"),
          Map.entry("vdot", "dot"),
          Map.entry("matmul", "dot"),
          Map.entry("bool_", "bool"),
          Map.entry("int", "int64"),
          Map.entry("long", "int64"),
          Map.entry("float", "float64"),
          Map.entry("double", "float64"),
          Map.entry("iif", "where"),
          Map.entry("square", "x ** 2"),
          Map.entry("reciprocal", "1 / x"),
          Map.entry("negative", "-x"),
          Map.entry("remainder", "a % b"),
          Map.entry("mod", "a % b"),
          Map.entry("floor_divide", "a // b"),
          Map.entry("logical_and", "a & b"),
          Map.entry("logical_or", "a | b"),
          Map.entry("logical_not", "~a"),
          Map.entry("logical_xor", "a ^ b"),
          Map.entry("Infinity", "inf"),
          Map.entry("NULL", "nan"),
          Map.entry("null", "nan"));

  private NameAdvice() {}

  /// On a name that is no input and no constant.
  static String onName(String name, Collection<String> inputs) {
    if (isCallable(name)) {
      return Names.quote(name) + " is a function; write " + name + "(…)";
    }
    List<String> known = Stream.concat(inputs.stream(), constants()).toList();
    return unknown(name, known) + "; " + describe(inputs);
  }

  /// On a called name that is no function.
  static String onFunction(String name, Collection<String> inputs) {
    if (inputs.contains(name) || NamedConstant.ofLabel(name).isPresent()) {
      return quote(name) + " is not a function; to multiply, write " + name + " * (…)";
    }
    return unknown(name, callables().toList()) + "; GET /v1/functions lists the functions";
  }

  private static String unknown(String name, List<String> known) {
    String unknown = Names.quote(name) + " is unknown";
    String habit = HABITS.get(name);
    if (habit != null) {
      return unknown + ", write " + habit;
    }
    Optional<String> nearest = NearestName.of(name, known);
    return nearest
        .map(meant -> unknown + ", perhaps " + Names.quote(meant) + " is meant")
        .orElse(unknown);
  }

  private static String describe(Collection<String> inputs) {
    if (inputs.isEmpty()) {
      return "there are no inputs";
    }
    String listed =
        inputs.stream()
            .sorted()
            .limit(MAX_LISTED_INPUTS)
            .map(Names::quote)
            .collect(Collectors.joining(", "));
    int more = inputs.size() - MAX_LISTED_INPUTS;
    return "the inputs are " + listed + (more > 0 ? " and " + more + " more" : "");
  }

  private static boolean isCallable(String name) {
    return callables().anyMatch(name::equals);
  }

  private static Stream<String> callables() {
    return Stream.concat(
        Function.all().stream().map(Function::label),
        Arrays.stream(DataType.values()).map(DataType::label));
  }

  private static Stream<String> constants() {
    return Arrays.stream(NamedConstant.values()).map(NamedConstant::label);
  }
}
