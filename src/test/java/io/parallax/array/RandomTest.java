package io.parallax.array;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.testing.Filled;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RandomTest {
  private static final int SAMPLE = 1_000_000;
  private static final Distribution.Integers ALL =
      new Distribution.Integers(Long.MIN_VALUE, Long.MAX_VALUE);

  /// Computed by CPython from SplitMix64's definition, `statistics.NormalDist().inv_cdf` and exact
  /// integers, with seed 42. The fifth normal value comes from the tail.
  private static final double[] GOLDEN_UNIFORM = {
    0.7415648787718233, 0.1599103928769201, 0.27860113025513866, 0.34419071652363753
  };

  private static final double[] GOLDEN_NORMAL = {
    0.648177361328852,
    -0.9948262318051991,
    -0.5870021533389611,
    -0.40105255214178553,
    -1.774017007897951
  };

  private static final long[] GOLDEN_INTEGERS = {741565, 159910, 278601, 344191};

  private static Random random(Distribution distribution, int count, long seed) {
    return new Random(distribution, Shape.of(count), seed);
  }

  /// The bits drawn: integers over 2⁶⁴ − 1 values are the bits less one, counted from the least.
  private static long[] draws(int count, long seed) {
    long[] integers = Filled.longs(random(ALL, count, seed));
    return Arrays.stream(integers).map(value -> value - Long.MIN_VALUE + 1).toArray();
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
    Distribution wide = new Distribution.Uniform(-Double.MAX_VALUE / 2, Double.MAX_VALUE / 2);
    assertThat(Arrays.stream(Filled.doubles(random(wide, 10_000, 1))))
        .allMatch(value -> Math.abs(value) <= Double.MAX_VALUE / 2)
        .anyMatch(value -> value < 0)
        .anyMatch(value -> value > 0);
  }

  @Test
  void parametersThatDescribeNothingAreRefused() {
    assertThat(invalid(() -> new Distribution.Uniform(1, 1))).contains("low below high");
    assertThat(invalid(() -> new Distribution.Uniform(Double.NaN, 1))).contains("finite bounds");
    assertThat(invalid(() -> new Distribution.Uniform(-1.7e308, 1.7e308)))
        .contains("finite bounds");
    assertThat(invalid(() -> new Distribution.Normal(0, -1))).contains("std of 0 or more");
    assertThat(invalid(() -> new Distribution.Normal(Double.NaN, 1))).contains("finite mean");
    assertThat(invalid(() -> new Distribution.Normal(0, Double.MAX_VALUE / 2)))
        .contains("finite std");
    assertThat(invalid(() -> new Distribution.Integers(5, 5))).contains("exclusive");
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
