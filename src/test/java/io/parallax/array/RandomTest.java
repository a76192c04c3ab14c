package io.parallax.array;

import static java.math.BigInteger.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.testing.Filled;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RandomTest {
  private static final int SAMPLE = 1_000_000;
  private static final Distribution.Integers ALL =
      new Distribution.Integers(
          BigInteger.valueOf(Long.MIN_VALUE), BigInteger.TWO.pow(Long.SIZE - 1));

  /// Computed by CPython from SplitMix64's definition, `statistics.NormalDist().inv_cdf` and exact
  /// integers, with seed 42. The fifth normal value comes from the tail.
  private static final double[] GOLDEN_UNIFORM = {
    0.7415648787718233, 0.1599103928769201, 0.27860113025513866, 0.34419071652363753
  };

  private static final double[] GOLDEN_NORMAL = {
    0.4297365761988037,
    1.3931335402811424,
    0.8006307633151432,
    0.5123326171087983,
    -0.2853352781726179
  };

  private static final long[] GOLDEN_INTEGERS = {179384, 865645, 671205, 786387};

  private static Random random(Distribution distribution, int count, long seed) {
    return new Random(distribution, Shape.of(count), seed);
  }

  private static long[] draws(int count, long state) {
    long[] draws = new long[count];
    long[] block = new long[BlockFill.BLOCK];
    for (int first = 0; first < count; first += block.length) {
      int length = Math.min(block.length, count - first);
      RandomBits.bits(state, first, block, length);
      System.arraycopy(block, 0, draws, first, length);
    }
    return draws;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  private static double centralMoment(double[] values, int power) {
    double mean = mean(values);
    return Arrays.stream(values).map(value -> Math.pow(value - mean, power)).sum() / values.length;
  }

  private static double chiSquare(int[] counts, int total) {
    double expected = (double) total / counts.length;
    return Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
  }

  @Test
  void drawsThePublishedValuesOfSplitMix64() {
    assertThat(draws(5, 1234567))
        .containsExactly(
            Long.parseUnsignedLong("6457827717110365317"),
            Long.parseUnsignedLong("3203168211198807973"),
            Long.parseUnsignedLong("9817491932198370423"),
            Long.parseUnsignedLong("4593380528125082431"),
            Long.parseUnsignedLong("16408922859458223821"));
  }

  @Test
  void drawsWhatTheJdksSplittableRandomDraws() {
    for (long seed : new long[] {0, 42, -1, Long.MIN_VALUE}) {
      SplittableRandom reference = new SplittableRandom(seed);
      assertThat(draws(3000, seed)).containsExactly(reference.longs(3000).toArray());
    }
  }

  @Test
  void uniformBitsAreFixedForever() {
    SplittableRandom reference = new SplittableRandom(42);
    double[] values = Filled.doubles(random(Distribution.Uniform.DEFAULT, 2000, 42));
    float[] narrow = new float[2000];
    double[] narrowed =
        Filled.doubles(random(Distribution.Uniform.DEFAULT, 2000, 42).withType(DataType.FLOAT32));
    for (int i = 0; i < 2000; i++) {
      long bits = reference.nextLong();
      assertThat(values[i]).isEqualTo((bits >>> 11) * 0x1p-53);
      narrow[i] = (bits >>> 40) * 0x1p-24f;
      assertThat(narrowed[i]).isEqualTo(narrow[i]);
    }
    assertThat(Arrays.copyOf(values, 4)).containsExactly(GOLDEN_UNIFORM);
  }

  @Test
  void normalBitsAreFixedForever() {
    assertThat(Filled.doubles(random(Distribution.Normal.DEFAULT, 5, 42)))
        .containsExactly(GOLDEN_NORMAL);
    assertThat(Filled.doubles(random(new Distribution.Normal(100, 15), 5, 42)))
        .containsExactly(Arrays.stream(GOLDEN_NORMAL).map(z -> 100 + 15 * z).toArray());
  }

  @Test
  void integerBitsAreFixedForever() {
    assertThat(Filled.longs(random(new Distribution.Integers(0, 1_000_001), 4, 42)))
        .containsExactly(GOLDEN_INTEGERS);
  }

  @Test
  void uniformValuesAreSpreadEvenly() {
    double[] values = Filled.doubles(random(Distribution.Uniform.DEFAULT, SAMPLE, 1));
    int[] counts = new int[1000];
    for (double value : values) {
      counts[(int) (value * counts.length)]++;
    }
    // 999 degrees of freedom: mean 999, standard deviation 44.7; the bounds are 4 of them away.
    assertThat(chiSquare(counts, SAMPLE)).isBetween(820.0, 1178.0);
    assertThat(mean(values)).isBetween(0.5 - 0.0012, 0.5 + 0.0012);
    assertThat(centralMoment(values, 2)).isBetween(1 / 12.0 - 0.0003, 1 / 12.0 + 0.0003);
  }

  @Test
  void neighboursAndNeighbouringSeedsAreUnrelated() {
    double[] values = Filled.doubles(random(Distribution.Uniform.DEFAULT, SAMPLE, 42));
    double[] others = Filled.doubles(random(Distribution.Uniform.DEFAULT, SAMPLE, 43));
    double lagged = 0;
    double crossed = 0;
    for (int i = 0; i + 1 < SAMPLE; i++) {
      lagged += 12 * (values[i] - 0.5) * (values[i + 1] - 0.5);
      crossed += 12 * (values[i] - 0.5) * (others[i] - 0.5);
    }
    // Correlations of unrelated values have standard deviation 1/1000; the bounds are 4 of them.
    assertThat(lagged / SAMPLE).isBetween(-0.004, 0.004);
    assertThat(crossed / SAMPLE).isBetween(-0.004, 0.004);
  }

  @Test
  void normalValuesHaveTheMomentsOfTheBellCurve() {
    double[] values = Filled.doubles(random(Distribution.Normal.DEFAULT, SAMPLE, 2));
    assertThat(mean(values)).isBetween(-0.004, 0.004);
    assertThat(centralMoment(values, 2)).isBetween(1 - 0.006, 1 + 0.006);
    assertThat(centralMoment(values, 3)).isBetween(-0.016, 0.016);
    assertThat(centralMoment(values, 4)).isBetween(3 - 0.04, 3 + 0.04);
    // 2699.8 of a million lie beyond three standard deviations, give or take 52.
    assertThat(Arrays.stream(values).filter(value -> Math.abs(value) > 3).count())
        .isBetween(2492L, 2907L);
  }

  @Test
  void integersAreSpreadEvenlyWithBothEndsButHigh() {
    long[] values = Filled.longs(random(new Distribution.Integers(-3, 7), SAMPLE, 5));
    int[] counts = new int[10];
    for (long value : values) {
      counts[Math.toIntExact(value + 3)]++;
    }
    // 9 degrees of freedom: above 33.7 with probability 1e-4, below 0.5 with 2e-5.
    assertThat(chiSquare(counts, SAMPLE)).isBetween(0.5, 33.7);
  }

  @Test
  void boundsAreKeptWhereRoundingWouldBreakThem() {
    double low = 1;
    double high = Math.nextUp(Math.nextUp(low));
    assertThat(Filled.doubles(random(new Distribution.Uniform(low, high), 10_000, 1)))
        .containsOnly(low, Math.nextUp(low));
    assertThat(
            Filled.doubles(
                random(new Distribution.Uniform(1, Math.nextUp(1f)), 10_000, 1)
                    .withType(DataType.FLOAT32)))
        .containsOnly(1);
    Random narrow =
        random(new Distribution.Uniform(-7, 1_000_000_007), 100_000, 1).withType(DataType.FLOAT32);
    assertThat(Arrays.stream(Filled.doubles(narrow))).allMatch(value -> value >= -7 && value < 1e9);
    assertThat(Filled.longs(random(new Distribution.Integers(9, 10), 1000, 1))).containsOnly(9);
  }

  @Test
  void aWideSpreadOfDoublesIsKept() {
    for (double bound : new double[] {Double.MAX_VALUE / 2, 1.7e308, Double.MAX_VALUE}) {
      double[] values = Filled.doubles(random(new Distribution.Uniform(-bound, bound), SAMPLE, 1));
      int[] counts = new int[100];
      for (double value : values) {
        assertThat(value >= -bound && value < bound).isTrue();
        counts[(int) ((value / bound + 1) * 50)]++;
      }
      // 99 degrees of freedom: mean 99, standard deviation 14.1; the bounds are 4 of them away.
      assertThat(chiSquare(counts, SAMPLE)).isBetween(42.0, 156.0);
    }
  }

  @Test
  void integersReachOverTheWholeRangeOfInt64() {
    int[] counts = new int[16];
    for (long value : Filled.longs(random(ALL, SAMPLE, 3))) {
      counts[(int) (value >>> 60)]++;
    }
    // 15 degrees of freedom: above 44 with probability 1e-4, below 2.5 with 1e-4.
    assertThat(chiSquare(counts, SAMPLE)).isBetween(2.5, 44.0);
  }

  @Test
  void distributionsWithTheSameSeedAreUnrelated() {
    double[] uniform = Filled.doubles(random(Distribution.Uniform.DEFAULT, SAMPLE, 42));
    double[] normal = Filled.doubles(random(Distribution.Normal.DEFAULT, SAMPLE, 42));
    long[] integers = Filled.longs(random(new Distribution.Integers(-500, 501), SAMPLE, 42));
    double first = 0;
    double second = 0;
    double third = 0;
    for (int i = 0; i < SAMPLE; i++) {
      first += (uniform[i] - 0.5) * Math.sqrt(12) * normal[i];
      second += (uniform[i] - 0.5) * Math.sqrt(12) * integers[i] / 289;
      third += normal[i] * integers[i] / 289;
    }
    // Correlations of unrelated values have standard deviation 1/1000; the bounds are 4 of them.
    assertThat(first / SAMPLE).isBetween(-0.004, 0.004);
    assertThat(second / SAMPLE).isBetween(-0.004, 0.004);
    assertThat(third / SAMPLE).isBetween(-0.004, 0.004);
  }

  @Test
  void seedsOfNamesAreTheirHashes() {
    assertThat(Random.seedOf("x")).isEqualTo(-5808529385363204345L);
    assertThat(Random.seedOf("\u00e9")).isEqualTo(775207407765167617L);
    assertThat(Random.seedOf("e\u0301")).isEqualTo(Random.seedOf("\u00e9"));
  }

  @Test
  void parametersThatDescribeNothingAreRefused() {
    assertThat(invalid(() -> new Distribution.Uniform(1, 1))).contains("low below high");
    assertThat(invalid(() -> new Distribution.Uniform(Double.NaN, 1))).contains("finite bounds");
    assertThat(invalid(() -> new Distribution.Uniform(0, Double.POSITIVE_INFINITY)))
        .contains("finite bounds");
    assertThat(invalid(() -> new Distribution.Normal(0, -1))).contains("std of 0 or more");
    assertThat(invalid(() -> new Distribution.Normal(Double.NaN, 1))).contains("finite mean");
    assertThat(invalid(() -> new Distribution.Normal(0, Double.MAX_VALUE / 2)))
        .contains("overflow");
    assertThat(invalid(() -> new Distribution.Integers(5, 5))).contains("exclusive");
    assertThat(
            invalid(
                () -> new Distribution.Integers(BigInteger.ZERO, BigInteger.TWO.pow(63).add(ONE))))
        .contains("at most 9223372036854775808");
  }

  @Test
  void typesThatCannotHoldTheValuesAreRefused() {
    Random uniform = random(Distribution.Uniform.DEFAULT, 1, 0);
    Random integers = random(new Distribution.Integers(0, (1L << 31) + 1), 1, 0);
    assertThat(invalid(() -> uniform.withType(DataType.INT64))).contains("not int64");
    assertThat(invalid(() -> uniform.withType(DataType.BOOL))).contains("not bool");
    assertThat(invalid(() -> integers.withType(DataType.INT32))).contains("outside int32");
    assertThat(invalid(() -> integers.withType(DataType.FLOAT32))).contains("not exact in float32");
    assertThat(integers.withType(DataType.FLOAT64).arrayType().type()).isEqualTo(DataType.FLOAT64);
    assertThat(
            random(new Distribution.Integers(Integer.MIN_VALUE, 1L << 31), 1, 0)
                .withType(DataType.INT32)
                .arrayType()
                .type())
        .isEqualTo(DataType.INT32);
    assertThat(
            invalid(
                () ->
                    random(new Distribution.Uniform(1, 1 + 1e-9), 1, 0).withType(DataType.FLOAT32)))
        .contains("no float32 lies");
    assertThat(
            invalid(
                () -> random(new Distribution.Normal(0, 1e38), 1, 0).withType(DataType.FLOAT32)))
        .contains("outside float32");
  }

  private static String invalid(ThrowingCallable call) {
    ComputeException failure = Filled.failure(call);
    assertThat(failure.code()).isIn(ErrorCode.INVALID_ARGUMENT, ErrorCode.INVALID_INPUT);
    return failure.detail();
  }
}
