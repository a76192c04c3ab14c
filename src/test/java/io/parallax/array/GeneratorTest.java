package io.parallax.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.array.testing.Filled;
import io.parallax.memory.Reservation;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every generator.
class GeneratorTest {
  private static final int COUNT = 5000;
  private static final Shape SHAPE = Shape.of(50, 100);

  static Stream<Generator> generators() {
    Range integers = new Range(Scalar.of(-7L), Scalar.of(3L * COUNT - 7), Scalar.of(3L));
    Random uniform = new Random(new Distribution.Uniform(-2, 5), SHAPE, 42);
    Random normal = new Random(new Distribution.Normal(10, 3), SHAPE, -1);
    Random draws = new Random(new Distribution.Integers(-5, 1_000_001), SHAPE, 7);
    return Stream.of(
        integers,
        integers.withType(DataType.INT32),
        integers.withType(DataType.FLOAT64),
        integers.withType(DataType.FLOAT32),
        new Range(Scalar.of(0.5), Scalar.of(COUNT / 10.0 + 0.5), Scalar.of(0.1)),
        new Range(Scalar.of(COUNT / 8.0), Scalar.of(0L), Scalar.of(-0.125))
            .withType(DataType.FLOAT32),
        new Linspace(-1, 1, COUNT),
        new Linspace(1e30, -1, COUNT, DataType.FLOAT32),
        uniform,
        uniform.withType(DataType.FLOAT32),
        normal,
        normal.withType(DataType.FLOAT32),
        draws,
        draws.withType(DataType.INT32),
        draws.withType(DataType.FLOAT64),
        draws.withType(DataType.FLOAT32),
        new Random(new Distribution.Exponential(2), SHAPE, 7),
        new Random(Distribution.Lognormal.DEFAULT, SHAPE, 7, DataType.FLOAT32),
        new Random(new Distribution.Gamma(0.5, 2), SHAPE, 7),
        new Random(new Distribution.Beta(2, 3), SHAPE, 7),
        new Random(new Distribution.Poisson(40), SHAPE, 7, DataType.INT32),
        new Random(new Distribution.Binomial(100, 0.4), SHAPE, 7),
        new Random(new Distribution.Bernoulli(0.4), SHAPE, 7),
        new Random(new Distribution.Permutation(COUNT), SHAPE, 7),
        new Constant(Scalar.of(true), SHAPE),
        new Constant(Scalar.of(-3L), SHAPE),
        new Constant(Scalar.of(-3), SHAPE),
        new Constant(Scalar.of(0.1f), SHAPE),
        new Constant(Scalar.of(0.1), SHAPE));
  }

  @ParameterizedTest
  @MethodSource("generators")
  void fillingInPiecesEqualsFillingAtOnce(Generator generator) {
    assertThat(generator.arrayType().shape().elementCount()).isEqualTo(COUNT);
    try (Reservation whole = Filled.reservationFor(generator);
        Reservation pieces = Filled.reservationFor(generator)) {
      long[] expected = Filled.bits(Filled.array(generator, whole));
      NDArray array = NDArray.allocate(generator.arrayType(), pieces);
      SplittableRandom random = new SplittableRandom(3);
      for (int round = 0; round < 5; round++) {
        array.segment().fill((byte) 0xAA);
        long to = COUNT;
        while (to > 0) {
          long from = Math.max(0, to - random.nextLong(0, 1 << random.nextInt(1, 13)));
          generator.fill(array.segment(), from, to);
          to = from;
        }
        assertThat(Filled.bits(array)).containsExactly(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("generators")
  void fillingLeavesEverythingOutsideTheRange(Generator generator) {
    try (Reservation reservation = Filled.reservationFor(generator)) {
      NDArray array = NDArray.allocate(generator.arrayType(), reservation);
      int width = array.type().byteWidth();
      array.segment().fill((byte) 0xAA);
      generator.fill(array.segment(), 1000, 1003);
      generator.fill(array.segment(), 2000, 2000);
      byte[] bytes = array.segment().toArray(ValueLayout.JAVA_BYTE);
      for (int i = 0; i < bytes.length; i++) {
        if (i < 1000 * width || i >= 1003 * width) {
          assertThat(bytes[i]).isEqualTo((byte) 0xAA);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("generators")
  void aRangeOutsideTheArrayIsRefused(Generator generator) {
    try (Reservation reservation = Filled.reservationFor(generator)) {
      NDArray array = NDArray.allocate(generator.arrayType(), reservation);
      assertThatThrownBy(() -> generator.fill(array.segment(), 0, COUNT + 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> generator.fill(array.segment(), -1, 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }
}
