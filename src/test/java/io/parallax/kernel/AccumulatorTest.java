package io.parallax.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parallax.program.Reduction;
import io.parallax.type.DataType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccumulatorTest {
  @Test
  void sumsWhatCancelsWithoutLosingTheRest() {
    assertEquals(1, sum(1e16, 1, -1e16));
    assertEquals(2, sum(1, 1e100, 1, -1e100));
    assertEquals(0.1, sum(1e300, 0.1, -1e300));
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 10, 15, 20, 25, 30})
  void sumsAreCorrectlyRoundedHoweverMuchCancels(int decimals) {
    SplittableRandom random = new SplittableRandom(decimals);
    for (int round = 0; round < 50; round++) {
      double[] values = illConditioned(random, 1_000, decimals);
      assertEquals(exact(values).doubleValue(), sum(values));
    }
  }

  @Test
  void errorOfASumDoesNotGrowWithItsLength() {
    double[] values = DoubleStream.generate(() -> 0.3).limit(1_000_000).toArray();
    assertEquals(exact(values).doubleValue(), sum(values));
  }

  @Test
  void sumIsInfiniteWhereItsExactValueIsTooLargeOrAnInfinityTakesPart() {
    assertEquals(Double.POSITIVE_INFINITY, sumInOrder(Double.MAX_VALUE, Double.MAX_VALUE));
    assertEquals(
        Double.MAX_VALUE, sumInOrder(Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE));
    assertEquals(
        Double.NEGATIVE_INFINITY,
        sumInOrder(Double.MAX_VALUE, Double.MAX_VALUE, Double.NEGATIVE_INFINITY));
    assertEquals(Double.NEGATIVE_INFINITY, sumInOrder(1, Double.NEGATIVE_INFINITY));
    assertEquals(Double.NaN, sumInOrder(Double.POSITIVE_INFINITY, 1, Double.NEGATIVE_INFINITY));
    assertEquals(Double.NaN, sumInOrder(1, Double.NaN));
  }

  @Test
  void sumOfNegativeZerosIsZero() {
    assertEquals(0.0, sumInOrder(-0.0, -0.0));
  }

  @Test
  void integersWrap() {
    Accumulator sum = new Accumulator(Reduction.SUM, DataType.INT64);
    Accumulator product = new Accumulator(Reduction.PRODUCT, DataType.INT64);
    for (long value : new long[] {Long.MAX_VALUE, 3}) {
      sum.update(value, 0);
      product.update(value, 0);
    }
    assertEquals(Long.MIN_VALUE + 2, sum.finish(DataType.INT64));
    assertEquals(Long.MAX_VALUE - 2, product.finish(DataType.INT64));
  }

  @Test
  void emptySumsAndProductsAreNeutralAndEmptyExtremesUndefined() {
    assertEquals(0, new Accumulator(Reduction.SUM, DataType.INT64).finish(DataType.INT64));
    assertEquals(1, new Accumulator(Reduction.PRODUCT, DataType.INT64).finish(DataType.INT64));
    assertEquals(0.0, sumInOrder());
    assertEquals(0, new Accumulator(Reduction.ANY, DataType.BOOL).finish(DataType.BOOL));
    assertEquals(1, new Accumulator(Reduction.ALL, DataType.BOOL).finish(DataType.BOOL));
    assertFalse(new Accumulator(Reduction.SUM, DataType.FLOAT64).isUndefined());
    assertTrue(new Accumulator(Reduction.MINIMUM, DataType.FLOAT64).isUndefined());
    assertTrue(new Accumulator(Reduction.ARG_MAXIMUM, DataType.INT64).isUndefined());
  }

  @Test
  void extremesPropagateNanAndOrderZeros() {
    assertEquals(Double.NaN, fold(Reduction.MINIMUM, 1, Double.NaN, 2));
    assertEquals(Double.NaN, fold(Reduction.MAXIMUM, Double.NaN, 1));
    assertEquals(-0.0, fold(Reduction.MINIMUM, 0.0, -0.0));
    assertEquals(0.0, fold(Reduction.MAXIMUM, -0.0, 0.0));
    assertEquals(Double.POSITIVE_INFINITY, fold(Reduction.MINIMUM, Double.POSITIVE_INFINITY));
  }

  @Test
  void positionIsOfTheFirstExtremeWhateverTheOrderOfMerging() {
    double[] values = {3, 1, 2, 1, 3, 0.0, -0.0, 3};
    assertEquals(5, position(Reduction.ARG_MINIMUM, values));
    assertEquals(0, position(Reduction.ARG_MAXIMUM, values));
    values[6] = Double.NaN;
    values[7] = Double.NaN;
    assertEquals(6, position(Reduction.ARG_MINIMUM, values));
    assertEquals(6, position(Reduction.ARG_MAXIMUM, values));
    assertEquals(0, position(Reduction.ARG_MINIMUM, Double.POSITIVE_INFINITY));
  }

  /// A sum that is smaller than its terms by about that many decimal digits: random terms of many
  /// magnitudes, then the running exact sum taken off, shuffled.
  private static double[] illConditioned(SplittableRandom random, int count, int decimals) {
    double[] values = new double[count];
    BigDecimal sum = BigDecimal.ZERO;
    for (int at = 0; at < count / 2; at++) {
      values[at] = random.nextDouble(-1, 1) * Math.pow(10, random.nextDouble(decimals));
      sum = sum.add(new BigDecimal(values[at]));
    }
    for (int at = count / 2; at < count; at++) {
      double scale = Math.pow(10, decimals * (double) (count - at) / count);
      values[at] = random.nextDouble(-1, 1) * scale - sum.doubleValue();
      sum = sum.add(new BigDecimal(values[at]));
    }
    for (int at = count - 1; at > 0; at--) {
      int other = random.nextInt(at + 1);
      double swapped = values[at];
      values[at] = values[other];
      values[other] = swapped;
    }
    return values;
  }

  private static BigDecimal exact(double[] values) {
    return Arrays.stream(values)
        .mapToObj(BigDecimal::new)
        .reduce(BigDecimal.ZERO, (left, right) -> left.add(right, MathContext.UNLIMITED));
  }

  /// As a chunk of a row is summed.
  private static double sum(double... values) {
    Lanes lanes = new Lanes(Reduction.SUM, DataType.FLOAT64);
    for (int at = 0; at < values.length; at++) {
      lanes.update(at, Double.doubleToRawLongBits(values[at]), at);
    }
    return Double.longBitsToDouble(lanes.merged().finish(DataType.FLOAT64));
  }

  private static double sumInOrder(double... values) {
    return fold(Reduction.SUM, values);
  }

  private static double fold(Reduction reduction, double... values) {
    Accumulator accumulator = new Accumulator(reduction, DataType.FLOAT64);
    IntStream.range(0, values.length)
        .forEach(at -> accumulator.update(Double.doubleToRawLongBits(values[at]), at));
    return Double.longBitsToDouble(accumulator.finish(DataType.FLOAT64));
  }

  /// Merges accumulators of the even and the odd positions.
  private static long position(Reduction reduction, double... values) {
    Accumulator even = new Accumulator(reduction, DataType.FLOAT64);
    Accumulator odd = new Accumulator(reduction, DataType.FLOAT64);
    for (int at = 0; at < values.length; at++) {
      (at % 2 == 0 ? even : odd).update(Double.doubleToRawLongBits(values[at]), at);
    }
    odd.merge(even);
    return odd.finish(DataType.INT64);
  }
}
