package io.parallax.kernel.testing;

import io.parallax.kernel.Lanes;
import io.parallax.language.BinaryOperator;
import io.parallax.language.Expression;
import io.parallax.language.ReductionFunction;
import io.parallax.program.Reduction;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/// Reductions of rows short enough to be one chunk, written a second time. Products of floats go
/// through [Lanes], whose own exactness is tested elsewhere.
final class NaiveReductions {
  private NaiveReductions() {}

  /// What takes part in a reduction.
  ///
  /// @param position in the whole row
  public record Element(long position, List<Scalar> arguments) {
    public Scalar first() {
      return arguments.getFirst();
    }

    public Scalar last() {
      return arguments.getLast();
    }
  }

  /// The value of a reduction over a row, as its definition has it.
  ///
  /// @param row the elements that take part
  /// @throws NoSuchElementException when there must be one and is none
  public static Scalar reduce(Expression.Reduce reduce, List<Element> row) {
    ReductionFunction plain = reduce.function().plain();
    if (plain == reduce.function()) {
      return reduce(plain, reduce, row);
    }
    List<Element> numbers =
        row.stream().filter(element -> !NaiveScalars.isNan(element.first())).toList();
    boolean free =
        switch (reduce.function()) {
          case NANMIN, NANMAX -> !numbers.isEmpty() || row.isEmpty();
          case NANVAR, NANSTD ->
              numbers.size() > reduce.ddof() || !isFloatingOperand(reduce.arguments().getFirst());
          default -> true;
        };
    return free ? reduce(plain, reduce, numbers) : NaiveScalars.floating(reduce.type(), Double.NaN);
  }

  /// Whether the exact value of a reduction of integers does not fit its type.
  ///
  /// @param row the elements that take part, each of which fits its own type
  static boolean overflows(Expression.Reduce reduce, List<Element> row) {
    if (!reduce.type().isInteger() || row.isEmpty()) {
      return false;
    }
    BigInteger exact =
        switch (reduce.function().plain()) {
          case SUM -> integers(row).reduce(BigInteger.ZERO, BigInteger::add);
          case PROD -> integers(row).reduce(BigInteger.ONE, BigInteger::multiply);
          case DOT ->
              row.stream()
                  .map(pair -> integer(pair.first()).multiply(integer(pair.last())))
                  .reduce(BigInteger.ZERO, BigInteger::add);
          case PTP ->
              integers(row)
                  .reduce(BigInteger::max)
                  .orElseThrow()
                  .subtract(integers(row).reduce(BigInteger::min).orElseThrow());
          default -> BigInteger.ZERO;
        };
    return exact.bitLength() >= reduce.type().byteWidth() * Byte.SIZE;
  }

  private static Stream<BigInteger> integers(List<Element> row) {
    return row.stream().map(element -> integer(element.first()));
  }

  private static BigInteger integer(Scalar value) {
    return BigInteger.valueOf(value.bits());
  }

  /// Whether elements can be NaN: integers are never looked at for NaN.
  private static boolean isFloatingOperand(Expression operand) {
    return operand.type().isFloating()
        && !(operand instanceof Expression.Cast cast && !cast.operand().type().isFloating());
  }

  private static Scalar reduce(
      ReductionFunction function, Expression.Reduce reduce, List<Element> row) {
    DataType type = reduce.type();
    double[] x = row.stream().mapToDouble(element -> element.first().asDouble()).toArray();
    long[] bits = row.stream().mapToLong(element -> element.first().bits()).toArray();
    return switch (function) {
      case SUM -> type.isFloating() ? sum(type, x) : Scalar.of(Arrays.stream(bits).sum());
      case PROD ->
          type.isFloating()
              ? NaiveScalars.floating(type, lanes(Reduction.PRODUCT, row, x))
              : Scalar.of(Arrays.stream(bits).reduce(1, (left, right) -> left * right));
      case MIN ->
          type.isFloating()
              ? NaiveScalars.floating(type, Arrays.stream(x).reduce(Math::min).orElseThrow())
              : new Scalar(type, Arrays.stream(bits).min().orElseThrow());
      case MAX ->
          type.isFloating()
              ? NaiveScalars.floating(type, Arrays.stream(x).reduce(Math::max).orElseThrow())
              : new Scalar(type, Arrays.stream(bits).max().orElseThrow());
      case MEAN -> mean(type, row);
      case VAR -> NaiveScalars.floating(type, variance(reduce, row, false));
      case STD -> NaiveScalars.floating(type, variance(reduce, row, true));
      case COUNT -> Scalar.of(row.stream().filter(element -> element.first().asBoolean()).count());
      case ANY -> Scalar.of(row.stream().anyMatch(element -> element.first().asBoolean()));
      case ALL -> Scalar.of(row.stream().allMatch(element -> element.first().asBoolean()));
      case ARGMIN -> Scalar.of(first(row, -1));
      case ARGMAX -> Scalar.of(first(row, 1));
      case MEDIAN -> quantile(type, row, 0.5);
      case QUANTILE -> quantile(type, row, row.isEmpty() ? 0 : row.getFirst().last().asDouble());
      case DOT -> dot(type, row);
      case SIZE -> Scalar.of((long) row.size());
      case PTP ->
          NaiveScalars.binary(
              BinaryOperator.SUBTRACT,
              reduce(ReductionFunction.MAX, reduce, row),
              reduce(ReductionFunction.MIN, reduce, row));
      case NANSUM,
          NANPROD,
          NANMIN,
          NANMAX,
          NANMEAN,
          NANVAR,
          NANSTD,
          NANARGMIN,
          NANARGMAX,
          NANMEDIAN,
          NANQUANTILE ->
          throw new IllegalArgumentException(function + " still skips NaN");
    };
  }

