package io.parallax.array;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.testing.Filled;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.IntegerDistribution;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Distributions against the distribution functions of another library. Seeds are fixed, so each
/// test passes always or never; the bounds are those that one honest sample of ten thousand breaks.
class DistributionsTest {
  private static final int SAMPLE = 100_000;

  /// √n·D of Kolmogorov and Smirnov is above this with probability 1e-4.
  private static final double KOLMOGOROV = 2.23;

  private static Random random(Distribution distribution, long count, long seed) {
    return new Random(distribution, Shape.of(count), seed);
  }

  static Stream<Arguments> continuous() {
    return Stream.of(
        Arguments.of(new Distribution.Exponential(2.5), of(new ExponentialDistribution(2.5))),
        Arguments.of(
            new Distribution.Lognormal(-0.5, 0.75), of(new LogNormalDistribution(-0.5, 0.75))),
        Arguments.of(new Distribution.Gamma(0.1, 1), of(new GammaDistribution(0.1, 1))),
        Arguments.of(new Distribution.Gamma(1, 3), of(new GammaDistribution(1, 3))),
        Arguments.of(new Distribution.Gamma(2.5, 0.5), of(new GammaDistribution(2.5, 0.5))),
        Arguments.of(new Distribution.Gamma(1000, 1), of(new GammaDistribution(1000, 1))),
        Arguments.of(new Distribution.Beta(0.5, 0.5), of(new BetaDistribution(0.5, 0.5))),
        Arguments.of(new Distribution.Beta(0.05, 3), of(new BetaDistribution(0.05, 3))),
        Arguments.of(new Distribution.Beta(2, 5), of(new BetaDistribution(2, 5))),
        Arguments.of(new Distribution.Beta(300, 100), of(new BetaDistribution(300, 100))));
  }

  private static DoubleUnaryOperator of(
      org.apache.commons.math3.distribution.RealDistribution reference) {
    return reference::cumulativeProbability;
  }

  @ParameterizedTest
  @MethodSource("continuous")
  void floatsFollowTheirDistribution(Distribution distribution, DoubleUnaryOperator cumulative) {
    double[] values = Filled.doubles(random(distribution, SAMPLE, 14));
    Arrays.sort(values);
    double greatest = 0;
    for (int i = 0; i < SAMPLE; i++) {
      double probability = cumulative.applyAsDouble(values[i]);
      greatest = Math.max(greatest, Math.abs(probability - (double) i / SAMPLE));
      greatest = Math.max(greatest, Math.abs(probability - (i + 1.0) / SAMPLE));
    }
    assertThat(greatest * Math.sqrt(SAMPLE)).isBetween(0.3, KOLMOGOROV);
  }

  static Stream<Arguments> discrete() {
    return Stream.of(
        Arguments.of(new Distribution.Poisson(0.3), new PoissonDistribution(0.3)),
        Arguments.of(new Distribution.Poisson(9.9), new PoissonDistribution(9.9)),
        Arguments.of(new Distribution.Poisson(10), new PoissonDistribution(10)),
        Arguments.of(new Distribution.Poisson(123.4), new PoissonDistribution(123.4)),
        Arguments.of(new Distribution.Binomial(1, 0.3), new BinomialDistribution(1, 0.3)),
        Arguments.of(new Distribution.Binomial(20, 0.25), new BinomialDistribution(20, 0.25)),
        Arguments.of(new Distribution.Binomial(20, 0.5), new BinomialDistribution(20, 0.5)),
        Arguments.of(new Distribution.Binomial(25, 0.97), new BinomialDistribution(25, 0.97)),
        Arguments.of(new Distribution.Binomial(1000, 0.7), new BinomialDistribution(1000, 0.7)),
        Arguments.of(
            new Distribution.Binomial(1_000_000, 2e-5), new BinomialDistribution(1_000_000, 2e-5)));
  }

