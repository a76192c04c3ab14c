package io.parallax.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MathDefinitionsTest {
  /// C's Annex F.
  @ParameterizedTest
  @CsvSource({
    "POWER, 1, NaN, 1",
    "POWER, NaN, 0, 1",
    "POWER, -1, Infinity, 1",
    "POWER, 1, -Infinity, 1",
    "POWER, -8, 0.5, NaN",
    "POWER, -0.0, -1, -Infinity",
    "POWER, -0.0, 3, -0.0",
    "HYPOTENUSE, NaN, -Infinity, Infinity",
    "HYPOTENUSE, 3, -4, 5",
    "HYPOTENUSE, 1e300, 0, 1e300",
    "ARCTAN2, -0.0, -0.0, -3.141592653589793",
    "ARCTAN2, 0.0, 0.0, 0.0",
    "EXP2, 10, 0, 1024",
    "EXP2, -1074, 0, 4.9e-324",
    "LOG2, 1024, 0, 10",
    "LOG2, 4.9e-324, 0, -1074",
    "LOG2, 0, 0, -Infinity",
    "LOG2, -1, 0, NaN",
    "LOG2, Infinity, 0, Infinity",
    "LOG10, 1000, 0, 3",
    "ARCCOSH, 1, 0, 0",
    "ARCCOSH, 0.999, 0, NaN",
    "ARCCOSH, -1e10, 0, NaN",
    "ARCCOSH, Infinity, 0, Infinity",
    "ARCSINH, -0.0, 0, -0.0",
    "ARCSINH, -Infinity, 0, -Infinity",
    "ARCTANH, 1, 0, Infinity",
    "ARCTANH, -1, 0, -Infinity",
    "ARCTANH, 1.001, 0, NaN",
    "ARCTANH, -0.0, 0, -0.0",
    "CUBE_ROOT, -27, 0, -3",
    "EXPM1, -Infinity, 0, -1",
    "LOG1P, -1, 0, -Infinity",
    "SIN, Infinity, 0, NaN",
    "TANH, -Infinity, 0, -1"
  })
  void specialValuesFollowTheStandard(MathFunction function, double x, double y, double expected) {
    assertEquals(expected, MathDefinitions.value(function, x, y));
  }

  @Test
  void composedFunctionsUndoTheirInverses() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 10_000; round++) {
      double x = random.nextDouble(-18, 18);
      assertClose(x, MathFunction.ARCSINH, StrictMath.sinh(x));
      assertClose(Math.abs(x) + 1, MathFunction.ARCCOSH, StrictMath.cosh(Math.abs(x) + 1));
      double power = MathDefinitions.value(MathFunction.EXP2, x, 0);
      assertEquals(
          x, MathDefinitions.value(MathFunction.LOG2, power, 0), 2e-15 * Math.max(1, Math.abs(x)));
    }
    for (int round = 0; round < 10_000; round++) {
      double x = random.nextDouble(-2, 2);
      assertEquals(x, MathDefinitions.value(MathFunction.ARCTANH, StrictMath.tanh(x), 0), 4e-15);
    }
  }

  private static void assertClose(double expected, MathFunction function, double x) {
    double actual = MathDefinitions.value(function, x, 0);
    assertEquals(
        expected, actual, 1e-15 * Math.max(1, Math.abs(expected)), () -> function + " " + x);
  }
}
