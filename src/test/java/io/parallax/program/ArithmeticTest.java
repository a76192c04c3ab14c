package io.parallax.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ArithmeticTest {
  private static final int ROUNDS = 20_000;

  @ParameterizedTest
  @EnumSource(names = {"INT32", "INT64"})
  void integerOperationsAreThoseOfExactIntegersWrapped(DataType type) {
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < ROUNDS; round++) {
      long x = integer(random, type);
      long y = integer(random, type);
      BigInteger a = BigInteger.valueOf(x);
      BigInteger b = BigInteger.valueOf(y);
      assertWrapped(a.add(b), BinaryOperation.ADD, type, x, y);
      assertWrapped(a.subtract(b), BinaryOperation.SUBTRACT, type, x, y);
      assertWrapped(a.multiply(b), BinaryOperation.MULTIPLY, type, x, y);
      assertWrapped(a.min(b), BinaryOperation.MINIMUM, type, x, y);
      assertWrapped(a.max(b), BinaryOperation.MAXIMUM, type, x, y);
      if (y != 0) {
        BigInteger quotient =
            new BigDecimal(a)
                .divide(new BigDecimal(b), new MathContext(60, RoundingMode.FLOOR))
                .setScale(0, RoundingMode.FLOOR)
                .toBigIntegerExact();
        assertWrapped(quotient, BinaryOperation.FLOOR_DIVIDE, type, x, y);
        BigInteger modulo = a.subtract(quotient.multiply(b));
        assertWrapped(modulo, BinaryOperation.FLOOR_MODULO, type, x, y);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"INT32", "INT64"})
  void shiftsAndPowersAreThoseOfExactIntegersWrapped(DataType type) {
    SplittableRandom random = new SplittableRandom(2);
    for (int round = 0; round < ROUNDS; round++) {
      long x = integer(random, type);
      int count = random.nextInt(100);
      BigInteger a = BigInteger.valueOf(x);
      assertWrapped(a.shiftLeft(count), BinaryOperation.SHIFT_LEFT, type, x, count);
      assertWrapped(a.shiftRight(count), BinaryOperation.SHIFT_RIGHT, type, x, count);
      assertWrapped(a.pow(count), BinaryOperation.INTEGER_POWER, type, x, count);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"INT32", "INT64"})
  void exactOperationsFaultWhereTheExactIntegerDoesNotFit(DataType type) {
    long[] edges =
        LongStream.concat(
                LongStream.of(0, 1, 2, 3, 5, 7, 46_340, 46_341, 3_037_000_499L, 3_037_000_500L),
                IntStream.of(15, 16, 30, 31, 32, 33, 53, 61, 62, 63)
                    .mapToLong(bit -> 1L << bit)
                    .flatMap(power -> LongStream.of(power - 1, power, power + 1)))
            .flatMap(value -> LongStream.of(value, -value))
            .filter(value -> type == DataType.INT64 || value == (int) value)
            .distinct()
            .toArray();
    for (long x : edges) {
      for (long y : edges) {
        BigInteger a = BigInteger.valueOf(x);
        BigInteger b = BigInteger.valueOf(y);
        assertExact(a.add(b), BinaryOperation.ADD_EXACT, type, x, y);
        assertExact(a.subtract(b), BinaryOperation.SUBTRACT_EXACT, type, x, y);
        assertExact(a.multiply(b), BinaryOperation.MULTIPLY_EXACT, type, x, y);
        assertEquals(
            a.multiply(b)
                .subtract(BigInteger.valueOf(x * y))
                .shiftRight(Long.SIZE)
                .longValueExact(),
            binary(BinaryOperation.MULTIPLY_EXCESS, DataType.INT64, x, y));
      }
      for (int count = 0; count < 130; count++) {
        BigInteger a = BigInteger.valueOf(x);
        assertExact(a.shiftLeft(count), BinaryOperation.SHIFT_LEFT_EXACT, type, x, count);
        assertExact(a.pow(count), BinaryOperation.INTEGER_POWER_EXACT, type, x, count);
      }
      assertTrue(faults(BinaryOperation.SHIFT_LEFT_EXACT, type, x, -1));
      assertTrue(faults(BinaryOperation.INTEGER_POWER_EXACT, type, x, -1));
    }
  }

  @Test
  void exactPowersOfAnyExponentAreFound() {
    assertTrue(faults(BinaryOperation.INTEGER_POWER_EXACT, DataType.INT64, 20_000, 20_000));
    assertTrue(faults(BinaryOperation.INTEGER_POWER_EXACT, DataType.INT64, 2, Long.MAX_VALUE));
    for (long base : new long[] {0, 1, -1}) {
      assertFalse(
          faults(BinaryOperation.INTEGER_POWER_EXACT, DataType.INT64, base, Long.MAX_VALUE));
    }
    assertFalse(faults(BinaryOperation.INTEGER_POWER_EXACT, DataType.INT64, -2, 63));
    assertTrue(faults(BinaryOperation.INTEGER_POWER_EXACT, DataType.INT64, 2, 63));
  }

  @Test
  void shiftsByTheGreatestCountGiveZeroOrTheSign() {
    assertEquals(0, binary(BinaryOperation.SHIFT_LEFT, DataType.INT64, 5, Long.MAX_VALUE));
    assertEquals(0, binary(BinaryOperation.SHIFT_RIGHT, DataType.INT64, 5, Long.MAX_VALUE));
    assertEquals(-1, binary(BinaryOperation.SHIFT_RIGHT, DataType.INT32, -5, Integer.MAX_VALUE));
  }

  @Test
  void integersFaultOnZeroDivisorsAndNegativeExponentsAndCounts() {
    assertTrue(faults(BinaryOperation.FLOOR_DIVIDE, DataType.INT64, 5, 0));
    assertTrue(faults(BinaryOperation.FLOOR_MODULO, DataType.INT64, 5, 0));
    assertFalse(faults(BinaryOperation.FLOOR_MODULO, DataType.INT64, 5, -1));
    assertTrue(faults(BinaryOperation.INTEGER_POWER, DataType.INT64, 5, -1));
    assertFalse(faults(BinaryOperation.INTEGER_POWER, DataType.INT64, 5, 0));
    assertTrue(faults(BinaryOperation.SHIFT_LEFT, DataType.INT64, 5, -1));
    assertFalse(faults(BinaryOperation.ADD, DataType.INT64, Long.MAX_VALUE, 1));
    assertEquals(0, binary(BinaryOperation.FLOOR_DIVIDE, DataType.INT64, 5, 0));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void floatOperationsAreTheRoundedExactOnes(DataType type) {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < ROUNDS; round++) {
      double x = real(random, type);
      double y = real(random, type);
      BigDecimal a = new BigDecimal(x);
      BigDecimal b = new BigDecimal(y);
      assertRounded(a.add(b), BinaryOperation.ADD, type, x, y);
      assertRounded(a.subtract(b), BinaryOperation.SUBTRACT, type, x, y);
      assertRounded(a.multiply(b), BinaryOperation.MULTIPLY, type, x, y);
      assertRounded(a.remainder(b), BinaryOperation.REMAINDER, type, x, y);
      assertRounded(a.divide(b, new MathContext(400)), BinaryOperation.DIVIDE, type, x, y);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT64, NaN, INT32, 0",
    "FLOAT64, 1e300, INT32, 2147483647",
    "FLOAT64, -Infinity, INT64, -9223372036854775808",
    "FLOAT64, -2.9, INT32, -2",
    "FLOAT32, 1e20, INT64, 9223372036854775807",
    "FLOAT64, NaN, BOOL, 1",
    "FLOAT64, -0.0, BOOL, 0"
  })
  void floatsTruncateToIntegersAndSaturate(
      DataType from, double value, DataType to, long expected) {
    Scalar scalar = from == DataType.FLOAT32 ? Scalar.of((float) value) : Scalar.of(value);
    assertEquals(expected, convert(scalar, to));
  }

  @Test
  void integersRoundToTheNearestFloatOnce() {
    long justAboveHalf = (1L << 60) + (1L << 36) + 1;
    assertEquals(
        Scalar.of((float) 0x1.000002p60).bits(),
        convert(Scalar.of(justAboveHalf), DataType.FLOAT32));
    assertEquals(Scalar.of(0x1p53).bits(), convert(Scalar.of((1L << 53) + 1), DataType.FLOAT64));
    assertEquals(-1, convert(Scalar.of(0xFFFF_FFFFL), DataType.INT32));
  }

  @Test
  void roundingsKeepTheSignOfZero() {
    for (UnaryOperation operation :
        new UnaryOperation[] {
          UnaryOperation.CEIL, UnaryOperation.ROUND_EVEN, UnaryOperation.TRUNCATE
        }) {
      assertEquals(Scalar.of(-0.0).bits(), unary(operation, -0.4), operation.name());
    }
    assertEquals(Scalar.of(-1.0).bits(), unary(UnaryOperation.FLOOR, -0.4));
    assertEquals(Scalar.of(2.0).bits(), unary(UnaryOperation.ROUND_EVEN, 2.5));
    assertEquals(Scalar.of(-2.0).bits(), unary(UnaryOperation.TRUNCATE, -2.9));
  }

  @Test
  void extremesOrderZerosAndPropagateNan() {
    assertEquals(
        Scalar.of(-0.0).bits(), floats(BinaryOperation.MINIMUM, DataType.FLOAT64, 0.0, -0.0));
    assertEquals(
        Scalar.of(0.0).bits(), floats(BinaryOperation.MAXIMUM, DataType.FLOAT64, -0.0, 0.0));
    assertEquals(
        Scalar.of(Double.NaN).bits(),
        floats(BinaryOperation.MINIMUM, DataType.FLOAT64, Double.NaN, 1));
  }

  @Test
  void fusedMultiplyAddRoundsOnce() {
    double x = 1 + 0x1p-52;
    Operation operation = new Operation.FusedMultiplyAdd(0, 1, 2, DataType.FLOAT64);
    long[] operands = {Scalar.of(x).bits(), Scalar.of(x).bits(), Scalar.of(-x * x).bits()};
    double error =
        new Scalar(DataType.FLOAT64, Arithmetic.evaluate(operation, at -> operands[at])).asDouble();
    assertEquals(0x1p-104, error);
  }

  @Test
  void nothingButNotEqualHoldsForNan() {
    Stream.of(Comparison.values())
        .forEach(
            comparison ->
                assertEquals(
                    comparison == Comparison.NOT_EQUAL ? 1 : 0,
                    Arithmetic.evaluate(
                        new Operation.Compare(comparison, 0, 0, DataType.FLOAT64),
                        _ -> Scalar.of(Double.NaN).bits())));
  }

  private static void assertWrapped(
      BigInteger exact, BinaryOperation operation, DataType type, long x, long y) {
    long expected = type == DataType.INT32 ? exact.intValue() : exact.longValue();
    assertEquals(expected, binary(operation, type, x, y), () -> x + " " + operation + " " + y);
  }

  private static void assertExact(
      BigInteger exact, BinaryOperation operation, DataType type, long x, long y) {
    boolean fits = exact.bitLength() < type.byteWidth() * Byte.SIZE;
    assertEquals(fits ? exact.longValueExact() : 0, binary(operation, type, x, y));
    assertEquals(!fits, faults(operation, type, x, y), () -> x + " " + operation + " " + y);
  }

  private static boolean faults(BinaryOperation operation, DataType type, long x, long y) {
    return Arithmetic.faults(operation, type, x, y);
  }

  private static void assertRounded(
      BigDecimal exact, BinaryOperation operation, DataType type, double x, double y) {
    Scalar expected =
        type == DataType.FLOAT32 ? Scalar.of(exact.floatValue()) : Scalar.of(exact.doubleValue());
    double actual = new Scalar(type, floats(operation, type, x, y)).asDouble();
    assertEquals(expected.asDouble() + 0.0, actual + 0.0, () -> x + " " + operation + " " + y);
  }

  private static long binary(BinaryOperation operation, DataType type, long x, long y) {
    Operation whole = new Operation.Binary(operation, 0, 1, type, Operation.NO_ORIGIN);
    return Arithmetic.evaluate(whole, at -> at == 0 ? x : y);
  }

  private static long floats(BinaryOperation operation, DataType type, double x, double y) {
    boolean single = type == DataType.FLOAT32;
    long result =
        binary(
            operation,
            type,
            single ? Scalar.of((float) x).bits() : Scalar.of(x).bits(),
            single ? Scalar.of((float) y).bits() : Scalar.of(y).bits());
    return new Scalar(type, result).bits();
  }

  private static long unary(UnaryOperation operation, double x) {
    return Arithmetic.evaluate(
        new Operation.Unary(operation, 0, DataType.FLOAT64), _ -> Scalar.of(x).bits());
  }

  private static long convert(Scalar value, DataType to) {
    return Arithmetic.evaluate(new Operation.Convert(0, value.type(), to), _ -> value.bits());
  }

  private static long integer(SplittableRandom random, DataType type) {
    long[] special = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MIN_VALUE};
    long value =
        random.nextInt(4) == 0
            ? LongStream.of(special).skip(random.nextInt(special.length)).findFirst().orElseThrow()
            : random.nextLong() >> random.nextInt(64);
    return type == DataType.INT32 ? (int) value : value;
  }

  /// Not zero, of magnitudes whose exact results stay short; float32 includes subnormal results.
  private static double real(SplittableRandom random, DataType type) {
    boolean single = type == DataType.FLOAT32;
    double value =
        Math.scalb(random.nextDouble(0.5, 1), random.nextInt(single ? -70 : -40, 40))
            * (random.nextBoolean() ? 1 : -1);
    return single ? (float) value : value;
  }
}
