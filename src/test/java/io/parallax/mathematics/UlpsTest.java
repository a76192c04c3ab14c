package io.parallax.mathematics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parallax.type.DataType;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UlpsTest {
  @ParameterizedTest
  @CsvSource({
    "FLOAT64, 1, 1, 0",
    "FLOAT64, 1, 0x1.0000000000001p0, 1",
    "FLOAT64, 1, 0x1.fffffffffffffp-1, 0.5",
    "FLOAT64, -0.75, -0x1.8000000000001p-1, 1",
    "FLOAT64, 0, 0x1p-1074, 1",
    "FLOAT64, 0x1p-1074, 0, 1",
    "FLOAT64, 0x1p-1022, 0x1.8p-1022, 2251799813685248",
    "FLOAT64, 1e-400, 0x1p-1074, 1",
    "FLOAT64, 1e400, Infinity, 0",
    "FLOAT64, 1e400, 0x1.fffffffffffffp1023, 1",
    "FLOAT64, 0x1.fffffffffffffp1023, Infinity, 1",
    "FLOAT64, -1e400, Infinity, 18014398509481984",
    "FLOAT64, 1, NaN, Infinity",
    "FLOAT32, 1, 0x1.000002p0, 1",
    "FLOAT32, 0x1.000001p0, 1, 0.5",
    "FLOAT32, 0x1p-149, 0x1p-148, 1",
    "FLOAT32, 1e39, Infinity, 0",
    "FLOAT32, 3e39, 0x1.fffffep127, 1"
  })
  void countsSpacingsWhereTheExactValueLies(
      DataType type, String exact, String computed, double expected) {
    BigDecimal value =
        exact.contains("p") ? new BigDecimal(Double.parseDouble(exact)) : new BigDecimal(exact);
    assertEquals(expected, Ulps.error(type, value, Double.parseDouble(computed)), 1e-12);
  }
}
