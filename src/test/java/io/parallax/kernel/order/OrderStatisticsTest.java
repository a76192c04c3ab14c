package io.parallax.kernel.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.parallax.error.ErrorCode;
import io.parallax.kernel.interpreter.Interpreter;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.MorselOrder;
import io.parallax.kernel.testing.Outcome;
import io.parallax.kernel.testing.TestArray;
import io.parallax.program.Requests;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OrderStatisticsTest {
  private static final double[] QUANTILES = {0, 0.001, 0.25, 0.5, 1 / 3.0, 0.99, 1};

  static Stream<Arguments> distributions() {
    SplittableRandom random = new SplittableRandom(11);
    return Stream.of(
        arguments("uniform", supplier(() -> random.nextDouble())),
        arguments("normal", supplier(() -> random.nextGaussian())),
        arguments("every magnitude", supplier(() -> finite(random))),
        arguments("few distinct", supplier(() -> random.nextInt(3) - 1.0)),
        arguments("all equal", supplier(() -> 7.5)),
        arguments("zeros of both signs", supplier(() -> random.nextBoolean() ? 0.0 : -0.0)),
        arguments("close together", supplier(() -> 1 + random.nextInt(1000) * 0x1p-52)),
        arguments(
            "infinities",
            supplier(
                () -> random.nextInt(3) == 0 ? Double.NEGATIVE_INFINITY : random.nextDouble())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("distributions")
  void quantilesAreThoseOfTheSortedElements(String name, DoubleSupplier values) {
    for (int length : new int[] {1, 2, 3, 8_192, 8_193, 300_000}) {
      double[] array = DoubleStream.generate(values).limit(length).toArray();
      TestArray input = TestArray.of(array);
      Arrays.sort(array);
      for (double q : QUANTILES) {
        assertEquals(
            quantileOfSorted(array, q),
            quantile(input, q, MorselOrder.CONCURRENT),
            () -> q + " of " + length + " " + name);
      }
    }
  }

  @Test
  void onlyElementsInTheMaskTakePart() {
    int length = 50_000;
    SplittableRandom random = new SplittableRandom(3);
    double[] values = random.doubles(length).toArray();
    TestArray mask =
        TestArray.of(
            DataType.BOOL, Shape.of(length), LongStream.range(0, length).map(at -> at % 3 / 2));
    double[] kept = DoubleStream.of(values).toArray();
    double[] sorted =
        IntStream.range(0, length)
            .filter(at -> at % 3 == 2)
            .mapToDouble(at -> kept[at])
            .sorted()
            .toArray();
    Outcome outcome = run("m", "quantile(a, 0.7)", Map.of("a", TestArray.of(values), "m", mask));
    assertEquals(quantileOfSorted(sorted, 0.7), only(outcome));
  }

  @Test
  void nanAnywhereAmongThoseThatTakePartGivesNan() {
    double[] values = new double[20_000];
    values[19_999] = Double.NaN;
    assertEquals(Double.NaN, quantile(TestArray.of(values), 0.1, MorselOrder.ASCENDING));
    assertEquals(Double.NaN, quantile(TestArray.of(1, Double.NaN), 0, MorselOrder.ASCENDING));
    double[] pieces = new double[3 * RadixSelection.PIECE];
    pieces[RadixSelection.PIECE] = Double.NaN;
    assertEquals(Double.NaN, quantile(TestArray.of(pieces), 0.5, MorselOrder.ASCENDING));
    boolean[] kept = new boolean[20_000];
    kept[3] = true;
    Outcome outcome =
        run("m", "median(a)", Map.of("a", TestArray.of(values), "m", TestArray.of(kept)));
    assertEquals(0.0, only(outcome));
  }

  @Test
  void noElementsGiveNan() {
    assertEquals(Double.NaN, quantile(TestArray.of(new double[0]), 0.5, MorselOrder.ASCENDING));
  }

  @Test
  void interpolatesBetweenNeighboursTooFarApartToSubtract() {
    double most = Double.MAX_VALUE;
    assertEquals(0.0, quantile(TestArray.of(-most, most), 0.5, MorselOrder.ASCENDING));
    assertEquals(-most / 2, quantile(TestArray.of(-most, most), 0.25, MorselOrder.ASCENDING));
    assertEquals(most, quantile(TestArray.of(most, most), 0.5, MorselOrder.ASCENDING));
    double infinity = Double.POSITIVE_INFINITY;
    assertEquals(infinity, quantile(TestArray.of(0, infinity), 0.5, MorselOrder.ASCENDING));
    assertEquals(-infinity, quantile(TestArray.of(-infinity, 7), 0.9, MorselOrder.ASCENDING));
    assertEquals(
        Double.NaN, quantile(TestArray.of(-infinity, infinity), 0.5, MorselOrder.ASCENDING));
  }

  @Test
  void theMedianOfAnEvenCountIsTheMeanOfTheMiddleTwoRoundedOnce() {
    double least = Double.MIN_VALUE;
    assertEquals(0x1p-53, median(TestArray.of(-1.0, 1 + 0x1p-52)));
    assertEquals(1 + 0x1p-51, median(TestArray.of(1 + 0x1p-52, 1 + 0x1p-51)));
    assertEquals(1.7e308, median(TestArray.of(1.7e308, 1.7e308)));
    assertEquals(2 * least, median(TestArray.of(least, 2 * least)));
    assertEquals(0.0, median(TestArray.of(-0.0, 0.0)));
    assertEquals(1 + 0x1p-22, median(TestArray.of(1 + Math.ulp(1f), 1 + 2 * Math.ulp(1f))));
    long million = 1L << 60;
    assertEquals(million + 256.0, median(TestArray.of(million + 129, million + 256)));
    assertEquals((double) million, median(TestArray.of(million + 128, million + 128)));
    assertEquals(-0.5, median(TestArray.of(Long.MIN_VALUE, Long.MAX_VALUE)));
    assertEquals(0x1p63, median(TestArray.of(Long.MAX_VALUE, Long.MAX_VALUE - 1)));
    assertEquals(1.5, median(TestArray.of(1, 2)));
    assertEquals(0.5, median(TestArray.of(true, false)));
  }

  @Test
  void quantilesOfFloat32AreRoundedOnce() {
    assertEquals(
        0.01704325f,
        (float) quantile(TestArray.of(0, 0.018936945f), 0.8999999999999999, MorselOrder.ASCENDING));
    SplittableRandom random = new SplittableRandom(6);
    for (int trial = 0; trial < 2_000; trial++) {
      float left = (float) (random.nextInt(9) - 4);
      float right = trial % 2 == 0 ? Float.intBitsToFloat(random.nextInt(0x7F80_0000)) : 0.3f;
      float[] sorted = {Math.min(left, right), Math.max(left, right)};
      double q = trial % 3 == 0 ? 0.3 : random.nextDouble();
      BigDecimal lower = new BigDecimal(sorted[0]);
      assertEquals(
          lower
              .add(new BigDecimal(sorted[1]).subtract(lower).multiply(new BigDecimal(q)))
              .floatValue(),
          (float) quantile(TestArray.of(left, right), q, MorselOrder.ASCENDING),
          () -> Arrays.toString(sorted) + " at " + q);
    }
  }

  @Test
  void quantilesOfIntegersAreThoseOfTheirExactValues() {
    SplittableRandom random = new SplittableRandom(8);
    for (int length : new int[] {1, 2, 3, 8_192, 8_193, 100_000}) {
      long[] values = random.longs(length).toArray();
      values[0] = Long.MIN_VALUE;
      values[length - 1] = Long.MAX_VALUE;
      TestArray input = TestArray.of(values);
      Arrays.sort(values);
      for (double q : QUANTILES) {
        double place = q * (length - 1);
        int rank = (int) place;
        BigDecimal lower = new BigDecimal(values[rank]);
        BigDecimal step = new BigDecimal(values[Math.min(rank + 1, length - 1)]).subtract(lower);
        assertEquals(
            lower.add(step.multiply(new BigDecimal(place - rank))).doubleValue(),
            quantile(input, q, MorselOrder.CONCURRENT),
            () -> q + " of " + length);
      }
    }
  }

  @Test
  void quantilesDoNotFallAsTheirProbabilityGrows() {
    SplittableRandom random = new SplittableRandom(12);
    for (int trial = 0; trial < 50; trial++) {
      TestArray array =
          trial % 2 == 0
              ? TestArray.of(finite(random), finite(random), 1 + random.nextInt(4) * 0x1p-52)
              : TestArray.of(1.0, 1 + random.nextInt(4) * 0x1p-52, 1 + 0x1p-50);
      double[] sorted = array.asDoubles();
      Arrays.sort(sorted);
      double before = sorted[0];
      for (double q : random.doubles(20).sorted().toArray()) {
        double value = quantile(array, q, MorselOrder.ASCENDING);
        assertTrue(value >= before && value <= sorted[2], () -> q + " of " + array);
        before = value;
      }
    }
  }

  @Test
  void rowsOfAnyAxisAreSelectedFrom() {
    TestArray matrix = TestArray.of(1.0, 20, 3, 10, 2, 30).reshaped(2, 3);
    assertEquals(
        TestArray.of(5.5, 11, 16.5), result(evaluate("median(a, axis=0)", Map.of("a", matrix))));
    assertEquals(TestArray.of(3.0, 10), result(evaluate("median(a, axis=1)", Map.of("a", matrix))));
  }

  @Test
  void quantileOutsideZeroToOneIsRefused() {
    for (double q : new double[] {-0.1, 1.5, Double.NaN}) {
      Outcome outcome =
          evaluate(
              "quantile(a, q)", Map.of("a", TestArray.of(1.0, 2), "q", TestArray.of(q).reshaped()));
      assertEquals(ErrorCode.INVALID_ARGUMENT, ((Outcome.Failure) outcome).code());
    }
  }

  private static DoubleSupplier supplier(DoubleSupplier supplier) {
    return supplier;
  }

  private static double finite(SplittableRandom random) {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? value : 0;
  }

  /// Definition 7 of Hyndman and Fan, as [io.parallax.program.OrderStatistic] states it: exact,
  /// rounded once.
  private static double quantileOfSorted(double[] sorted, double q) {
    double place = q * (sorted.length - 1);
    int rank = (int) place;
    double t = place - rank;
    double lower = sorted[rank];
    double upper = sorted[Math.min(rank + 1, sorted.length - 1)];
    if (t == 0) {
      return lower;
    }
    if (Double.isInfinite(lower) || Double.isInfinite(upper) || (lower == 0 && upper == 0)) {
      return lower + upper;
    }
    BigDecimal low = new BigDecimal(lower);
    return low.add(new BigDecimal(upper).subtract(low).multiply(new BigDecimal(t))).doubleValue();
  }

  private static double quantile(TestArray array, double q, MorselOrder order) {
    Map<String, TestArray> inputs = Map.of("a", array, "q", TestArray.of(q).reshaped());
    Outcome outcome =
        new EngineRunner(new Interpreter(), order)
            .run(requests(inputs).evaluate("quantile(a, q)"), inputs);
    return only(outcome);
  }

  private static double median(TestArray array) {
    return result(evaluate("median(a)", Map.of("a", array))).element(0).asDouble();
  }

  private static Outcome evaluate(String text, Map<String, TestArray> inputs) {
    return EngineRunner.ORACLE.run(requests(inputs).evaluate(text), inputs);
  }

  private static Outcome run(String where, String text, Map<String, TestArray> inputs) {
    return EngineRunner.ORACLE.run(requests(inputs).reduceWhere(where, text), inputs);
  }

  private static Requests requests(Map<String, TestArray> inputs) {
    Map<String, ArrayType> types = new HashMap<>();
    inputs.forEach((name, array) -> types.put(name, array.arrayType()));
    return Requests.over(types);
  }

  private static TestArray result(Outcome outcome) {
    return ((Outcome.Values) outcome).result("result");
  }

  private static double only(Outcome outcome) {
    List<TestArray> results = List.copyOf(((Outcome.Values) outcome).results().values());
    return results.getFirst().element(0).asDouble();
  }
}
