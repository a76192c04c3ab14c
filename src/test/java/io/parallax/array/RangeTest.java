package io.parallax.array;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.testing.Filled;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Expected integers are `numpy.arange`'s, expected floats Python's `float(Fraction)`.
class RangeTest {
  private static Range integers(long start, long stop, long step) {
    return new Range(Scalar.of(start), Scalar.of(stop), Scalar.of(step));
  }

  private static Range floats(double start, double stop, double step) {
    return new Range(Scalar.of(start), Scalar.of(stop), Scalar.of(step));
  }

  private static Range decimals(String start, String stop, String step) {
    return new Range(new BigDecimal(start), new BigDecimal(stop), new BigDecimal(step));
  }

  private static long count(Range range) {
    return range.arrayType().shape().elementCount();
  }

  private static String refused(Supplier<Range> range) {
    ComputeException failure = Filled.failure(range::get);
    assertThat(failure.code()).isIn(ErrorCode.INVALID_ARGUMENT, ErrorCode.INVALID_INPUT);
    return failure.detail();
  }

  @Test
  void integersGiveInt64() {
    assertThat(integers(0, 5, 1).arrayType()).isEqualTo(new ArrayType(DataType.INT64, Shape.of(5)));
    assertThat(Filled.longs(integers(0, 5, 1))).containsExactly(0, 1, 2, 3, 4);
    assertThat(Filled.longs(integers(2, 11, 3))).containsExactly(2, 5, 8);
    assertThat(Filled.longs(integers(2, 12, 3))).containsExactly(2, 5, 8, 11);
    assertThat(Filled.longs(integers(5, 0, -2))).containsExactly(5, 3, 1);
    assertThat(Filled.longs(new Range(Scalar.of(0L), Scalar.of(3L), Scalar.of(1L))))
        .containsExactly(0, 1, 2);
  }

  @Test
  void aStepAwayFromStopGivesNothing() {
    assertThat(count(integers(0, 5, -1))).isZero();
    assertThat(count(integers(5, 0, 1))).isZero();
    assertThat(count(integers(5, 5, 1))).isZero();
    assertThat(count(floats(0, 5, -0.5))).isZero();
    assertThat(count(floats(1, 1, 0.5))).isZero();
    assertThat(count(floats(0, -Double.MAX_VALUE, Double.MIN_VALUE))).isZero();
  }

  @Test
  void integerCountsAreExactAtTheEndsOfInt64() {
    long min = Long.MIN_VALUE;
    long max = Long.MAX_VALUE;
    assertThat(count(integers(0, max, 1))).isEqualTo(max);
    assertThat(count(integers(min, max, 3))).isEqualTo(6148914691236517205L);
    assertThat(refused(() -> integers(min, max, 2))).contains("has 9223372036854775808 elements");
    assertThat(Filled.longs(integers(min, max, max))).containsExactly(min, -1, max - 1);
    assertThat(Filled.longs(integers(max, min, min))).containsExactly(max, -1);
    assertThat(Filled.longs(integers(max - 2, max, 5))).containsExactly(max - 2);
    assertThat(Filled.longs(integers(min + 1, min, -7))).containsExactly(min + 1);
    assertThat(refused(() -> integers(min, max, 1)))
        .isEqualTo("the range has 18446744073709551615 elements; send a greater step");
  }

  @Test
  void anyFloatGivesFloat64() {
    Range mixed = new Range(Scalar.of(10L), Scalar.of(0L), Scalar.of(-2.5));
    assertThat(mixed.arrayType()).isEqualTo(new ArrayType(DataType.FLOAT64, Shape.of(4)));
    assertThat(Filled.doubles(mixed)).containsExactly(10.0, 7.5, 5.0, 2.5);
    assertThat(new Range(Scalar.of(0L), Scalar.of(3.0), Scalar.of(1L)).arrayType().type())
        .isEqualTo(DataType.FLOAT64);
    assertThat(Filled.doubles(floats(1.5, 4, 1))).containsExactly(1.5, 2.5, 3.5);
    assertThat(Filled.doubles(floats(0, 1, 0.1)))
        .containsExactly(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);
  }

  @Test
  void elementsAreCountedInDecimalsAsWrittenAndNeverReachStop() {
    assertThat(Filled.doubles(decimals("1", "1.3", "0.1"))).containsExactly(1, 1.1, 1.2);
    assertThat(count(decimals("0", "6e-05", "1e-06"))).isEqualTo(60);
    assertThat(count(decimals("0", "2.1", "0.7"))).isEqualTo(3);
    assertThat(Filled.doubles(decimals("1", "0.7", "-0.1"))).containsExactly(1, 0.9, 0.8);
    assertThat(Filled.doubles(decimals("0", "1", "0.33333333333333333")))
        .containsExactly(0, 1.0 / 3, 2.0 / 3, Math.nextDown(1.0));
    assertThat(Filled.doubles(decimals("2", "1", "-0.33333333333333333")))
        .containsExactly(2, 5.0 / 3, 4.0 / 3, Math.nextUp(1.0));
    assertThat(Filled.doubles(decimals("0", "0.3", "0.09999999999999").withType(DataType.FLOAT32)))
        .containsExactly(0, 0.1f, 0.2f, Math.nextDown(0.3f));
  }