  @ParameterizedTest
  @MethodSource("discrete")
  void integersFollowTheirDistribution(Distribution distribution, IntegerDistribution reference) {
    long[] values = Filled.longs(random(distribution, SAMPLE, 14));
    int most = (int) Arrays.stream(values).max().orElseThrow();
    double[] counts = new double[most + 1];
    Arrays.stream(values).forEach(value -> counts[(int) value]++);
    double statistic = 0;
    int cells = 0;
    double expected = 0;
    double counted = 0;
    double left = SAMPLE;
    for (int value = 0; value <= most; value++) {
      expected += SAMPLE * reference.probability(value);
      counted += counts[value];
      if (expected >= 20 && left - expected >= 20) {
        statistic += (counted - expected) * (counted - expected) / expected;
        cells++;
        left -= expected;
        expected = 0;
        counted = 0;
      }
    }
    statistic += (counted - left) * (counted - left) / left;
    // The square root of twice a chi-square is nearly normal with deviation 1.
    double score = Math.sqrt(2 * statistic) - Math.sqrt(2.0 * cells - 1);
    assertThat(score).isBetween(-3.9, 3.9);
  }

  @Test
  void bitsAreFixedForever() {
    assertThat(Filled.doubles(random(Distribution.Exponential.DEFAULT, 2, 42)))
        .containsExactly(0.5239615179176942, 0.09796467236971186);
    assertThat(Filled.doubles(random(Distribution.Lognormal.DEFAULT, 2, 42)))
        .containsExactly(0.5576516723490174, 2.0195143929976913);
    assertThat(Filled.doubles(random(new Distribution.Gamma(0.5, 1), 2, 42)))
        .containsExactly(0.13482532355350188, 0.4582855017490862);
    assertThat(Filled.doubles(random(new Distribution.Gamma(2.5, 1), 2, 42)))
        .containsExactly(3.1447190867501438, 2.3565672793062826);
    assertThat(Filled.doubles(random(new Distribution.Beta(0.5, 2), 2, 42)))
        .containsExactly(0.2085114891822346, 0.694967823723737);
    assertThat(Filled.doubles(random(new Distribution.Beta(2, 3), 2, 42)))
        .containsExactly(0.464171862204959, 0.6281317382897122);
    assertThat(Filled.longs(random(new Distribution.Poisson(3), 4, 42)))
        .containsExactly(7, 0, 4, 3);
    assertThat(Filled.longs(random(new Distribution.Poisson(1000), 4, 42)))
        .containsExactly(1041, 1007, 1026, 967);
    assertThat(Filled.longs(random(new Distribution.Binomial(10, 0.3), 4, 42)))
        .containsExactly(3, 2, 4, 4);
    assertThat(Filled.longs(random(new Distribution.Binomial(1000, 0.4), 4, 42)))
        .containsExactly(407, 406, 398, 388);
    assertThat(Filled.longs(random(new Distribution.Bernoulli(0.5), 4, 42)))
        .containsExactly(1, 0, 1, 0);
    assertThat(Filled.longs(random(new Distribution.Permutation(10), 4, 42)))
        .containsExactly(8, 1, 7, 0);
    assertThat(Filled.longs(random(new Distribution.Permutation(1_000_000), 4, 42)))
        .containsExactly(355030, 879480, 338227, 713613);
  }

  @Test
  void greatMeansHaveTheirMomentsToo() {
    for (double mean : new double[] {1e6, 1e12, 9e15}) {
      assertMoments(Filled.longs(random(new Distribution.Poisson(mean), SAMPLE, 3)), mean, mean);
    }
    for (long n : new long[] {1_000_000_000L, 1_000_000_000_000L, 1L << 53}) {
      for (double p : new double[] {0.25, 0.999}) {
        assertMoments(
            Filled.longs(random(new Distribution.Binomial(n, p), SAMPLE, 3)),
            n * p,
            n * p * (1 - p));
      }
    }
  }

  private static void assertMoments(long[] values, double mean, double variance) {
    double sum = 0;
    double squares = 0;
    double cubes = 0;
    for (long value : values) {
      double score = (value - mean) / Math.sqrt(variance);
      sum += score;
      squares += score * score;
      cubes += score * score * score;
    }
    assertThat(sum / SAMPLE).isBetween(-0.0126, 0.0126);
    assertThat(squares / SAMPLE).isBetween(1 - 0.018, 1 + 0.018);
    assertThat(cubes / SAMPLE).isBetween(-0.05, 0.05);
  }

