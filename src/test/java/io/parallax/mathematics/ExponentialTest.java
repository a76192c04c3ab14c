package io.parallax.mathematics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parallax.language.MathFunction;
import io.parallax.program.Value;
import io.parallax.type.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExponentialTest {
  private static final Map<MathFunction, UnaryOperator<Value>> FUNCTIONS =
      Map.of(
          MathFunction.EXP, Exponential::exp,
          MathFunction.EXP2, Exponential::exp2,
          MathFunction.EXP10, Exponential::exp10,
          MathFunction.EXPM1, ExponentialMinusOne::expm1,
          MathFunction.SINH, Hyperbolic::sinh,
          MathFunction.COSH, Hyperbolic::cosh,
          MathFunction.TANH, Hyperbolic::tanh);

  private static final Map<MathFunction, Formula> DOUBLES = formulas(DataType.FLOAT64);
  private static final Map<MathFunction, Formula> SINGLES = formulas(DataType.FLOAT32);

  /// C's Annex F, and the last arguments before overflow and underflow with the first beyond.
  @ParameterizedTest
  @CsvSource({
    "EXP, NaN, NaN",
    "EXP, 0.0, 1",
    "EXP, -0.0, 1",
    "EXP, Infinity, Infinity",
    "EXP, -Infinity, 0",
    "EXP, 4.9e-324, 1",
    "EXP, 709.782712893384, 1.7976931348622732e308",
    "EXP, 709.7827128933841, Infinity",
    "EXP, -745.1332191019411, 4.9e-324",
    "EXP, -745.1332191019412, 0",
    "EXP, 1e300, Infinity",
    "EXP, -1e300, 0",
    "EXP2, NaN, NaN",
    "EXP2, -0.0, 1",
    "EXP2, Infinity, Infinity",
    "EXP2, -Infinity, 0",
    "EXP2, 1023.9999999999999, 1.7976931348621742e308",
    "EXP2, 1024, Infinity",
    "EXP2, -1074.9999999999998, 4.9e-324",
    "EXP2, -1075, 0",
    "EXP2, 1e300, Infinity",
    "EXP2, -1e300, 0",
    "EXP10, NaN, NaN",
    "EXP10, -0.0, 1",
    "EXP10, Infinity, Infinity",
    "EXP10, -Infinity, 0",
    "EXP10, 308.2547155599167, 1.7976931348620926e308",
    "EXP10, 308.25471555991675, Infinity",
    "EXP10, -323.60724533877976, 4.9e-324",
    "EXP10, -323.6072453387798, 0",
    "EXP10, 1e300, Infinity",
    "EXP10, -1e300, 0",
    "EXPM1, NaN, NaN",
    "EXPM1, 0.0, 0.0",
    "EXPM1, -0.0, -0.0",
    "EXPM1, Infinity, Infinity",
    "EXPM1, -Infinity, -1",
    "EXPM1, -4.9e-324, -4.9e-324",
    "EXPM1, 709.782712893384, 1.7976931348622732e308",
    "EXPM1, 709.7827128933841, Infinity",
    "EXPM1, 740, Infinity",
    "EXPM1, 1e300, Infinity",
    "EXPM1, -37.42, -0.9999999999999999",
    "EXPM1, -37.44, -1",
    "EXPM1, -1e300, -1",
    "SINH, NaN, NaN",
    "SINH, 0.0, 0.0",
    "SINH, -0.0, -0.0",
    "SINH, Infinity, Infinity",
    "SINH, -Infinity, -Infinity",
    "SINH, 4.9e-324, 4.9e-324",
    "SINH, 710.4758600739439, 1.7976931348621744e308",
    "SINH, -710.475860073944, -Infinity",
    "SINH, -1e300, -Infinity",
    "COSH, NaN, NaN",
    "COSH, 0.0, 1",
    "COSH, -0.0, 1",
    "COSH, Infinity, Infinity",
    "COSH, -Infinity, Infinity",
    "COSH, 710.4758600739439, 1.7976931348621744e308",
    "COSH, -710.475860073944, Infinity",
    "COSH, 1e300, Infinity",
    "TANH, NaN, NaN",
    "TANH, 0.0, 0.0",
    "TANH, -0.0, -0.0",
    "TANH, Infinity, 1",
    "TANH, -Infinity, -1",
    "TANH, -4.9e-324, -4.9e-324",
    "TANH, 19.0, 0.9999999999999999",
    "TANH, 19.1, 1",
    "TANH, -1e300, -1"
  })
  void specialValuesFollowTheStandard(MathFunction function, double x, double expected) {
    assertEquals(expected, float64(function, x));
  }

  @ParameterizedTest
  @CsvSource({
    "EXP, NaN, NaN",
    "EXP, -0.0, 1",
    "EXP, Infinity, Infinity",
    "EXP, -Infinity, 0",
    "EXP, 88.72283, 3.4027985e38",
    "EXP, 88.72284, Infinity",
    "EXP, -103.97207, 1.4e-45",
    "EXP, -103.98, 0",
    "EXP, 1e30, Infinity",
    "EXP, -1e30, 0",
    "EXP2, NaN, NaN",
    "EXP2, Infinity, Infinity",
    "EXP2, -Infinity, 0",
    "EXP2, 128, Infinity",
    "EXP2, -149, 1.4e-45",
    "EXP2, -150, 0",
    "EXPM1, NaN, NaN",
    "EXPM1, 0.0, 0.0",
    "EXPM1, -0.0, -0.0",
    "EXPM1, Infinity, Infinity",
    "EXPM1, -Infinity, -1",
    "EXPM1, 88.72283, 3.4027985e38",
    "EXPM1, 88.72284, Infinity",
    "EXPM1, 100, Infinity",
    "EXPM1, -1.4e-45, -1.4e-45",
    "EXPM1, -17.4, -1",
    "SINH, NaN, NaN",
    "SINH, -0.0, -0.0",
    "SINH, -Infinity, -Infinity",
    "SINH, 89.5, Infinity",
    "SINH, 1e-45, 1e-45",
    "COSH, NaN, NaN",
    "COSH, -0.0, 1",
    "COSH, -Infinity, Infinity",
    "COSH, -89.5, Infinity",
    "TANH, NaN, NaN",
    "TANH, -0.0, -0.0",
    "TANH, -Infinity, -1",
    "TANH, 9.1, 1",
    "TANH, 1e-45, 1e-45"
  })
  void specialValuesOfFloat32FollowTheStandard(MathFunction function, float x, float expected) {
    assertEquals(expected, float32(function, x));
  }

  @Test
  void powersOfTenAreExactWhereTheyAreNumbersOfTheType() {
    for (int exponent = -323; exponent <= 308; exponent++) {
      double nearest = Double.parseDouble("1e" + exponent);
      double allowed = exponent >= 0 && exponent <= 22 ? 0 : Math.ulp(nearest);
      assertEquals(nearest, float64(MathFunction.EXP10, exponent), allowed);
    }
    for (int exponent = -45; exponent <= 38; exponent++) {
      float nearest = Float.parseFloat("1e" + exponent);
      float allowed = exponent >= 0 && exponent <= 10 ? 0 : Math.ulp(nearest);
      assertEquals(nearest, float32(MathFunction.EXP10, exponent), allowed);
    }
  }

  @Test
  void powersOfTwoAreExact() {
    for (int exponent = -1075; exponent <= 1024; exponent++) {
      assertEquals(Math.scalb(1.0, exponent), float64(MathFunction.EXP2, exponent));
    }
    for (int exponent = -150; exponent <= 128; exponent++) {
      assertEquals(Math.scalb(1.0f, exponent), float32(MathFunction.EXP2, exponent));
    }
  }

  @Test
  void oddAndEvenFunctionsAreSoToTheBit() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 5_000; round++) {
      double x = Math.scalb(random.nextDouble(1, 2), random.nextInt(-1074, 11));
      float y = Math.scalb((float) random.nextDouble(1, 2), random.nextInt(-149, 8));
      assertEquals(-float64(MathFunction.SINH, x), float64(MathFunction.SINH, -x));
      assertEquals(float64(MathFunction.COSH, x), float64(MathFunction.COSH, -x));
      assertEquals(-float64(MathFunction.TANH, x), float64(MathFunction.TANH, -x));
      assertEquals(-float32(MathFunction.SINH, y), float32(MathFunction.SINH, -y));
      assertEquals(float32(MathFunction.COSH, y), float32(MathFunction.COSH, -y));
      assertEquals(-float32(MathFunction.TANH, y), float32(MathFunction.TANH, -y));
    }
  }

  @Test
  void tinyArgumentsAreTheirOwnResults() {
    for (int exponent = -1074; exponent < -60; exponent++) {
      double x = Math.scalb(1.5, exponent);
      assertEquals(x, float64(MathFunction.EXPM1, x));
      assertEquals(x, float64(MathFunction.SINH, x));
      assertEquals(x, float64(MathFunction.TANH, x));
      assertEquals(1, float64(MathFunction.EXP, x));
    }
  }

  /// Where the multiple of ln 2 that is taken off changes.
  @ParameterizedTest
  @CsvSource({"EXP", "EXPM1", "SINH", "COSH", "TANH"})
  void valuesRiseAcrossTheBordersOfReduction(MathFunction function) {
    for (int k = 0; k < 24; k++) {
      double border = (k + 0.5) * Math.log(2) / (function == MathFunction.TANH ? 2 : 1);
      double before = float64(function, border * (1 - 0x1p-48));
      double after = float64(function, border * (1 + 0x1p-48));
      assertTrue(before <= after, () -> function + " at " + border);
    }
  }

  /// Each line of the points is a function, a type, an argument's bits, and the bits of the value
  /// rounded from 2 600 bits of MPFR's precision (mpmath): borders of reduction, of overflow and of
  /// the subnormals, tiny and ordinary arguments, and those where the largest errors were found.
  @Test
  void hardPointsAreWithinOneUnitOfTheRoundedValue() throws IOException {
    int exact = 0;
    List<String> points = points();
    for (String point : points) {
      String[] columns = point.split(" ", -1);
      MathFunction function = MathFunction.valueOf(columns[0].toUpperCase(Locale.ROOT));
      Map<MathFunction, Formula> formulas = columns[1].equals("float64") ? DOUBLES : SINGLES;
      long expected = Long.parseUnsignedLong(columns[3], 16);
      long actual = formula(formulas, function).bits(Long.parseUnsignedLong(columns[2], 16));
      assertTrue(Math.abs(actual - expected) <= 1, () -> point + ": " + Long.toHexString(actual));
      exact += actual == expected ? 1 : 0;
    }
    assertEquals(482, points.size());
    assertTrue(exact > 0.85 * points.size(), "rounded exactly: " + exact);
  }

  private static List<String> points() throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(
            ExponentialTest.class.getResourceAsStream("exponential-points.txt"))) {
      return new String(stream.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    }
  }

  private static Map<MathFunction, Formula> formulas(DataType type) {
    Map<MathFunction, Formula> formulas = new EnumMap<>(MathFunction.class);
    FUNCTIONS.forEach((function, formula) -> formulas.put(function, Formula.of(type, formula)));
    return formulas;
  }

  private static double float64(MathFunction function, double x) {
    return formula(DOUBLES, function).of(x);
  }

  private static float float32(MathFunction function, float x) {
    return formula(SINGLES, function).of(x);
  }

  private static Formula formula(Map<MathFunction, Formula> formulas, MathFunction function) {
    return Objects.requireNonNull(formulas.get(function));
  }
}
