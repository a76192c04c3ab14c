package io.parallax.language;

import static io.parallax.language.Parameter.operand;
import static io.parallax.language.Parameter.optionalOperand;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The elementwise functions that are a few primitive operations each, and exact except for `sqrt`.
@SuppressWarnings("ImmutableEnumChecker") // a record of numbers, an unmodifiable list of records
public enum BasicFunction implements ElementwiseFunction {
  WHERE(
      TypeRule.SELECTION,
      "x where the condition holds (is not zero), otherwise y; both are computed",
      NanRule.SELECTS,
      operand("condition"),
      operand("x"),
      operand("y")),
  ABS(TypeRule.PROMOTED, "the absolute value; of the smallest integer an overflow", NanRule.GIVES),
  SIGN(TypeRule.PROMOTED_NUMERIC, "-1, 0 or 1 by the sign; 0 for -0.0", NanRule.GIVES),
  SQRT(TypeRule.FLOATING, "the square root; NaN below zero", NanRule.GIVES, ErrorBound.NEAREST),
  FLOOR(TypeRule.PROMOTED, "the nearest integral value at or below x", NanRule.GIVES),
  CEIL(TypeRule.PROMOTED, "the nearest integral value at or above x", NanRule.GIVES),
  ROUND(
      TypeRule.PROMOTED,
      "x to that many decimals, halves to even; to tens, hundreds, … for negative decimals",
      NanRule.GIVES,
      operand("x"),
      optionalOperand("decimals", "0")),
  TRUNC(TypeRule.PROMOTED, "the nearest integral value towards zero", NanRule.GIVES),
  FMOD(
      TypeRule.ARITHMETIC,
      "the remainder of x / y with the sign of x, as in C; an integer y of zero is a fault",
      NanRule.GIVES,
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
  FMAX(
      TypeRule.PROMOTED,
      "the larger of x and y, or the one that is not NaN",
      NanRule.GIVES_FOR_ALL,
      operand("x"),
      operand("y")),
  FMIN(
      TypeRule.PROMOTED,
      "the smaller of x and y, or the one that is not NaN",
      NanRule.GIVES_FOR_ALL,
      operand("x"),
      operand("y")),
  CLIP(
      TypeRule.PROMOTED,
      "minimum(maximum(x, min), max); a bound of None bounds nothing",
      NanRule.GIVES,
      operand("x"),
      optionalOperand("min", "None"),
      optionalOperand("max", "None")),
  ISNAN(TypeRule.PREDICATE, "whether x is NaN", NanRule.IS_TRUE),
  ISFINITE(TypeRule.PREDICATE, "whether x is neither infinite nor NaN", NanRule.IS_FALSE),
  ISINF(TypeRule.PREDICATE, "whether x is positive or negative infinity", NanRule.IS_FALSE),
  SIGNBIT(TypeRule.PREDICATE, "whether x is negative; true for -0.0", NanRule.SIGN_BIT),
  LOGICAL_AND(
      TypeRule.TRUTH,
      "whether both x and y are true or not zero",
      NanRule.COUNTS_AS_TRUE,
      operand("x"),
      operand("y")),
  LOGICAL_OR(
      TypeRule.TRUTH,
      "whether x or y is true or not zero",
      NanRule.COUNTS_AS_TRUE,
      operand("x"),
      operand("y")),
  LOGICAL_XOR(
      TypeRule.TRUTH,
      "whether exactly one of x and y is true or not zero",
      NanRule.COUNTS_AS_TRUE,
      operand("x"),
      operand("y")),
  LOGICAL_NOT(TypeRule.TRUTH, "whether x is false or zero", NanRule.COUNTS_AS_TRUE),
  BIT_COUNT(TypeRule.INTEGRAL, "how many bits of the absolute value are 1", NanRule.NEVER_THERE),
  UNIFORM(
      TypeRule.DRAW,
      "element i of {\"random\": {\"distribution\": \"uniform\", \"seed\": seed}}, at least 0 and"
          + " below 1; a negative i goes on before the first",
      NanRule.NEVER_THERE,
      operand("seed"),
      operand("i")),
  ISIN(
      TypeRule.MEMBERSHIP,
      "whether x equals an element of s, an array or a list such as (1, 2, 3); also x in s",
      NanRule.IS_FALSE,
      operand("x"),
      operand("s"));

  private final TypeRule typeRule;
  private final String meaning;
  private final NanRule nanRule;
  private final ErrorBound errorBound;
  private final List<Parameter> parameters;

  BasicFunction(TypeRule typeRule, String meaning, NanRule nanRule, Parameter... parameters) {
    this(typeRule, meaning, nanRule, ErrorBound.EXACT, parameters);
  }

  BasicFunction(
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
    return switch (typeRule) {
      case PREDICATE, TRUTH, MEMBERSHIP -> Optional.empty();
      case SELECTION,
          PROMOTED,
          PROMOTED_NUMERIC,
          ARITHMETIC,
          FLOATING,
          INTEGRAL,
          DRAW,
          AVERAGING,
          ACCUMULATING,
          COUNT,
          INDEX ->
          Optional.of(errorBound);
    };
  }
}
