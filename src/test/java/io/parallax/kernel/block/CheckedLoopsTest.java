package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.LoopBuilder;
import io.parallax.kernel.testing.MorselOrder;
import io.parallax.kernel.testing.ProgramRunner;
import io.parallax.kernel.testing.TestArray;
import io.parallax.program.BinaryOperation;
import io.parallax.program.Operation;
import io.parallax.program.UnaryOperation;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The vector formulas that are right for some operands only, on blocks full of such operands and
/// at the bounds. (One that holds a single other operand goes to the scalar loop as a whole.)
class CheckedLoopsTest {
  private static final int LENGTH = 8 * Block.SIZE;

  @AutoClose static final BlockEngine ENGINE = BlockEngine.create();

  private final ProgramRunner runner = new EngineRunner(ENGINE, MorselOrder.ASCENDING);
  private final SplittableRandom random = new SplittableRandom(7);

  @ParameterizedTest
  @ValueSource(ints = {4, 20, 31})
  void divisionOfInt32IsExact(int bits) {
    LongSupplier dividend = () -> random.nextInt() >> (32 - bits);
    checkDivision(DataType.INT32, dividend, () -> nonZero(() -> random.nextInt(-50, 50)));
    checkDivision(DataType.INT32, dividend, () -> nonZero(random::nextInt));
    checkDivision(DataType.INT32, () -> Integer.MIN_VALUE, () -> -1);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 40, 50, 53, 62, 64})
  void divisionOfInt64IsExact(int bits) {
    LongSupplier dividend = () -> random.nextLong() >> (64 - bits);
    checkDivision(DataType.INT64, dividend, () -> nonZero(() -> random.nextLong(-50, 50)));
    checkDivision(DataType.INT64, dividend, () -> nonZero(() -> random.nextLong() >> 20));
    checkDivision(DataType.INT64, dividend, () -> nonZero(random::nextLong));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 7, 1000, 1_000_003, (1L << 50) - 27, Long.MAX_VALUE, Long.MIN_VALUE})
  void quotientsNextToTheBoundAreExact(long divisor) {
    LongSupplier dividend =
        () -> ((1L << 49) + random.nextLong(-3, 3)) * divisor + random.nextLong(-2, 2);
    checkDivision(DataType.INT64, dividend, () -> divisor);
    checkDivision(DataType.INT64, () -> -dividend.getAsLong(), () -> divisor);
    LongSupplier multiple = () -> random.nextLong(-9, 9) * divisor + random.nextLong(-1, 2);
    checkDivision(DataType.INT64, multiple, () -> divisor);
    checkDivision(DataType.INT64, multiple, () -> -divisor);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 22, 23, 24, 50, 51, 52, 53, 200})
  void remainderOfFloatsIsExact(int quotientBits) {
    DoubleSupplier divisor = () -> Math.scalb(random.nextDouble(-2, 2), random.nextInt(-20, 20));
    for (DataType type : new DataType[] {DataType.FLOAT64, DataType.FLOAT32}) {
      TestArray b = floats(type, divisor);
      double[] divisors = b.asDoubles();
      int[] next = {0};
      TestArray near =
          floats(
              type,
              () -> {
                double scale = Math.scalb(random.nextDouble(-1, 1), quotientBits);
                return Math.rint(scale) * divisors[next[0]++];
              });
      checkBinary(BinaryOperation.REMAINDER, type, near, b);
      checkBinary(
          BinaryOperation.REMAINDER,
          type,
          floats(type, () -> Math.scalb(random.nextDouble(-1, 1), quotientBits)),
          b);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = UnaryOperation.class,
      names = {"FLOOR", "CEIL", "ROUND_EVEN", "TRUNCATE"})
  void roundingIsExactAroundEveryHalf(UnaryOperation operation) {
    for (DataType type : new DataType[] {DataType.FLOAT64, DataType.FLOAT32}) {
      for (int exponent = -3; exponent < 56; exponent++) {
        int scale = exponent;
        TestArray values =
            floats(
                type,
                () -> {
                  double half = Math.rint(Math.scalb(random.nextDouble(-1, 1), scale)) / 2;
                  return switch (random.nextInt(3)) {
                    case 0 -> half;
                    case 1 ->
                        type == DataType.FLOAT32 ? Math.nextUp((float) half) : Math.nextUp(half);
                    default ->
                        type == DataType.FLOAT32
                            ? Math.nextDown((float) half)
                            : Math.nextDown(half);
                  };
                });
        LoopBuilder.of(new Operation.Unary(operation, 0, type), values).check(runner);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = BinaryOperation.class,
      names = {"SHIFT_LEFT", "SHIFT_RIGHT"})
  void shiftsTakeAnyCountThatIsNotNegative(BinaryOperation operation) {
    for (DataType type : new DataType[] {DataType.INT64, DataType.INT32}) {
      TestArray counts = integers(type, () -> random.nextInt(0, 80));
      checkBinary(operation, type, integers(type, random::nextLong), counts);
    }
  }

  private void checkDivision(DataType type, LongSupplier dividend, LongSupplier divisor) {
    TestArray a = integers(type, dividend);
    TestArray b = integers(type, divisor);
    TestArray everywhere = TestArray.of(type, Shape.SCALAR, LongStream.of(divisor.getAsLong()));
    for (BinaryOperation operation :
        new BinaryOperation[] {BinaryOperation.FLOOR_DIVIDE, BinaryOperation.FLOOR_MODULO}) {
      checkBinary(operation, type, a, b);
      checkBinary(operation, type, a, everywhere);
    }
  }

  private void checkBinary(BinaryOperation operation, DataType type, TestArray a, TestArray b) {
    LoopBuilder.of(new Operation.Binary(operation, 0, 1, type, 0), a, b).check(runner);
  }

  private static TestArray integers(DataType type, LongSupplier values) {
    return TestArray.of(type, Shape.of(LENGTH), LongStream.generate(values).limit(LENGTH));
  }

  private static TestArray floats(DataType type, DoubleSupplier values) {
    return TestArray.of(
        type,
        Shape.of(LENGTH),
        DoubleStream.generate(values)
            .limit(LENGTH)
            .mapToLong(
                value ->
                    type == DataType.FLOAT32
                        ? Float.floatToRawIntBits((float) value)
                        : Double.doubleToRawLongBits(value)));
  }

  private static long nonZero(LongSupplier values) {
    return LongStream.generate(values).filter(value -> (int) value != 0).findFirst().orElseThrow();
  }
}