  @Test
  void elementsAreTheDecimalsCorrectlyRounded() {
    SplittableRandom random = new SplittableRandom(14);
    for (int round = 0; round < 400; round++) {
      BigDecimal start = decimal(random);
      BigDecimal step = decimal(random);
      BigDecimal stop = start.add(step.multiply(BigDecimal.valueOf(1500)));
      double[] values = Filled.doubles(new Range(start, stop, step));
      assertThat(values).hasSize(1500);
      for (int i = 0; i < values.length; i++) {
        double exact = start.add(step.multiply(BigDecimal.valueOf(i))).doubleValue();
        double limited =
            step.signum() > 0
                ? Math.min(exact, Math.nextDown(stop.doubleValue()))
                : Math.max(exact, Math.nextUp(stop.doubleValue()));
        assertThat(values[i]).as("%s + %d * %s", start, i, step).isEqualTo(limited);
      }
    }
  }

  /// A fraction of 1 to 20 digits and any sign, from all of the exponents or near 1.
  private static BigDecimal decimal(SplittableRandom random) {
    int reach = random.nextInt(4) == 0 ? 140 : 5;
    BigInteger digits = new BigInteger(random.nextInt(1, 66), new Random(random.nextLong()));
    return new BigDecimal(
        random.nextBoolean() ? digits.add(BigInteger.ONE) : digits.add(BigInteger.ONE).negate(),
        random.nextInt(-reach, reach) * 2 + 1);
  }

  @Test
  void floatsReachOverTheWholeRangeOfDoubles() {
    assertThat(Filled.doubles(floats(-1.7e308, 1.7e308, 1e308)))
        .containsExactly(-1.7e308, -7e307, 3e307, 1.3e308);
    assertThat(Filled.doubles(decimals("-1.7e308", "1.7e308", "3.4e305"))).hasSize(1000).isSorted();
    assertThat(Filled.doubles(decimals("0", "2.5e-323", "5e-324")))
        .containsExactly(
            0, Double.MIN_VALUE, 2 * Double.MIN_VALUE, 3 * Double.MIN_VALUE, 4 * Double.MIN_VALUE);
    assertThat(Filled.doubles(decimals("9007199254740992", "9007199254740995.0", "0.5")))
        .containsExactly(
            9007199254740992.0,
            9007199254740992.0,
            9007199254740992.0,
            9007199254740994.0,
            9007199254740994.0,
            9007199254740994.0);
    assertThat(Filled.longs(decimals("0", "9223372036854775808", "4611686018427387904")))
        .containsExactly(0, 1L << 62);
  }

  @Test
  void floatsNarrowToFloat32() {
    assertThat(Filled.doubles(floats(0, 0.4, 0.1).withType(DataType.FLOAT32)))
        .containsExactly(0.0, 0.10000000149011612, 0.20000000298023224, 0.30000001192092896);
    assertThat(refused(() -> floats(0, 1e39, 1e38).withType(DataType.FLOAT32)))
        .contains("outside float32");
    assertThat(count(floats(0, 4e38, 1e38).withType(DataType.FLOAT32))).isEqualTo(4);
  }

  @Test
  void integersConvertWhereExact() {
    assertThat(Filled.doubles(integers(-2, 3, 2).withType(DataType.FLOAT32)))
        .containsExactly(-2, 0, 2);
    assertThat(Filled.longs(integers(0, 3_000_000_000L, 2_000_000_000).withType(DataType.INT32)))
        .containsExactly(0, 2_000_000_000);
    assertThat(refused(() -> integers(0, (1L << 31) + 1, 1).withType(DataType.INT32)))
        .contains("2147483648 is outside int32");
    assertThat(count(integers(0, (1L << 53) + 1, 1).withType(DataType.FLOAT64)))
        .isEqualTo((1L << 53) + 1);
    assertThat(refused(() -> integers(0, (1L << 53) + 2, 1).withType(DataType.FLOAT64)))
        .contains("not exact in float64");
    assertThat(refused(() -> integers(0, 2, 1).withType(DataType.BOOL))).contains("bool");
    assertThat(Filled.longs(floats(0, 3, 1).withType(DataType.INT32))).containsExactly(0, 1, 2);
    assertThat(refused(() -> floats(0, 2, 0.5).withType(DataType.INT32)))
        .contains("not int32; step is 0.5");
  }

  @Test
  void parametersThatDescribeNoRangeAreRefused() {
    assertThat(refused(() -> integers(0, 1, 0))).isEqualTo("step must not be 0");
    assertThat(refused(() -> floats(0, 1, -0.0))).isEqualTo("step must not be 0");
    assertThat(refused(() -> floats(0, Double.NaN, 1))).contains("must be finite");
    assertThat(refused(() -> floats(0, 1, Double.POSITIVE_INFINITY))).contains("must be finite");
    assertThat(refused(() -> floats(0, 1e300, 1e-300))).contains("has 1E+600 elements");
    assertThat(refused(() -> floats(0, 0x1p63, 1))).contains("send a greater step");
    assertThat(refused(() -> decimals("0", "2e308", "1"))).contains("stop 2E+308 is outside");
    assertThat(refused(() -> decimals("0", "1", "1e-2147483647"))).contains("so small");
    assertThat(refused(() -> decimals("0", "1e-400", "1"))).contains("so small");
    assertThat(refused(() -> decimals("0", "18446744073709551616", "6000000000000000000")))
        .contains("18000000000000000000 is outside int64");
    assertThat(refused(() -> new Range(Scalar.of(true), Scalar.of(1L), Scalar.of(1L))))
        .isEqualTo("start must be a number, not a bool");
  }
}