  private static Scalar sum(DataType type, double... x) {
    return type == DataType.FLOAT32
        ? Scalar.of(ExactSums.sumAsFloat(x))
        : Scalar.of(ExactSums.sum(x));
  }

  private static Scalar mean(DataType type, List<Element> row) {
    if (!row.isEmpty() && !row.getFirst().first().type().isFloating()) {
      BigInteger sum =
          row.stream()
              .map(element -> BigInteger.valueOf(element.first().bits()))
              .reduce(BigInteger.ZERO, BigInteger::add);
      return type == DataType.FLOAT32
          ? Scalar.of(ExactSums.meanAsFloat(sum, row.size()))
          : Scalar.of(ExactSums.mean(sum, row.size()));
    }
    double[] x = row.stream().mapToDouble(element -> element.first().asDouble()).toArray();
    return type == DataType.FLOAT32
        ? Scalar.of(ExactSums.meanAsFloat(x))
        : Scalar.of(ExactSums.mean(x));
  }

  private static double lanes(Reduction reduction, List<Element> row, double[] values) {
    Lanes lanes = new Lanes(reduction, DataType.FLOAT64);
    for (int at = 0; at < values.length; at++) {
      long position = row.get(at).position();
      lanes.update(position, Double.doubleToRawLongBits(values[at]), position);
    }
    return Double.longBitsToDouble(lanes.merged().finish(DataType.FLOAT64));
  }

  private static double variance(Expression.Reduce reduce, List<Element> row, boolean root) {
    DataType type = reduce.arguments().getFirst().type();
    return NaiveVariance.of(row.stream().map(Element::first).toList(), type, reduce.ddof(), root);
  }

  private static long first(List<Element> row, int sign) {
    Element best = row.stream().findFirst().orElseThrow();
    for (Element candidate : row) {
      if (NaiveScalars.isNan(candidate.first())) {
        return candidate.position();
      }
      int order =
          best.first().type().isFloating()
              ? Double.compare(candidate.first().asDouble() + 0.0, best.first().asDouble() + 0.0)
              : Long.compare(candidate.first().bits(), best.first().bits());
      best = order * sign > 0 ? candidate : best;
    }
    return best.position();
  }

  /// The exact value between the neighbours, rounded once.
  private static Scalar quantile(DataType type, List<Element> row, double q) {
    List<Scalar> sorted = row.stream().map(Element::first).sorted(NaiveReductions::order).toList();
    if (sorted.isEmpty() || sorted.stream().anyMatch(NaiveScalars::isNan)) {
      return NaiveScalars.floating(type, Double.NaN);
    }
    double place = q * (sorted.size() - 1);
    int rank = (int) Math.floor(place);
    double fraction = place - rank;
    Scalar lower = sorted.get(rank);
    Scalar upper = sorted.get(Math.min(rank + 1, sorted.size() - 1));
    double left = lower.asDouble();
    double right = upper.asDouble();
    if (fraction == 0) {
      return NaiveScalars.cast(lower, type);
    }
    if (Double.isInfinite(left) || Double.isInfinite(right) || (left == 0 && right == 0)) {
      return NaiveScalars.floating(type, left + right);
    }
    BigDecimal exact =
        exact(lower).add(exact(upper).subtract(exact(lower)).multiply(new BigDecimal(fraction)));
    return type == DataType.FLOAT32
        ? Scalar.of(exact.floatValue())
        : Scalar.of(exact.doubleValue());
  }

  private static int order(Scalar left, Scalar right) {
    return left.type().isFloating()
        ? Double.compare(left.asDouble(), right.asDouble())
        : Long.compare(left.bits(), right.bits());
  }

  private static BigDecimal exact(Scalar value) {
    return value.type().isFloating()
        ? new BigDecimal(value.asDouble())
        : new BigDecimal(value.bits());
  }

  private static Scalar dot(DataType type, List<Element> row) {
    if (type.isFloating()) {
      double[] products =
          row.stream()
              .mapToDouble(pair -> pair.first().asDouble() * pair.last().asDouble())
              .toArray();
      return sum(type, products);
    }
    return Scalar.of(
        row.stream().mapToLong(pair -> pair.first().bits() * pair.last().bits()).sum());
  }
}
