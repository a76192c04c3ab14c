package io.parallax.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountTripsTest {
  private static final long[] BOUNDS = {
    Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L << 62, -7, -1, 0, 1, 2, 10, 1L << 62, Long.MAX_VALUE
  };

  @ParameterizedTest
  @ValueSource(
      longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L << 62, -3, -1, 1, 2, 3, Long.MAX_VALUE})
  void countsTheNumbersOfARangeUpToTheLargestLong(long step) {
    for (long start : BOUNDS) {
      for (long stop : BOUNDS) {
        assertThat(Statement.CountTrips.trips(start, stop, step))
            .as("range(%d, %d, %d)", start, stop, step)
            .isEqualTo(exact(start, stop, step));
      }
    }
  }

  /// ⌈(stop − start) / step⌉ in exact arithmetic, between 0 and the largest long.
  private static long exact(long start, long stop, long step) {
    BigInteger distance = BigInteger.valueOf(stop).subtract(BigInteger.valueOf(start));
    BigInteger stride = BigInteger.valueOf(step);
    if (distance.signum() * stride.signum() <= 0) {
      return 0;
    }
    BigInteger[] parts = distance.abs().divideAndRemainder(stride.abs());
    return parts[0]
        .add(BigInteger.valueOf(parts[1].signum()))
        .min(BigInteger.valueOf(Long.MAX_VALUE))
        .longValueExact();
  }
}
