package io.parallax.language;

import static io.parallax.language.Parameter.operand;
import static io.parallax.language.Parameter.option;
import static io.parallax.language.Parameter.scalarOperand;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The catalogue of functions: the one place that says what exists, what it takes and what it
/// means. Casts are functions too, but belong to [io.parallax.type.DataType].
public enum Function {
  WHERE(
      TypeRule.SELECTION,
      "x where the condition holds (is not zero), otherwise y; both are computed",
      NanRule.SELECTS,
      operand("condition"),
      operand("x"),
      operand("y")),
  ABS(TypeRule.PROMOTED, "the absolute value; the smallest integer stays itself", NanRule.GIVES),
  SIGN(TypeRule.PROMOTED_NUMERIC, "-1, 0 or 1 by the sign; 0 for -0.0", NanRule.GIVES),
  SQRT(TypeRule.FLOATING, "the square root; NaN below zero", NanRule.GIVES),
  CBRT(TypeRule.FLOATING, "the cube root", NanRule.GIVES),
  FLOOR(TypeRule.PROMOTED, "the nearest integral value at or below x", NanRule.GIVES),
  CEIL(TypeRule.PROMOTED, "the nearest integral value at or above x", NanRule.GIVES),
  ROUND(TypeRule.PROMOTED, "the nearest integral value, halves to even", NanRule.GIVES),
  TRUNC(TypeRule.PROMOTED, "the nearest integral value towards zero", NanRule.GIVES),
  FMOD(
      TypeRule.ARITHMETIC,
      "the remainder of x / y with the sign of x, as in C; an integer y of zero is a fault",
      NanRule.GIVES,
      operand("x"),
      operand("y")),
  HYPOT(
      TypeRule.FLOATING,
      "sqrt(x*x + y*y) without overflow on the way; infinite if either is",
      NanRule.GIVES_UNLESS_INFINITE,
      operand("x"),
      operand("y")),
  COPYSIGN(
      TypeRule.FLOATING,
      "the magnitude of x with the sign of y",
      NanRule.SIGN_ONLY,
      operand("x"),
      operand("y")),
  NEXTAFTER(
      TypeRule.FLOATING,
      "the next representable value after x towards y",
      NanRule.GIVES,
      operand("x"),
      operand("y")),
  MAXIMUM(TypeRule.PROMOTED, "the larger of x and y", NanRule.GIVES, operand("x"), operand("y")),
  MINIMUM(TypeRule.PROMOTED, "the smaller of x and y", NanRule.GIVES, operand("x"), operand("y")),
  CLIP(
      TypeRule.PROMOTED,
      "minimum(maximum(x, min), max)",
      NanRule.GIVES,
      operand("x"),
      operand("min"),
      operand("max")),
  ISNAN(TypeRule.PREDICATE, "whether x is NaN", NanRule.IS_TRUE),
  ISFINITE(TypeRule.PREDICATE, "whether x is neither infinite nor NaN", NanRule.IS_FALSE),
  ISINF(TypeRule.PREDICATE, "whether x is positive or negative infinity", NanRule.IS_FALSE),
  SIGNBIT(TypeRule.PREDICATE, "whether x is negative; true for -0.0", NanRule.SIGN_BIT),
  SIN(TypeRule.FLOATING, "the sine of x radians; NaN for an infinity", NanRule.GIVES),
  COS(TypeRule.FLOATING, "the cosine of x radians; NaN for an infinity", NanRule.GIVES),
  TAN(TypeRule.FLOATING, "the tangent of x radians; NaN for an infinity", NanRule.GIVES),
  ARCSIN(TypeRule.FLOATING, "the inverse sine in radians; NaN outside [-1, 1]", NanRule.GIVES),
  ARCCOS(TypeRule.FLOATING, "the inverse cosine in radians; NaN outside [-1, 1]", NanRule.GIVES),
  ARCTAN(TypeRule.FLOATING, "the inverse tangent in radians", NanRule.GIVES),
  ARCTAN2(
      TypeRule.FLOATING,
      "the angle of the point (x, y) in radians, from -pi to pi; note the order y, x",
      NanRule.GIVES,
      operand("y"),
      operand("x")),
  SINH(TypeRule.FLOATING, "the hyperbolic sine", NanRule.GIVES),
  COSH(TypeRule.FLOATING, "the hyperbolic cosine", NanRule.GIVES),
  TANH(TypeRule.FLOATING, "the hyperbolic tangent", NanRule.GIVES),
  ARCSINH(TypeRule.FLOATING, "the inverse hyperbolic sine", NanRule.GIVES),
  ARCCOSH(TypeRule.FLOATING, "the inverse hyperbolic cosine; NaN below 1", NanRule.GIVES),
  ARCTANH(TypeRule.FLOATING, "the inverse hyperbolic tangent; NaN outside [-1, 1]", NanRule.GIVES),
  EXP(TypeRule.FLOATING, "e to the power x", NanRule.GIVES),
  EXP2(TypeRule.FLOATING, "2 to the power x", NanRule.GIVES),
  EXPM1(TypeRule.FLOATING, "exp(x) - 1, accurate near zero", NanRule.GIVES),
  LOG(TypeRule.FLOATING, "the natural logarithm; NaN below zero, -inf at zero", NanRule.GIVES),
  LOG2(TypeRule.FLOATING, "the logarithm to base 2; NaN below zero, -inf at zero", NanRule.GIVES),
  LOG10(TypeRule.FLOATING, "the logarithm to base 10; NaN below zero, -inf at zero", NanRule.GIVES),
  LOG1P(TypeRule.FLOATING, "log(1 + x), accurate near zero; NaN below -1", NanRule.GIVES),
  /// Never in an [Expression.Call]: it is analysed as [BinaryOperator#POWER].
  POW(
      TypeRule.ARITHMETIC,
      "x ** y; an integer to a negative integer power is a fault",
      NanRule.GIVES_UNLESS_POWER_ONE,
      operand("x"),
      operand("y")),
  SUM(Kind.REDUCTION, TypeRule.ACCUMULATING, "the sum; 0 of no elements", NanRule.GIVES_FOR_ANY),
  PROD(
      Kind.REDUCTION,
      TypeRule.ACCUMULATING,
      "the product; 1 of no elements",
      NanRule.GIVES_FOR_ANY),
  MIN(
      Kind.REDUCTION,
      TypeRule.PROMOTED,
      "the smallest element; refused for no elements",
      NanRule.GIVES_FOR_ANY),
  MAX(
      Kind.REDUCTION,
      TypeRule.PROMOTED,
      "the largest element; refused for no elements",
      NanRule.GIVES_FOR_ANY),
  MEAN(
      Kind.REDUCTION,
      TypeRule.FLOATING,
      "the arithmetic mean; NaN of no elements",
      NanRule.GIVES_FOR_ANY),
  VAR(
      Kind.REDUCTION,
      TypeRule.FLOATING,
      "the variance, the sum of squared deviations over n - ddof; NaN of no elements",
      NanRule.GIVES_FOR_ANY,
      operand("x"),
      option("ddof", "0")),
  STD(
      Kind.REDUCTION,
      TypeRule.FLOATING,
      "the standard deviation, the square root of var; NaN of no elements",
      NanRule.GIVES_FOR_ANY,
      operand("x"),
      option("ddof", "0")),
  COUNT(
      Kind.REDUCTION,
      TypeRule.COUNT,
      "how many elements are true or not zero; 0 of no elements",
      NanRule.COUNTS_AS_TRUE),
  ANY(
      Kind.REDUCTION,
      TypeRule.TRUTH,
      "whether any element is true or not zero; False of no elements",
      NanRule.COUNTS_AS_TRUE),
  ALL(
      Kind.REDUCTION,
      TypeRule.TRUTH,
      "whether every element is true or not zero; True of no elements",
      NanRule.COUNTS_AS_TRUE),
  ARGMIN(
      Kind.REDUCTION,
      TypeRule.INDEX,
      "the row-major index of the first smallest element, or its index along the one axis",
      NanRule.FIRST_FOUND),
  ARGMAX(
      Kind.REDUCTION,
      TypeRule.INDEX,
      "the row-major index of the first largest element, or its index along the one axis",
      NanRule.FIRST_FOUND),
  MEDIAN(
      Kind.REDUCTION,
      TypeRule.FLOATING,
      "the middle element, or the mean of the two middle ones; NaN of no elements",
      NanRule.GIVES_FOR_ANY),
  QUANTILE(
      Kind.REDUCTION,
      TypeRule.FLOATING,
      "the q-quantile, q in [0, 1], interpolated linearly between neighbours; NaN of no elements",
      NanRule.GIVES_FOR_ANY,
      operand("x"),
      scalarOperand("q")),
  DOT(
      Kind.REDUCTION,
      TypeRule.ACCUMULATING,
      "sum(a * b) of two vectors of one length; of more dimensions, along the axis given",
      NanRule.GIVES_FOR_ANY,
      operand("a"),
      operand("b"));

