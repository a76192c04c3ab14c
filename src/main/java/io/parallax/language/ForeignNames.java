package io.parallax.language;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Names of NumPy, pandas, SQL, R, JavaScript, C and spreadsheets, and what to do instead.
final class ForeignNames {
  /// Names that mean one thing, and what it is or where it is found. The expressions are over x, y
  /// and q, and integers i and j.
  private record Entry(String instead, List<String> names) {}

  private static final Map<String, String> EXPRESSIONS =
      byName(
          entry("arcsin(x)", "asin"),
          entry("arccos(x)", "acos"),
          entry("arctan(x)", "atan arctg"),
          entry("arcsinh(x)", "asinh"),
          entry("arccosh(x)", "acosh"),
          entry("arctanh(x)", "atanh"),
          entry("sinh(x)", "sh"),
          entry("tan(x)", "tg"),
          entry("1 / tan(x)", "cot ctg cotan"),
          entry("1 / cos(x)", "sec"),
          entry("1 / sin(x)", "csc cosec"),
          entry("where(x == 0, 1, sin(pi * x) / (pi * x))", "sinc"),
          entry("x ** y", "power POWER"),
          entry("log(x)", "ln LN"),
          entry("log10(x)", "lg"),
          entry("log1p(x)", "log1"),
          entry("logaddexp(x * log(2), y * log(2)) / log(2)", "logaddexp2"),
          entry("log(sum(exp(x - max(x)))) + max(x)", "logsumexp"),
          entry("exp(x - max(x)) / sum(exp(x - max(x)))", "softmax"),
          entry("1 / (1 + exp(-x))", "sigmoid expit logistic"),
          entry("log(x / (1 - x))", "logit"),
          entry("maximum(x, 0)", "relu"),
          entry("abs(x)", "absolute fabs magnitude"),
          entry("sign(x)", "sgn signum"),
          entry("ceil(x)", "ceiling"),
          entry("round(x)", "rint nint"),
          entry("round(x, 2)", "around round_"),
          entry("trunc(x)", "fix truncate"),
          entry("max(x)", "amax maxval"),
          entry("min(x)", "amin minval"),
          entry("maximum(x, y)", "greatest GREATEST pmax max2"),
          entry("minimum(x, y)", "least LEAST pmin min2"),
          entry("mean(x)", "average AVERAGE avg AVG mean_"),
          entry(
              "std(x, ddof=1)",
              "stddev stdev std_dev sd stddev_samp STDDEV_SAMP STDDEV STDEV STDEV.S"
                  + " standard_deviation"),
          entry("std(x)", "stddev_pop STDDEV_POP pstdev stdevp STDEVP STDEV.P"),
          entry("var(x, ddof=1)", "variance var_samp VAR VARIANCE VAR_SAMP VAR.S"),
          entry("var(x)", "var_pop VAR_POP pvariance varp VARP VAR.P"),
          entry("quantile(x, q / 100)", "percentile prctile"),
          entry(
              "quantile(x, q)",
              "percentile_cont quantiles PERCENTILE PERCENTILE.INC PERCENTILE_CONT"),
          entry("nanquantile(x, q / 100)", "nanpercentile"),
          entry("quantile(x, 0.75) - quantile(x, 0.25)", "iqr"),
          entry("median(abs(x - median(x)))", "mad"),
          entry("prod(x)", "product"),
          entry("dot(x, y)", "inner vdot sumprod sumproduct SUMPRODUCT"),
          entry("dot(x, x)", "sumsq sumsqr"),
          entry("sqrt(sum(x ** 2))", "norm"),
          entry("sqrt(mean(x ** 2))", "rms"),
          entry("mean((x - y) ** 2)", "mse"),
          entry("mean(abs(x - y))", "mae"),
          entry("exp(mean(log(x)))", "gmean geomean"),
          entry("size(x) / sum(1 / x)", "hmean harmean"),
          entry("std(x, ddof=1) / sqrt(size(x))", "sem"),
          entry("mean(((x - mean(x)) / std(x)) ** 3)", "skew skewness"),
          entry("mean(((x - mean(x)) / std(x)) ** 4) - 3", "kurtosis kurt"),
          entry("(x - mean(x)) / std(x)", "zscore standardize scale"),
          entry("(x - min(x)) / (max(x) - min(x))", "normalize minmax rescale"),
          entry(
              "sum((x - mean(x)) * (y - mean(y))) / (size(x) - 1)",
              "cov covar covariance covar_samp"),
          entry(
              "mean((x - mean(x)) * (y - mean(y))) / (std(x) * std(y))",
              "corr corrcoef correl pearsonr pearson"),
          entry("size(x)", "len length numel nrow LEN"),
          entry("size(x, axis=0)", "shape dim nrows"),
          entry("sum(~isnan(x))", "COUNT"),
          entry("count(x)", "count_nonzero countnonzero"),
          entry("count(x > 0)", "countif count_if COUNTIF"),
          entry("sum(where(x > 0, x, 0))", "sumif sum_if SUMIF"),
          entry("mean(where(x > 0, x, nan))", "averageif"),
          entry("~any(x)", "none"),
          entry(
              "float64(x)",
              "float double real numeric decimal Number to_float toFloat toDouble"
                  + " as_float parseFloat"),
          entry("float32(x)", "single float16 half"),
          entry("int64(x)", "int integer long bigint toInt to_int parseInt uint64 uint32 as_int"),
          entry("int32(x)", "int8 int16 uint8 uint16 short byte"),
          entry("bool(x)", "bool_ boolean Boolean"),
          entry(
              "where(x > 0, x, y)",
              "iif iff IIF ifelse if_else ifthenelse cond case choose select IF"),
          entry(
              "where(isnan(x), 0, x)",
              "fillna nan_to_num nvl NVL zeroifnull replace_nan nafill na_fill" + " fill_null"),
          entry("where(isnan(x), y, x)", "coalesce COALESCE ifnull IFNULL combine_first nanvl"),
          entry("where(x == y, nan, x)", "nullif NULLIF"),
          entry("isnan(x)", "isnull isna is_nan is_null ISNULL ISBLANK is_na isNaN"),
          entry("~isnan(x)", "notnull notna notnan is_not_null"),
          entry("isfinite(x)", "finite is_finite isFinite"),
          entry("isinf(x)", "isinfinite is_inf is_infinite"),
          entry("(x >= 1) & (x <= 2)", "between BETWEEN isbetween inrange in_range"),
          entry("x in (1, 2, 3)", "in1d isin_ is_in isIn contains includes"),
          entry("x ** 2", "square sqr sq"),
          entry("x ** 3", "cube"),
          entry("1 / x", "reciprocal inv inverse recip"),
          entry("-x", "negative neg negate"),
          entry("x % y", "remainder mod MOD modulo rem"),
          entry("x // y", "floor_divide div idiv floordiv quotient"),
          entry("x / y", "divide true_divide truediv safe_divide"),
          entry("x + y", "add plus"),
          entry("x - y", "subtract sub minus"),
          entry("x * y", "multiply mul times outer"),
          entry("x > y", "greater gt"),
          entry("x >= y", "greater_equal gte ge"),
          entry("x < y", "less lt"),
          entry("x <= y", "less_equal lte le"),
          entry("x == y", "equal eq equals"),
          entry("x != y", "not_equal neq ne"),
          entry("i & j", "bitwise_and bitand"),
          entry("i | j", "bitwise_or bitor"),
          entry("i ^ j", "bitwise_xor bitxor"),
          entry("~i", "bitwise_not bitwise_invert invert bitnot"),
          entry("i << j", "left_shift bitwise_left_shift shl shiftleft"),
          entry("i >> j", "right_shift bitwise_right_shift shr shiftright"),
          entry("bit_count(i)", "bitwise_count popcount popcnt bitcount"),
          entry("logical_xor(x, y)", "xor XOR"),
          entry("logical_and(x, y)", "AND"),
          entry("logical_or(x, y)", "OR"),
          entry("logical_not(x)", "NOT"),
          entry("x * pi / 180", "deg2rad radians"),
          entry("x * 180 / pi", "rad2deg degrees"),
          entry("where(x < 0, 0, where(x > 0, 1, y))", "heaviside"),
          entry("sqrt(x)", "root sqroot SQRT"),
          entry("inf", "Infinity Inf infinity ∞ INF"),
          entry("pi", "π M_PI PI Pi"),
          entry("e", "euler exp1 Math.E math.e M_E"),
          entry("True", "TRUE"),
          entry("False", "FALSE"),
          entry("fmax(x, y)", "fmaximum"),
          entry("fmin(x, y)", "fminimum"),
          entry("sum(x)", "Σ total summation"));

