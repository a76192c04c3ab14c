package io.parallax.kernel.testing;

import java.util.List;
import java.util.Map;

/// Texts over the inputs of [ExpressionCases].
public final class ExpressionTexts {
  private ExpressionTexts() {}

  public static final List<String> ELEMENTWISE =
      List.of(
          // The sign bit of a NaN must not reach a value that is kept.
          "(1.0 % sqrt(f64_c)) ** f64",
          "(2*f64 + 3*f64_2)/f64_2",
          "f32*2 + f32_2",
          "f64_c * f64 + f64_0",
          "f64_c + f64_3",
          "i32_2 % 7 + i64_0",
          "i64_c * i32 - i32_2",
          "f64 // f64_2",
          "f64 % f64_2",
          "f32 // f32_2",
          "f32 % f32_2",
          "fmod(f64, f64_2)",
          "fmod(i64, i64_2 | 1)",
          "i64 // (i64_2 | 1)",
          "i32 % (i32_2 | 1)",
          "i64 ** (i64_2 & 7)",
          "i64 << (i64_2 & 127)",
          "i32 >> (i32_2 & 63)",
          "f64 ** 2 + f64 ** 0.5 + f64 ** -1",
          "f32 ** 0.5",
          "i32 ** 5",
          "where(b, f64, f64_2)",
          "where(f64 > f64_2, f64, f64_2) * 2 + 1",
          "sign(f64) + sign(i64)",
          "copysign(f64, f64_2)",
          "copysign(f32, f32_2)",
          "signbit(f32) | signbit(f64) | signbit(i32)",
          "nextafter(f64, f64_2)",
          "nextafter(f32, f32_2)",
          "isnan(f64) ^ isfinite(f32) ^ isinf(f64_2)",
          "clip(f64, -1, f64_2)",
          "minimum(i32, i64) + maximum(b, b_2)",
          "floor(f32) + ceil(f32_2) + round(f32) + trunc(f32_2)",
          "b & b_2 | ~b",
          "b + b_2 * b_c",
          "~i32 ^ i32_2 & 255",
          "float32(i64) + float32(f64)",
          "int32(f64) + int64(f32) + int64(b)",
          "sin(f64)**2 + cos(f64_2)**2",
          "exp(-f32*f32/2)",
          "hypot(f64, f64_2) + arctan2(f64, f64_2)",
          "tan(f64) + sin(-f64) * cos(abs(f64))",
          "sin(f32) + tan(-f32) - cos(float64(f32))",
          "arcsinh(f64) + arccosh(abs(f64))",
          "f64 ** f64_2 + 2.5 ** f64 - exp(f64) * exp2(abs(f64))",
          "sinh(f32) * cosh(-f32) + expm1(abs(f32))",
          "where(sin(f64) > 0, cos(f64), tan(f64_2))",
          "(f64 - mean(f64)) / std(f64)",
          "f64_2 - mean(f64_2, axis=1, keepdims=True)",
          "f64_2 - mean(f64_2, axis=0)",
          "f64_3 - max(f64_3, axis=(0, 2), keepdims=True)",
          "where(f64 <= 0, ~(f64 > 0), (f64 > 0) * 2)",
          "where((f64 > 0) & 1, f64, 1)",
          "f64_0 * 2 + i32_0",
          "f64",
          "7");

  public static final List<String> REDUCTIONS =
      List.of(
          "sum(f64_2)",
          "sum(f32_3)",
          "sum(i32_3)",
          "sum(b_2)",
          "prod(f64)",
          "prod(i32_2)",
          "min(f64_3)",
          "max(f32_2)",
          "min(i32_2)",
          "max(b_3)",
          "mean(f32_2)",
          "mean(i64_3)",
          "var(f64_3)",
          "std(f32_2)",
          "count(f64_3)",
          "any(f64_2)",
          "all(b_2)",
          "argmin(f64_2)",
          "argmax(i32_3)",
          "median(f64_3)",
          "median(i32_2)",
          "dot(f64, f64_2)",
          "dot(f32, f32)",
          "sum(f64_c * f64)",
          "quantile(f32_3, 0.3)",
          "size(f64_2)",
          "size(i64_3)",
          "ptp(f64_2)",
          "ptp(f32_3)",
          "ptp(i32_2)",
          "nansum(f64_2)",
          "nansum(i32_3)",
          "nanprod(f32_3)",
          "nanmin(f32_2)",
          "nanmin(i32_2)",
          "nanmax(f64_3)",
          "nanmean(f64_3)",
          "nanmean(sqrt(f32_2))",
          "nanvar(f32_3)",
          "nanstd(i64_2)",
          "nanargmin(i32_2)",
          "nanmedian(f64_2)",
          "nanquantile(f32_3, 0.3)",
          "sum(f64_0)");

  public static final List<String> REDUCING =
      List.of(
          "sum(%s)",
          "prod(%s)",
          "min(%s)",
          "max(%s)",
          "mean(%s)",
          "var(%s, ddof=1)",
          "std(%s)",
          "count(%s)",
          "any(%s)",
          "all(%s)",
          "argmin(%s)",
          "argmax(%s)",
          "median(%s)",
          "quantile(%s, 0.3)",
          "size(%s)",
          "ptp(float64(%s))",
          "nansum(%s)",
          "nanprod(%s)",
          "nanmin(%s)",
          "nanmax(%s)",
          "nanmean(%s)",
          "nanvar(%s, ddof=1)",
          "nanstd(%s)",
          "nanargmin(%s)",
          "nanargmax(%s)",
          "nanmedian(%s)",
          "nanquantile(%s, 0.3)");

  public static final List<String> PREDICATES =
      List.of(
          "f64 > 0",
          "b",
          "i64 % 3 == 0",
          "f64 > mean(f64) - 1",
          "isnan(f32)",
          "f64 != f64",
          "~(f64 > 0)",
          "True");

  public static final Map<String, String> SELECTED =
      Map.of("x", "f64 * 2", "y", "i64 // i64", "z", "b", "w", "f32 - 1", "v", "i32", "u", "f64_0");

  private static final String[] MASKED = {
    "sum(f64)",
    "sum(f64_2)",
    "mean(f32)",
    "std(f64)",
    "median(f64)",
    "quantile(i32, 0.75)",
    "size(f64)",
    "nansum(f64)",
    "nanmedian(f32)",
    "nanmean(f64_2, axis=1)",
    "sum(i64 // i64)",
    "count(b)",
    "any(b)",
    "dot(f64, f64)",
    "sum(f64_2, axis=0)",
    "var(f32_3, axis=(0, 2))"
  };

  public static String[] masked() {
    return MASKED.clone();
  }
}