  /// How a function relates elements to results.
  public enum Kind {
    /// A result for each element of the broadcast arguments.
    ELEMENTWISE,
    /// One result for all elements, or for each place along the axes that remain.
    REDUCTION
  }

  private static final Map<String, Function> BY_LABEL =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Function::label, f -> f));

  private final Kind kind;
  private final TypeRule typeRule;
  private final String meaning;
  private final NanRule nanRule;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
  private final List<Parameter> parameters;

  Function(TypeRule typeRule, String meaning, NanRule nanRule, Parameter... parameters) {
    this(Kind.ELEMENTWISE, typeRule, meaning, nanRule, parameters);
  }

  Function(Kind kind, TypeRule typeRule, String meaning, NanRule nanRule, Parameter... parameters) {
    this.kind = kind;
    this.typeRule = typeRule;
    this.meaning = meaning;
    this.nanRule = nanRule;
    List<Parameter> own = parameters.length == 0 ? List.of(operand("x")) : List.of(parameters);
    this.parameters = kind == Kind.REDUCTION ? withReductionOptions(own) : own;
  }

  private static List<Parameter> withReductionOptions(List<Parameter> own) {
    return Stream.concat(
            own.stream(), Stream.of(option("axis", "None"), option("keepdims", "False")))
        .toList();
  }

  /// The function of that name, empty for an unknown one.
  public static Optional<Function> ofLabel(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }

  /// The name in the language, such as `arctan2`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Kind kind() {
    return kind;
  }

  public TypeRule typeRule() {
    return typeRule;
  }

  /// What it computes, in one line.
  public String meaning() {
    return meaning;
  }

  public NanRule nanRule() {
    return nanRule;
  }

  /// Operands first, in the order of positional arguments, then the options.
  public List<Parameter> parameters() {
    return parameters;
  }

  /// The parameters that are expressions, in the order of positional arguments.
  public List<Parameter> operands() {
    return parameters.stream().filter(p -> p.role() != Parameter.Role.OPTION).toList();
  }

  /// In Python's notation, such as `var(x, *, ddof=0, axis=None, keepdims=False)`.
  public String signature() {
    String required =
        operands().stream().map(Parameter::toString).collect(Collectors.joining(", "));
    String options =
        parameters.stream()
            .filter(parameter -> parameter.role() == Parameter.Role.OPTION)
            .map(parameter -> ", " + parameter)
            .collect(Collectors.joining());
    return label() + "(" + required + (options.isEmpty() ? "" : ", *" + options) + ")";
  }
}
