package io.parallax.language;

import static io.parallax.language.Parameter.operand;
import static io.parallax.language.Parameter.option;
import static io.parallax.language.Parameter.scalarOperand;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The functions that give one result for all elements, or one for each place along the axes that
/// remain.
public enum ReductionFunction implements Function {
  SUM(TypeRule.ACCUMULATING, "the sum; 0 of no elements", NanRule.GIVES_FOR_ANY),
  PROD(TypeRule.ACCUMULATING, "the product; 1 of no elements", NanRule.GIVES_FOR_ANY),
  MIN(TypeRule.PROMOTED, "the smallest element; refused for no elements", NanRule.GIVES_FOR_ANY),
  MAX(TypeRule.PROMOTED, "the largest element; refused for no elements", NanRule.GIVES_FOR_ANY),
  MEAN(TypeRule.AVERAGING, "the arithmetic mean; NaN of no elements", NanRule.GIVES_FOR_ANY),
  VAR(
      TypeRule.AVERAGING,
      "the variance, the sum of squared deviations over n - ddof; NaN of no elements",
      NanRule.GIVES_FOR_ANY,
      operand("x"),
      option("ddof", "0")),
  STD(
      TypeRule.AVERAGING,
      "the standard deviation, the square root of var; NaN of no elements",
      NanRule.GIVES_FOR_ANY,
      operand("x"),
      option("ddof", "0")),
  COUNT(
      TypeRule.COUNT,
      "how many elements are true or not zero; 0 of no elements",
      NanRule.COUNTS_AS_TRUE),
  ANY(
      TypeRule.TRUTH,
      "whether any element is true or not zero; False of no elements",
      NanRule.COUNTS_AS_TRUE),
  ALL(
      TypeRule.TRUTH,
      "whether every element is true or not zero; True of no elements",
      NanRule.COUNTS_AS_TRUE),
  ARGMIN(
      TypeRule.INDEX,
      "the row-major index of the first smallest element, or its index along the one axis",
      NanRule.FIRST_FOUND),
  ARGMAX(
      TypeRule.INDEX,
      "the row-major index of the first largest element, or its index along the one axis",
      NanRule.FIRST_FOUND),
  MEDIAN(
      TypeRule.AVERAGING,
      "the middle element, or the mean of the two middle ones, rounded once; NaN of no elements",
      NanRule.GIVES_FOR_ANY),
  QUANTILE(
      TypeRule.AVERAGING,
      "the q-quantile, q in [0, 1], interpolated linearly between neighbours and rounded once; NaN"
          + " of no elements",
      NanRule.GIVES_FOR_ANY,
      operand("x"),
      scalarOperand("q")),
  DOT(
      TypeRule.ACCUMULATING,
      "sum(a * b) of two vectors of one length; of more dimensions, along the axis given",
      NanRule.GIVES_FOR_ANY,
      operand("a"),
      operand("b")),
  SIZE(
      TypeRule.COUNT,
      "how many elements there are, whatever their values; under where, how many it keeps",
      NanRule.COUNTED),
  PTP(
      TypeRule.PROMOTED_NUMERIC,
      "max(x) - min(x), the range of the elements; refused for no elements",
      NanRule.GIVES_FOR_ANY),
  NANSUM(TypeRule.ACCUMULATING, "the sum of what is not NaN; 0 if nothing is", NanRule.SKIPS),
  NANPROD(TypeRule.ACCUMULATING, "the product of what is not NaN; 1 if nothing is", NanRule.SKIPS),
  NANMIN(
      TypeRule.PROMOTED,
      "the smallest element that is not NaN; refused for no elements",
      NanRule.SKIPS_UNLESS_ALL),
  NANMAX(
      TypeRule.PROMOTED,
      "the largest element that is not NaN; refused for no elements",
      NanRule.SKIPS_UNLESS_ALL),
  NANMEAN(TypeRule.AVERAGING, "the mean of what is not NaN", NanRule.SKIPS_UNLESS_ALL),
  NANVAR(
      TypeRule.AVERAGING,
      "the variance of what is not NaN; NaN where n - ddof is not positive",
      NanRule.SKIPS_UNLESS_ALL,
      operand("x"),
      option("ddof", "0")),
  NANSTD(
      TypeRule.AVERAGING,
      "the square root of nanvar",
      NanRule.SKIPS_UNLESS_ALL,
      operand("x"),
      option("ddof", "0")),
  NANARGMIN(
      TypeRule.INDEX,
      "argmin of what is not NaN, counted among all elements; refused if nothing is",
      NanRule.SKIPS),
  NANARGMAX(
      TypeRule.INDEX,
      "argmax of what is not NaN, counted among all elements; refused if nothing is",
      NanRule.SKIPS),
  NANMEDIAN(TypeRule.AVERAGING, "the median of what is not NaN", NanRule.SKIPS_UNLESS_ALL),
  NANQUANTILE(
      TypeRule.AVERAGING,
      "the q-quantile of what is not NaN, q in [0, 1]",
      NanRule.SKIPS_UNLESS_ALL,
      operand("x"),
      scalarOperand("q"));

  private final TypeRule typeRule;
  private final String meaning;
  private final NanRule nanRule;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
  private final List<Parameter> parameters;

  ReductionFunction(TypeRule typeRule, String meaning, NanRule nanRule, Parameter... parameters) {
    this.typeRule = typeRule;
    this.meaning = meaning;
    this.nanRule = nanRule;
    Stream<Parameter> own =
        parameters.length == 0 ? Stream.of(operand("x")) : Stream.of(parameters);
    this.parameters =
        Stream.concat(own, Stream.of(option("axis", "None"), option("keepdims", "False"))).toList();
  }

  /// The function that does the same with NaN among the elements; the function itself if it does
  /// not skip NaN.
  public ReductionFunction plain() {
    return switch (this) {
      case NANSUM -> SUM;
      case NANPROD -> PROD;
      case NANMIN -> MIN;
      case NANMAX -> MAX;
      case NANMEAN -> MEAN;
      case NANVAR -> VAR;
      case NANSTD -> STD;
      case NANARGMIN -> ARGMIN;
      case NANARGMAX -> ARGMAX;
      case NANMEDIAN -> MEDIAN;
      case NANQUANTILE -> QUANTILE;
      case SUM,
          PROD,
          MIN,
          MAX,
          MEAN,
          VAR,
          STD,
          COUNT,
          ANY,
          ALL,
          ARGMIN,
          ARGMAX,
          MEDIAN,
          QUANTILE,
          DOT,
          SIZE,
          PTP ->
          this;
    };
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
  public Optional<ErrorBound> errorBound() {
    return switch (this) {
      case MIN, MAX, NANMIN, NANMAX -> Optional.of(ErrorBound.EXACT);
      case SUM, MEAN, MEDIAN, QUANTILE, PTP, NANSUM, NANMEAN, NANMEDIAN, NANQUANTILE ->
          Optional.of(ErrorBound.NEAREST);
      case VAR, STD, NANVAR, NANSTD -> Optional.of(ErrorBound.OF_VARIANCE);
      case PROD, NANPROD, DOT -> Optional.empty();
      case COUNT, ANY, ALL, ARGMIN, ARGMAX, NANARGMIN, NANARGMAX, SIZE -> Optional.empty();
    };
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }
}
