package io.parallax.array;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.testing.Filled;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayBuilderTest {
  private final MemoryBudget budget = new MemoryBudget(1L << 26);
  private final Reservation reservation = budget.reserve(0);

  private ArrayBuilder inferring() {
    return ArrayBuilder.inferring(reservation);
  }

  private ArrayBuilder declared(StorageType type) {
    return ArrayBuilder.of(type, reservation);
  }

  private static void refuses(
      ArrayBuilder builder, Consumer<ArrayBuilder> append, String partOfDetail) {
    long before = builder.elementCount();
    ComputeException failure = Filled.failure(() -> append.accept(builder));
    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_INPUT);
    assertThat(failure.detail()).contains(partOfDetail);
    assertThat(builder.elementCount()).isEqualTo(before);
  }

  @Test
  void integersAreInt64() {
    ArrayBuilder builder = inferring();
    builder.appendInteger(Long.MIN_VALUE);
    builder.appendInteger(Long.MAX_VALUE);
    NDArray array = builder.finish(Shape.of(2));
    assertThat(array.type()).isEqualTo(DataType.INT64);
    assertThat(Filled.longs(array)).containsExactly(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  @Test
  void oneFloatMakesAllFloat64RoundedToNearest() {
    ArrayBuilder builder = inferring();
    builder.appendInteger((1L << 53) + 1);
    builder.appendFloat(-0.0);
    builder.appendInteger((1L << 53) + 3);
    builder.appendFloat(Double.NaN);
    NDArray array = builder.finish(Shape.of(2, 2));
    assertThat(array.type()).isEqualTo(DataType.FLOAT64);
    assertThat(Filled.bits(array))
        .containsExactly(
            Double.doubleToRawLongBits(0x1p53),
            Double.doubleToRawLongBits(-0.0),
            Double.doubleToRawLongBits(0x1p53 + 4),
            Double.doubleToRawLongBits(Double.NaN));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1023, 1024, 1025, 2048, 3072, 3073, 100_000, 1_500_000})
  void elementsSurviveAnyLengthAndAnyPlaceOfTheFirstFloat(int count) {
    ArrayBuilder integers = inferring();
    ArrayBuilder lateFloat = inferring();
    ArrayBuilder narrow = declared(StorageType.INT32);
    for (int i = 0; i < count; i++) {
      integers.appendInteger(3L * i);
      lateFloat.appendInteger(3L * i);
      narrow.appendInteger(-i);
    }
    lateFloat.appendFloat(0.5);
    lateFloat.appendInteger(7);
    NDArray longs = integers.finish(Shape.of(count));
    NDArray doubles = lateFloat.finish(Shape.of(count + 2L));
    NDArray ints = narrow.finish(Shape.of(count));
    int wrong = 0;
    for (int i = 0; i < count; i++) {
      boolean right = longs.bitsAt(i) == 3L * i && doubles.doubleAt(i) == 3.0 * i;
      wrong += right && ints.longAt(i) == -i ? 0 : 1;
    }
    assertThat(wrong).isZero();
    assertThat(doubles.doubleAt(count)).isEqualTo(0.5);
    assertThat(doubles.doubleAt(count + 1L)).isEqualTo(7);
  }

  @Test
  void chargesTheArrayAloneOnceFinished() {
    ArrayBuilder builder = inferring();
    for (int i = 0; i < 1_000_000; i++) {
      builder.appendFloat(i);
    }
    assertThat(reservation.bytes()).isBetween(8_000_000L - 8 * 1024, 12_200_000L);
    builder.finish(Shape.of(1000, 1000));
    assertThat(reservation.bytes()).isEqualTo(8_000_000);
    assertThat(budget.inUseBytes()).isEqualTo(8_000_000);
    assertThat(budget.peakBytes()).isLessThan(2 * 8_000_000 + 4 * 1024 * 1024);
  }

  @Test
  void aShortArrayIsChargedItsLinesOnly() {
    ArrayBuilder builder = inferring();
    builder.appendInteger(1);
    builder.finish(Shape.SCALAR);
    assertThat(budget.peakBytes()).isEqualTo(64);
  }

  @Test
  void whatDoesNotFitTheBudgetIsRefusedAndFreedWithTheReservation() {
    MemoryBudget small = new MemoryBudget(1 << 16);
    try (Reservation share = small.reserve(0)) {
      ArrayBuilder builder = ArrayBuilder.inferring(share);
      assertThat(
              Filled.failureCode(
                  () -> {
                    while (true) {
                      builder.appendInteger(1);
                    }
                  }))
          .isEqualTo(ErrorCode.TOO_LARGE);
      assertThat(builder.elementCount()).isBetween(5_000L, 9_000L);
    }
    assertThat(small.inUseBytes()).isZero();
    assertThat(small.heldBytes()).isEqualTo(small.idleBytes());
  }

  @Test
  void boolsStayAmongThemselves() {
    ArrayBuilder bools = inferring();
    bools.appendBool(true);
    refuses(bools, builder -> builder.appendInteger(1), "1 is a number and cannot stand in a bool");
    refuses(bools, builder -> builder.appendFloat(0.5), "0.5 is a number");
    bools.appendBool(false);
    NDArray array = bools.finish(Shape.of(2));
    assertThat(array.type()).isEqualTo(DataType.BOOL);
    assertThat(Filled.longs(array)).containsExactly(1, 0);

    ArrayBuilder numbers = inferring();
    numbers.appendInteger(1);
    refuses(numbers, builder -> builder.appendBool(true), "true is a bool and cannot stand in a");
    refuses(declared(StorageType.FLOAT32), builder -> builder.appendBool(false), "float32 array");
  }

  @Test
  void manyBoolsTakeAByteEach() {
    ArrayBuilder builder = declared(StorageType.BOOL);
    for (int i = 0; i < 10_000; i++) {
      builder.appendBool(i % 3 == 0);
    }
    NDArray array = builder.finish(Shape.of(10_000));
    assertThat(reservation.bytes()).isEqualTo(10_048);
    for (int i = 0; i < 10_000; i++) {
      assertThat(array.longAt(i)).isEqualTo(i % 3 == 0 ? 1 : 0);
    }
  }

  @Test
  void declaredIntegersAreHeldToTheirRange() {
    ArrayBuilder builder = declared(StorageType.INT32);
    builder.appendInteger(Integer.MAX_VALUE);
    builder.appendInteger(Integer.MIN_VALUE);
    refuses(builder, it -> it.appendInteger(1L << 31), "2147483648 is outside int32");
    refuses(builder, it -> it.appendInteger(-(1L << 31) - 1), "-2147483649 is outside int32");
    refuses(builder, it -> it.appendFloat(1.5), "1.5 is not an integer");
    refuses(builder, it -> it.appendFloat(Double.NaN), "NaN is not an integer");
    refuses(builder, it -> it.appendFloat(0x1p31), "2147483648 is outside int32");
    refuses(
        declared(StorageType.INT64), it -> it.appendFloat(0.5), "cannot stand in an int64 array");
    assertThat(Filled.longs(builder.finish(Shape.of(2))))
        .containsExactly(Integer.MAX_VALUE, Integer.MIN_VALUE);
  }

  @Test
  void narrowIntegersAreHeldToTheirRangeAndWidened() {
    for (StorageType type : StorageType.values()) {
      if (type.isNarrow() && type != StorageType.FLOAT16) {
        ArrayBuilder builder = declared(type);
        builder.appendInteger(type.least());
        builder.appendInteger(type.greatest());
        builder.appendFloat(100.0);
        refuses(builder, it -> it.appendInteger(type.least() - 1), " is outside " + type);
        refuses(builder, it -> it.appendFloat(0.5), "cannot stand in an " + type + " array");
        if (type != StorageType.UINT64) {
          refuses(builder, it -> it.appendInteger(type.greatest() + 1), "int64 would hold it");
        }
        NDArray array = builder.finish(Shape.of(3));
        assertThat(array.type()).isEqualTo(type.computing());
        assertThat(Filled.longs(array)).containsExactly(type.least(), type.greatest(), 100);
      }
    }
    refuses(declared(StorageType.UINT64), it -> it.appendInteger(-1), "as it is read as int64");
  }

  @Test
  void float16RoundsOnceAndBecomesFloat32() {
    ArrayBuilder halves = declared(StorageType.FLOAT16);
    halves.appendFloat(0.1);
    halves.appendFloat(65519.9);
    halves.appendInteger(2049);
    halves.appendFloat(2049 + 0x1p-40);
    halves.appendFloat(2051 - 0x1p-40);
    halves.appendFloat(0x1p-25);
    halves.appendFloat(0x1p-25 + 0x1p-60);
    halves.appendFloat(Double.NEGATIVE_INFINITY);
    refuses(halves, it -> it.appendFloat(65520), "65520.0 is outside float16");
    refuses(halves, it -> it.appendInteger(-70_000), "is outside float16");
    refuses(halves, it -> it.appendFloat(1e300), "is outside float16");
    NDArray array = halves.finish(Shape.of(8));
    assertThat(array.type()).isEqualTo(DataType.FLOAT32);
    assertThat(Filled.doubles(array))
        .containsExactly(
            0.0999755859375, 65504, 2048, 2050, 2050, 0, 0x1p-24, Double.NEGATIVE_INFINITY);
  }

  @Test
  void negativeZeroIsAnIntegerUntilAFloatFollows() {
    long negative = Double.doubleToRawLongBits(-0.0);
    for (int count : new int[] {1, 1023, 1024, 5000}) {
      ArrayBuilder integers = inferring();
      ArrayBuilder floats = inferring();
      ArrayBuilder least = inferring();
      for (int i = 0; i < count; i++) {
        integers.appendNegativeZero();
        floats.appendNegativeZero();
        least.appendNegativeZero();
      }
      integers.appendInteger((1L << 53) + 1);
      floats.appendFloat(0.5);
      least.appendInteger(Long.MIN_VALUE);
      least.appendNegativeZero();
      assertThat(Filled.longs(integers.finish(Shape.of(count + 1L))))
          .startsWith(0)
          .endsWith(0, (1L << 53) + 1);
      assertThat(Filled.bits(floats.finish(Shape.of(count + 1L))))
          .startsWith(negative)
          .endsWith(negative, Double.doubleToRawLongBits(0.5));
      assertThat(Filled.longs(least.finish(Shape.of(count + 2L))))
          .startsWith(0)
          .endsWith(0, Long.MIN_VALUE, 0);
    }
    ArrayBuilder declared = declared(StorageType.FLOAT32);
    declared.appendNegativeZero();
    assertThat(Filled.doubles(declared.finish(Shape.of(1)))).containsExactly(-0.0);
    refuses(declared(StorageType.BOOL), ArrayBuilder::appendNegativeZero, "0 is a number");
  }

  @Test
  void declaredFloatsTakeIntegersAndRound() {
    ArrayBuilder doubles = declared(StorageType.FLOAT64);
    doubles.appendInteger((1L << 53) + 1);
    doubles.appendFloat(Double.MAX_VALUE);
    assertThat(Filled.doubles(doubles.finish(Shape.of(2))))
        .containsExactly(0x1p53, Double.MAX_VALUE);

    ArrayBuilder floats = declared(StorageType.FLOAT32);
    floats.appendInteger((1L << 24) + 1);
    floats.appendInteger(Long.MAX_VALUE);
    floats.appendFloat(0.1);
    floats.appendFloat(Double.NEGATIVE_INFINITY);
    floats.appendFloat(Double.NaN);
    floats.appendFloat(-0.0);
    floats.appendFloat(3.40282356e38);
    refuses(floats, it -> it.appendFloat(1e39), "1.0E39 is outside float32");
    refuses(floats, it -> it.appendFloat(-0x1.ffffffp127), "is outside float32");
    assertThat(Filled.doubles(floats.finish(Shape.of(7))))
        .containsExactly(
            0x1p24, 0x1p63, 0.1f, Double.NEGATIVE_INFINITY, Double.NaN, -0.0, Float.MAX_VALUE);
  }

  @Test
  void withoutElementsAnInferredArrayIsFloat64() {
    assertThat(inferring().finish(Shape.of(2, 0)).type()).isEqualTo(DataType.FLOAT64);
    assertThat(declared(StorageType.INT32).finish(Shape.of(0)).type()).isEqualTo(DataType.INT32);
    assertThat(reservation.bytes()).isZero();
  }

  @Test
  void theShapeMustFitTheElements() {
    ArrayBuilder builder = inferring();
    builder.appendInteger(1);
    refuses(
        builder, it -> it.finish(Shape.of(2, 3)), "shape (2, 3) has 6 elements, but 1 were given");
    assertThat(Filled.longs(builder.finish(Shape.of(1)))).containsExactly(1);
  }
}
