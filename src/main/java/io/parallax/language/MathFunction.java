package io.parallax.language;

import static io.parallax.language.Parameter.operand;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The functions of mathematics: elementwise functions whose values are rounded numbers, each a
/// formula of `mathematics`. One object names a function from the text of an expression to the
/// program. Special values are those of C's Annex F.
@SuppressWarnings("ImmutableEnumChecker") // a record of numbers, an unmodifiable list of records
public enum MathFunction implements ElementwiseFunction {
  SIN("the sine of x radians; NaN for an infinity", new ErrorBound(0.60, 0.59)),
  COS("the cosine of x radians; NaN for an infinity", new ErrorBound(0.60, 0.60)),
  TAN("the tangent of x radians; NaN for an infinity", new ErrorBound(0.65, 0.66)),
  ARCSIN("the inverse sine in radians; NaN outside [-1, 1]", new ErrorBound(0.60, 0.60)),
  ARCCOS("the inverse cosine in radians; NaN outside [-1, 1]", new ErrorBound(0.60, 0.59)),
  ARCTAN("the inverse tangent in radians", new ErrorBound(0.59, 0.59)),
  ARCTAN2(
      "the angle of the point (x, y) in radians, from -pi to pi; note the order y, x",
      new ErrorBound(0.59, 0.59),
      operand("y"),
      operand("x")),
  SINH("the hyperbolic sine", new ErrorBound(0.61, 0.60)),
  COSH("the hyperbolic cosine", new ErrorBound(0.59, 0.60)),
  TANH("the hyperbolic tangent", new ErrorBound(0.55, 0.56)),
  ARCSINH("the inverse hyperbolic sine", new ErrorBound(0.58, 0.60)),
  ARCCOSH("the inverse hyperbolic cosine; NaN below 1", new ErrorBound(0.58, 0.60)),
  ARCTANH("the inverse hyperbolic tangent; NaN outside [-1, 1]", new ErrorBound(0.58, 0.60)),
  EXP("e to the power x", new ErrorBound(0.55, 0.56)),
  EXP2("2 to the power x", new ErrorBound(0.53, 0.56)),
  EXP10(
      "10 to the power x; exact for a whole x from 0 to 22, in float32 to 10",
      new ErrorBound(0.56, 0.56)),
  EXPM1("exp(x) - 1, accurate near zero", new ErrorBound(0.63, 0.60)),
  LOG("the natural logarithm; NaN below zero, -inf at zero", new ErrorBound(0.58, 0.58)),
  LOG2("the logarithm to base 2; NaN below zero, -inf at zero", new ErrorBound(0.58, 0.62)),
  LOG10("the logarithm to base 10; NaN below zero, -inf at zero", new ErrorBound(0.58, 0.62)),
  LOG1P("log(1 + x), accurate near zero; NaN below -1", new ErrorBound(0.58, 0.60)),
  LOGADDEXP(
      "log(exp(x) + exp(y)) without overflow on the way, accurate near zero",
      new ErrorBound(0.80, 0.51),
      operand("x"),
      operand("y")),
  /// Never in an [Expression.Call]: it is analysed as [BinaryOperator#POWER].
  POW(
      TypeRule.ARITHMETIC,
      "x ** y; an integer to a negative integer power is a fault",
      NanRule.GIVES_UNLESS_POWER_ONE,
      new ErrorBound(0.58, 0.54),
      operand("x"),
      operand("y")),
  CBRT("the cube root", new ErrorBound(0.53, 0.53)),
  HYPOT(
      TypeRule.FLOATING,
      "sqrt(x*x + y*y) without overflow on the way; infinite if either is",
      NanRule.GIVES_UNLESS_INFINITE,
      new ErrorBound(0.53, 0.53),
      operand("x"),
      operand("y"));

  private final TypeRule typeRule;
  private final String meaning;
  private final NanRule nanRule;
  private final ErrorBound errorBound;
  private final List<Parameter> parameters;

  MathFunction(String meaning, ErrorBound errorBound, Parameter... parameters) {
    this(TypeRule.FLOATING, meaning, NanRule.GIVES, errorBound, parameters);
  }

  MathFunction(
      TypeRule typeRule,
      String meaning,
      NanRule nanRule,
      ErrorBound errorBound,
      Parameter... parameters) {
    this.typeRule = typeRule;
    this.meaning = meaning;
    this.nanRule = nanRule;
    this.errorBound = errorBound;
    this.parameters = parameters.length == 0 ? List.of(operand("x")) : List.of(parameters);
  }

  public int operandCount() {
    return parameters.size();
  }

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public TypeRule typeRule() {
    return typeRule;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public NanRule nanRule() {
    return nanRule;
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public Optional<ErrorBound> errorBound() {
    return Optional.of(errorBound);
  }
}