  @Test
  void bernoulliIsTrueAsOftenAsItsProbability() {
    Random draws = random(new Distribution.Bernoulli(0.2), SAMPLE, 9);
    assertThat(draws.arrayType().type()).isEqualTo(DataType.BOOL);
    long[] values = Filled.longs(draws);
    assertThat(Arrays.stream(values).sum()).isBetween(20_000L - 506, 20_000L + 506);
    assertThat(values).containsOnly(0, 1);
    assertThat(Filled.doubles(draws.withType(DataType.FLOAT32)))
        .containsExactly(Arrays.stream(values).asDoubleStream().toArray());
    assertThat(Filled.longs(random(new Distribution.Bernoulli(1), 5000, 9))).containsOnly(1);
    assertThat(Filled.longs(random(new Distribution.Bernoulli(0), 5000, 9))).containsOnly(0);
  }

  @Test
  void parametersAtTheirEndsGiveTheValuesThatAreLeft() {
    assertThat(Filled.doubles(random(new Distribution.Exponential(0), 3, 1))).containsOnly(0);
    assertThat(Filled.doubles(random(new Distribution.Gamma(0, 5), 3, 1))).containsOnly(0);
    assertThat(Filled.doubles(random(new Distribution.Gamma(1e300, 1), 3, 1))).containsOnly(1e300);
    assertThat(Filled.longs(random(new Distribution.Poisson(0), 3, 1))).containsOnly(0);
    assertThat(Filled.longs(random(new Distribution.Binomial(0, 0.5), 3, 1))).containsOnly(0);
    assertThat(Filled.longs(random(new Distribution.Binomial(7, 0), 3, 1))).containsOnly(0);
    assertThat(Filled.longs(random(new Distribution.Binomial(7, 1), 3, 1))).containsOnly(7);
    assertThat(Filled.doubles(random(new Distribution.Beta(1e-300, 1e-300), 100, 1)))
        .containsOnly(0, 1);
    assertThat(Filled.doubles(random(new Distribution.Beta(1e300, 1e300), 3, 1))).containsOnly(0.5);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "63", "1024", "1025", "4096", "65535", "65537", "100000"})
  void permutationsHaveEachIntegerOnce(long n) {
    long[] values = Filled.longs(random(new Distribution.Permutation(n), n, 5));
    if (n > 4) {
      assertThat(values).isNotEqualTo(LongStream.range(0, n).toArray());
    }
    Arrays.sort(values);
    assertThat(values).containsExactly(LongStream.range(0, n).toArray());
  }

  @Test
  void allOrdersOfFewIntegersAreEquallyLikely() {
    int[] counts = new int[256];
    for (long seed = 0; seed < 4_800; seed++) {
      long[] order = Filled.longs(random(new Distribution.Permutation(4), 4, seed));
      counts[(int) (order[0] << 6 | order[1] << 4 | order[2] << 2 | order[3])]++;
    }
    int[] orders = Arrays.stream(counts).filter(count -> count > 0).toArray();
    assertThat(orders).hasSize(24);
    double statistic =
        Arrays.stream(orders).mapToDouble(c -> (c - 200.0) * (c - 200.0) / 200).sum();
    // 23 degrees of freedom: above 56 and below 6 with probability 1e-4.
    assertThat(statistic).isBetween(6.0, 56.0);
  }

  @Test
  void placesInALongPermutationAreSpreadEvenly() {
    long n = 100_003;
    int[] rows = new int[100];
    double correlation = 0;
    long[] values = Filled.longs(random(new Distribution.Permutation(n), n, 8));
    for (int i = 0; i < n; i++) {
      correlation += (i - n / 2.0) * (values[i] - n / 2.0) / (n / 12.0 * n * n);
    }
    assertThat(correlation).isBetween(-0.0126, 0.0126);
    for (long seed = 0; seed < 5_000; seed++) {
      long first = Filled.longs(random(new Distribution.Permutation(n), 2, seed))[1];
      rows[(int) (first * 100 / n)]++;
    }
    double statistic = Arrays.stream(rows).mapToDouble(c -> (c - 50.0) * (c - 50.0) / 50).sum();
    assertThat(statistic).isBetween(55.0, 157.0);
  }

  @Test
  void aSampleIsTheBeginningOfThePermutation() {
    Distribution permutation = new Distribution.Permutation(1L << 62);
    assertThat(Filled.longs(random(permutation, 1000, 1)))
        .doesNotHaveDuplicates()
        .startsWith(Filled.longs(random(permutation, 10, 1)));
  }

  @Test
  void distributionsAndSeedsAreUnrelated() {
    List<double[]> scores =
        Stream.of(
                random(Distribution.Uniform.DEFAULT, SAMPLE, 7),
                random(Distribution.Uniform.DEFAULT, SAMPLE, 8),
                random(Distribution.Normal.DEFAULT, SAMPLE, 7),
                random(new Distribution.Integers(0, 1000), SAMPLE, 7),
                random(Distribution.Exponential.DEFAULT, SAMPLE, 7),
                random(Distribution.Lognormal.DEFAULT, SAMPLE, 7),
                random(new Distribution.Gamma(3, 1), SAMPLE, 7),
                random(new Distribution.Beta(3, 2), SAMPLE, 7),
                random(new Distribution.Poisson(50), SAMPLE, 7),
                random(new Distribution.Binomial(100, 0.3), SAMPLE, 7),
                random(new Distribution.Bernoulli(0.5), SAMPLE, 7).withType(DataType.INT64),
                random(new Distribution.Permutation(SAMPLE), SAMPLE, 7))
            .map(generator -> scores(Filled.doubles(generator)))
            .toList();
    for (int one = 0; one < scores.size(); one++) {
      for (int other = 0; other < one; other++) {
        double[] left = scores.get(one);
        double[] right = scores.get(other);
        double correlation =
            IntStream.range(0, SAMPLE).mapToDouble(i -> left[i] * right[i]).sum() / SAMPLE;
        assertThat(correlation).as("%d and %d", one, other).isBetween(-0.0135, 0.0135);
      }
    }
  }

  private static double[] scores(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    return Arrays.stream(values).map(v -> (v - mean) / Math.sqrt(variance)).toArray();
  }

  @Test
  void parametersThatDescribeNothingAreRefusedWithTheirBounds() {
    assertThat(invalid(() -> new Distribution.Exponential(-1))).contains("scale of 0 or more");
    assertThat(invalid(() -> new Distribution.Exponential(1e308))).contains("overflows");
    assertThat(invalid(() -> new Distribution.Lognormal(700, 2))).contains("overflow", "709.78");
    assertThat(invalid(() -> new Distribution.Lognormal(0, -1))).contains("sigma of 0 or more");
    assertThat(invalid(() -> new Distribution.Gamma(-0.5, 1))).contains("k of 0 or more");
    assertThat(invalid(() -> new Distribution.Gamma(1e200, 1e200))).contains("overflow");
    assertThat(invalid(() -> new Distribution.Beta(0, 1))).contains("1.0E-300");
    assertThat(invalid(() -> new Distribution.Poisson(-1))).contains("lam from 0");
    assertThat(invalid(() -> new Distribution.Poisson(Double.NaN))).contains("lam from 0");
    assertThat(invalid(() -> new Distribution.Binomial(-1, 0.5))).contains("number of trials");
    assertThat(invalid(() -> new Distribution.Binomial(1, 1.5))).contains("from 0 to 1");
    assertThat(invalid(() -> new Distribution.Bernoulli(-0.1))).contains("from 0 to 1");
    assertThat(invalid(() -> new Distribution.Permutation(-1))).contains("n from 0");
    assertThat(invalid(() -> random(new Distribution.Permutation(3), 4, 0)))
        .contains("has no 4 elements");
  }

  @Test
  void typesThatCannotHoldTheValuesAreRefused() {
    assertThat(
            invalid(
                () -> random(new Distribution.Poisson(1L << 31), 1, 0).withType(DataType.INT32)))
        .contains("outside int32");
    assertThat(
            invalid(
                () ->
                    random(new Distribution.Binomial(1L << 40, 0.5), 1, 0)
                        .withType(DataType.FLOAT32)))
        .contains("not exact in float32");
    assertThat(
            invalid(() -> random(Distribution.Exponential.DEFAULT, 1, 0).withType(DataType.INT64)))
        .contains("exponential gives floats");
    assertThat(
            invalid(
                () -> random(new Distribution.Lognormal(80, 2), 1, 0).withType(DataType.FLOAT32)))
        .contains("outside float32");
    assertThat(invalid(() -> random(new Distribution.Permutation(2), 1, 0).withType(DataType.BOOL)))
        .contains("bool");
  }

  private static String invalid(ThrowingCallable call) {
    ComputeException failure = Filled.failure(call);
    assertThat(failure.code()).isIn(ErrorCode.INVALID_ARGUMENT, ErrorCode.INVALID_INPUT);
    return failure.detail();
  }
}
