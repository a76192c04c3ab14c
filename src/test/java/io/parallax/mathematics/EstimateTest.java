package io.parallax.mathematics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parallax.language.MathFunction;
import io.parallax.type.DataType;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EstimateTest {
  private static final int POINTS = 300;

  @ParameterizedTest
  @EnumSource
  void givesTheErrorsThatTheReferenceGives(MathFunction function) {
    Points points = Points.of(function, DataType.FLOAT64, POINTS, 7);
    int compared = 0;
    for (int at = 0; at < points.count(); at++) {
      double x = points.x().element(at).asDouble();
      double y = points.y().element(at).asDouble();
      if (Reference.isDefined(function, x, y)) {
        compared++;
        BigDecimal exact = Reference.value(function, x, y).orElseThrow();
        double near = exact.doubleValue();
        double computed = Math.nextUp(near);
        assertEquals(
            Ulps.error(DataType.FLOAT64, exact, computed),
            Estimate.value(function, x, y).error(DataType.FLOAT64, computed),
            1e-6,
            () -> function + " of " + x + ", " + y + " is " + exact);
        assertEquals(
            Ulps.error(DataType.FLOAT32, exact, (float) near),
            Estimate.value(function, x, y).error(DataType.FLOAT32, (float) near),
            1e-6,
            () -> "float32 " + function + " of " + x + ", " + y + " is " + exact);
      }
    }
    int least = compared;
    assertTrue(compared > POINTS / 5, () -> least + " points in the domain");
  }
}
