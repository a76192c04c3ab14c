package io.parallax.kernel.llvm.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Execution(ExecutionMode.CONCURRENT)
class ReciprocalTest {
  private static final long LEAST = 1L << (Float.PRECISION - 1);

  /// As integers of 24 bits: of 3, 10, 0.1, √(2π), the ends, with few and with many zeros, random.
  private static LongStream divisors() {
    return LongStream.concat(
        LongStream.of(
            0xC00000, 0xA00000, 0xCCCCCD, 0xA06C99, 0x800001, 0xFFFFFF, 0xFFFFFE, 0xFFFFFC,
            0x800008),
        new SplittableRandom(5).longs(4, LEAST, 2 * LEAST));
  }

  @ParameterizedTest
  @MethodSource("divisors")
  void whateverGoesWrongIsAmongTheHardDividends(long divisor) {
    for (int steps = 0; steps < 2; steps++) {
      Reciprocal reciprocal = Reciprocal.ofInteger(DataType.FLOAT32, divisor, steps);
      Set<Long> hard =
          HardDividends.of(divisor, Float.PRECISION, Reciprocal.distance(steps))
              .boxed()
              .collect(Collectors.toSet());
      assertThat(
              LongStream.range(LEAST, 2 * LEAST)
                  .filter(x -> !reciprocal.isRight(x, divisor))
                  .boxed())
          .isSubsetOf(hard);
    }
  }

  @ParameterizedTest
  @MethodSource("divisors")
  void whatIsFoundIsRightForEverySignificand(long divisor) {
    Optional<Reciprocal> found = Reciprocal.of(Scalar.of((float) divisor));
    found.ifPresent(
        reciprocal ->
            assertThat(
                    LongStream.range(LEAST, 2 * LEAST).filter(x -> !reciprocal.isRight(x, divisor)))
                .isEmpty());
  }

  /// By the definition: near a middle are those X for which a multiple of C is near X·2^k.
  @ParameterizedTest
  @MethodSource("divisors")
  void theHardDividendsAreAllNearAMiddle(long divisor) {
    int distance = 64;
    Set<Long> expected =
        LongStream.range(LEAST, 2 * LEAST)
            .filter(
                x ->
                    isNearMiddle(x, divisor, Float.PRECISION, distance)
                        || isNearMiddle(x, divisor, Float.PRECISION + 1, distance))
            .boxed()
            .collect(Collectors.toSet());
    assertThat(
            HardDividends.of(divisor, Float.PRECISION, distance)
                .boxed()
                .collect(Collectors.toSet()))
        .isEqualTo(expected);
  }

  private static boolean isNearMiddle(long x, long divisor, int k, int distance) {
    long dividend = x << k;
    long below = Math.floorDiv(dividend, divisor);
    for (long middle = below - 16; middle <= below + 16; middle++) {
      if (middle % 2 != 0
          && middle > 2 * LEAST
          && middle < 4 * LEAST
          && Math.abs(dividend - middle * divisor) <= distance) {
        return true;
      }
    }
    return false;
  }

  @Test
  void nineDivisorsOfTenHaveOne() {
    SplittableRandom random = new SplittableRandom(6);
    long found =
        DoubleStream.generate(() -> random.nextDouble(1, 2))
            .limit(1_000)
            .filter(divisor -> Reciprocal.of(Scalar.of(divisor)).isPresent())
            .count();
    assertThat(found).isBetween(900L, 999L);
    assertThat(Reciprocal.of(Scalar.of(Math.sqrt(2 * Math.PI)))).isPresent();
  }

  @Test
  void whatIsNotNormalHasNone() {
    assertThat(
            DoubleStream.of(
                    0.0,
                    -0.0,
                    0x1p1023,
                    Double.MIN_VALUE,
                    0x3p-1074,
                    1e-308,
                    Double.MAX_VALUE,
                    Double.NaN,
                    Double.POSITIVE_INFINITY)
                .mapToObj(Scalar::of)
                .map(Reciprocal::of))
        .allMatch(Optional::isEmpty);
    assertThat(Reciprocal.of(Scalar.of(1e-40f))).isEmpty();
    assertThat(Reciprocal.of(Scalar.of(3e38f))).isEmpty();
  }
}