  /// Of names that nothing stands for: what is meant is absent, or is no matter of an expression.
  private static final Map<String, String> ABSENT =
      byName(
          entry(
              "for the value write nan; nothing equals it, so that a comparison with it is"
                  + " isnan(x) for '==' and ~isnan(x) for '!='",
              "NULL null None NA NaN NAN undefined nil nan"),
          entry("write arctan2 with the same arguments in the same order", "atan2"),
          entry(
              "write arctan2(y, x), y first; SQL has the same order, a spreadsheet has x first",
              "ATAN2"),
          entry("write a cast such as float64(x)", "astype cast CAST"),
          entry("write floor(x), or trunc(x) to round towards zero", "INT"),
          entry(
              "write abs(x - y) <= 1e-8, with the tolerance that you need; all(…) of it is for"
                  + " all elements",
              "isclose allclose"),
          entry(
              "there is no sorting; median(x) and quantile(x, q) give elements by their" + " rank",
              "sort sorted argsort order orderby order_by rank msort sort_values"),
          entry(
              "there is no topk; max(x) gives the largest element and quantile(x, q)"
                  + " one by its rank",
              "topk nlargest nsmallest top_k large small"),
          entry(
              "there are no running sums (cumsum) or products; sum(x) is that of all" + " elements",
              "cumsum cumprod cummax cummin nancumsum accumulate scan running_sum"),
          entry(
              "there is no shift of elements; send x without its first and without its"
                  + " last element as two inputs, so that the difference is y - x",
              "lag lead shift diff roll rolling pct_change gradient ediff1d delta"),
          entry(
              "there are no moving windows; reduce an input of shape [windows, width]"
                  + " along axis=1",
              "rolling_mean rolling_sum moving_average movavg ewm sma ema convolve"),
          entry(
              "there is no grouping by keys (groupBy); reduce once for each key with"
                  + " the where of /v1/reduce",
              "groupby group_by groupBy group tapply aggregate over partition"),
          entry(
              "there is no histogram; count(x < 1) and the like count the elements of a" + " bin",
              "histogram hist bincount digitize cut"),
          entry(
              "there is no set of distinct elements",
              "unique distinct nunique n_distinct value_counts duplicated"),
          entry(
              "for the product of matrices send the left one with shape [n, k, 1], the right one"
                  + " with [1, k, m], and write dot(a, b, axis=1); dot(x, y) is that of two"
                  + " vectors",
              "matmul mmult mm bmm gemm matrix_multiply"),
          entry(
              "there is no change of shape; send the input with the shape that is" + " needed",
              "reshape transpose ravel flatten squeeze expand_dims swapaxes concat"
                  + " concatenate stack hstack vstack append repeat tile"),
          entry(
              "POST /v1/filter with \"return\": \"indices\" gives positions",
              "nonzero which argwhere flatnonzero find findall"),
          entry(
              "POST /v1/filter drops elements: its predicate is ~isnan(x); the"
                  + " functions such as nanmean(x) leave NaN out",
              "dropna na_omit filter compress extract"),
          entry(
              "send it as an input, such as {\"random\": {\"distribution\": \"uniform\","
                  + " \"shape\": [1000]}}",
              "rand random randn RAND runif rnorm normal randint"),
          entry(
              "send it as an input, such as {\"range\": {\"start\": 0, \"stop\": 10}}",
              "arange range seq linspace index row_number rownum"),
          entry(
              "send it as an input, such as {\"constant\": {\"value\": 0, \"shape\": [10]}}",
              "zeros ones full zeros_like ones_like full_like"),
          entry(
              "there are no texts and no functions of them",
              "like concat_ws substr substring upper lower trim str string to_string"
                  + " format replace split regexp strlen startswith endswith"),
          entry(
              "there are no dates; send numbers",
              "now date year month day datetime timestamp to_date"),
          entry(
              "there is no such function",
              "erf erfc gamma lgamma beta factorial comb gcd lcm interp fft cross"
                  + " einsum mode trapz det inv_matrix solve eig svd"));

  private ForeignNames() {}

  /// The expression to write instead.
  static Optional<String> expression(String name) {
    return Optional.ofNullable(EXPRESSIONS.get(name));
  }

  /// A sentence about what is not there.
  static Optional<String> absence(String name) {
    return Optional.ofNullable(ABSENT.get(name));
  }

  /// All expressions that are advised.
  static Set<String> expressions() {
    return Set.copyOf(EXPRESSIONS.values());
  }

  static Set<String> names() {
    Set<String> names = new HashSet<>(EXPRESSIONS.keySet());
    names.addAll(ABSENT.keySet());
    return names;
  }

  private static Entry entry(String instead, String names) {
    return new Entry(instead, List.of(names.split(" ")));
  }

  private static Map<String, String> byName(Entry... entries) {
    Map<String, String> byName = new HashMap<>();
    for (Entry entry : entries) {
      entry.names().forEach(name -> byName.put(name, entry.instead()));
    }
    return Map.copyOf(byName);
  }
}
