package io.parallax.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parallax.program.Program;
import io.parallax.program.ProgramText;
import io.parallax.program.Requests;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Programs as text.
class LoweringTest {
  private static final ArrayType VECTOR = new ArrayType(DataType.FLOAT64, Shape.of(1000));

  private final Requests requests =
      Requests.over(
          Map.of(
              "a", VECTOR,
              "b", VECTOR,
              "m", new ArrayType(DataType.FLOAT32, Shape.of(20, 30)),
              "c", new ArrayType(DataType.FLOAT64, Shape.of(20, 1)),
              "i", new ArrayType(DataType.INT32, Shape.of(1000)),
              "j", new ArrayType(DataType.INT32, Shape.of(1000)),
              "k", new ArrayType(DataType.INT64, Shape.SCALAR)));

  @Test
  void sharedOperandsAndSubexpressionsAreComputedOnce() {
    assertProgram(
        """
        input a: float64(1000,)
        input b: float64(1000,)
        result result: float64(1000,)

        loop [1000]
          %0 = float64 2.0
          %1 = load a
          %2 = multiply float64 %0, %1
          %3 = load b
          %4 = add float64 %2, %3
          %5 = divide float64 %4, %4
          store %5 -> result
        """,
        requests.evaluate("(2*a + b)/(b + a*2)"));
  }

  @Test
  void constantsAreFolded() {
    assertProgram(
        """
        input a: float64(1000,)
        result result: float64(1000,)

        loop [1000]
          %0 = load a
          %1 = float64 6.283185307179586
          %2 = multiply float64 %0, %1
          %3 = float64 4.0
          %4 = add float64 %2, %3
          store %4 -> result
        """,
        requests.evaluate("a * (2*pi) + sqrt(16.0)"));
  }

  @Test
  void neutralOperandsVanishOnlyWhereNothingChanges() {
    assertProgram(
        """
        input a: float64(1000,)
        result result: float64(1000,)

        loop [1000]
          %0 = load a
          %1 = float64 0.0
          %2 = add float64 %0, %1
          store %2 -> result
        """,
        requests.evaluate("(a*1 + -0.0 - 0.0) + 0.0"));
  }

  @Test
  void theMagnitudeOfAnOppositeIsTheMagnitude() {
    assertProgram(
        """
        input a: float64(1000,)
        result result: float64(1000,)

        loop [1000]
          %0 = load a
          %1 = absolute float64 %0
          %2 = multiply float64 %1, %1
          store %2 -> result
        """,
        requests.evaluate("abs(-a) * abs(abs(a))"));
  }

  @Test
  void divisionByAPowerOfTwoIsAMultiplication() {
    assertProgram(
        """
        input a: float64(1000,)
        result result: float64(1000,)

        loop [1000]
          %0 = load a
          %1 = float64 0.25
          %2 = multiply float64 %0, %1
          %3 = float64 3.0
          %4 = divide float64 %0, %3
          %5 = add float64 %2, %4
          store %5 -> result
        """,
        requests.evaluate("a / 4 + a / 3"));
  }

  @Test
  void powersBecomeProductsAndRoots() {
    assertProgram(
        """
        input a: float64(1000,)
        input i: int32(1000,)
        result result: float64(1000,)

        loop [1000]
          %0 = load a
          %1 = float64 1.0
          %2 = multiply float64 %0, %0
          %3 = divide float64 %1, %0
          %4 = add float64 %2, %3
          %5 = load i
          %6 = multiply int32 %5, %5
          %7 = multiply int32 %6, %5
          %8 = convert int32 to float64 %7
          %9 = add float64 %4, %8
          store %9 -> result
        """,
        requests.evaluate("a**2 + a**-1 + i**3"));
  }

  @Test
  void powerOfOneHalfIsARootButForNegativeZeroAndInfinity() {
    assertProgram(
        """
        input a: float64(1000,)
        result result: float64(1000,)

        loop [1000]
          %0 = load a
          %1 = float64 0.0
          %2 = add float64 %0, %1
          %3 = square_root float64 %2
          %4 = float64 -Infinity
          %5 = equal float64 %0, %4
          %6 = float64 Infinity
          %7 = select float64 %5, %6, %3
          store %7 -> result
        """,
        requests.evaluate("a**0.5"));
  }

  @Test
  void scalarsAreComputedOnceBeforeTheLoop() {
    assertProgram(
        """
        input a: float64(1000,)
        input k: int64()
        result result: float64(1000,)
        temporary t0: float64()

        loop []
          %0 = load k
          %1 = int64 1
          %2 = add int64 %0, %1
          %3 = convert int64 to float64 %2
          store %3 -> t0

        loop [1000]
          %0 = load a
          %1 = load t0
          %2 = multiply float64 %0, %1
          store %2 -> result
        """,
        requests.evaluate("a * (k + 1)"));
  }

  @Test
  void reductionsAreComputedFirstAndEnterAsScalars() {
    assertProgram(
        """
        input a: float64(1000,)
        result result: float64(1000,)
        temporary t0: float64()
        temporary t1: float64()

        loop [1000]
          %0 = load a
          maximum %0 -> t0
          mean %0 -> t1

        loop [1000]
          %0 = load a
          %1 = load t1
          %2 = subtract float64 %0, %1
          %3 = load t0
          %4 = divide float64 %2, %3
          store %4 -> result
        """,
        requests.evaluate("(a - mean(a)) / max(a)"));
  }

  @Test
  void reductionsOverOneSpaceShareALoop() {
    assertProgram(
        """
        input a: float64(1000,)
        input b: float64(1000,)
        result `sum(a)`: float64()
        result `mean(a)`: float64()
        result `max(b)`: float64()
        result `sum(a*b)/sum(b)`: float64()
        temporary t0: float64()
        temporary t1: float64()

        loop [1000]
          %0 = load a
          %1 = load b
          %2 = multiply float64 %0, %1
          sum %0 -> `sum(a)`
          mean %0 -> `mean(a)`
          maximum %1 -> `max(b)`
          sum %1 -> t0
          sum %2 -> t1

        loop []
          %0 = load t1
          %1 = load t0
          %2 = divide float64 %0, %1
          store %2 -> `sum(a*b)/sum(b)`
        """,
        requests.reduce("sum(a)", "mean(a)", "max(b)", "sum(a*b)/sum(b)"));
  }

  @Test
  void reductionAlongAnAxisPermutesTheSpace() {
    assertProgram(
        """
        input m: float32(20, 30)
        result result: float32(20, 30)
        temporary t0: float32(30,)

        loop [30 | 20] over (20, 30) nested 1, 0
          %0 = load m by [1, 30]
          %1 = convert float32 to float64 %0
          mean %1 -> t0

        loop [20, 30]
          %0 = load m
          %1 = load t0 by [0, 1]
          %2 = subtract float32 %0, %1
          store %2 -> result
        """,
        requests.evaluate("m - mean(m, axis=0)"));
  }

  @Test
  void rowsAreBroadcastByStrides() {
    assertProgram(
        """
        input c: float64(20, 1)
        input m: float32(20, 30)
        result result: float64(20,)

        loop [20 | 30]
          %0 = load c by [1, 0]
          %1 = load m
          %2 = convert float32 to float64 %1
          %3 = multiply float64 %0, %2
          sum %3 -> result
        """,
        requests.evaluate("sum(c * m, axis=1)"));
  }

  @Test
  void smallPartsOfLargeLoopsAreComputedBeforehand() {
    assertProgram(
        """
        input m: float32(20, 30)
        input c: float64(20, 1)
        result result: float64(20, 30)
        temporary t0: float64(20, 1)

        loop [20]
          %0 = load c
          %1 = square_root float64 %0
          store %1 -> t0

        loop [20, 30]
          %0 = load m
          %1 = convert float32 to float64 %0
          %2 = load t0 by [1, 0]
          %3 = multiply float64 %1, %2
          store %3 -> result
        """,
        requests.evaluate("m * sqrt(c)"));
  }

  @Test
  void quantileOfAnInputReadsItInPlace() {
    assertProgram(
        """
        input a: float64(1000,)
        input i: int32(1000,)
        result `quantile(a, 0.9)`: float64()
        result `median(i)`: float64()
        temporary t0: float64()
        temporary t1: int64(1000,)
        temporary t2: float64()

        loop []
          %0 = float64 0.9
          %1 = float64 0.5
          store %0 -> t0
          store %1 -> t2

        loop [1000]
          %0 = load i
          %1 = convert int32 to int64 %0
          store %1 -> t1

        quantile t0 of a -> `quantile(a, 0.9)`

        quantile t2 of t1 -> `median(i)`
        """,
        requests.reduce("quantile(a, 0.9)", "median(i)"));
  }

  @Test
  void filterCompactsFromOneLoop() {
    assertProgram(
        """
        input a: float64(1000,)
        input i: int32(1000,)
        input j: int32(1000,)
        result matched: int64()
        result x: int32(1000,) of which matched
        result y: float64(1000,) of which matched
        temporary t0: float64()

        loop [1000]
          %0 = load a
          mean %0 -> t0

        loop [1000]
          %0 = load a
          %1 = load t0
          %2 = greater float64 %0, %1
          %3 = load i
          %4 = load j
          %5 = int32 1
          %6 = select int32 %2, %4, %5
          %7 = floor_divide int32 %3, %6
          keep where %2: %7 -> x, %0 -> y, count -> matched
        """,
        requests.filter("a > mean(a)", Map.of("x", "i // j", "y", "a")));
  }

  @Test
  void filterMayGiveIndices() {
    assertProgram(
        """
        input m: float32(20, 30)
        result matched: int64()
        result indices: int64(600,) of which matched

        loop [600]
          %0 = load m
          %1 = float32 0.0
          %2 = greater float32 %0, %1
          %3 = position
          keep where %2: %3 -> indices, count -> matched
        """,
        requests.filter("m > 0", new Selection.Indices()));
  }

  @Test
  void filterMayGiveTheMask() {
    assertProgram(
        """
        input a: float64(1000,)
        result mask: bool(1000,)
        result count: int64()

        loop [1000]
          %0 = load a
          %1 = float64 0.0
          %2 = greater float64 %0, %1
          %3 = convert bool to int64 %2
          store %2 -> mask
          sum %3 -> count
        """,
        requests.filter("a > 0", new Selection.Mask()));
  }

  @Test
  void reductionsUnderWhereAreMasked() {
    assertProgram(
        """
        input a: float64(1000,)
        input b: float64(1000,)
        input i: int32(1000,)
        input j: int32(1000,)
        result `mean(a)`: float64()
        result `sum(i % j)`: int64()
        result `median(b)`: float64()
        temporary t0: bool(1000,)
        temporary t1: float64()

        loop []
          %0 = float64 0.5
          store %0 -> t1

        loop [1000]
          %0 = load a
          %1 = load b
          %2 = greater float64 %0, %1
          %3 = load i
          %4 = load j
          %5 = int32 1
          %6 = select int32 %2, %4, %5
          %7 = floor_modulo int32 %3, %6
          %8 = convert int32 to int64 %7
          mean %0 where %2 -> `mean(a)`
          sum %8 where %2 -> `sum(i % j)`
          store %2 -> t0

        quantile t1 of b where t0 -> `median(b)`
        """,
        requests.reduceWhere("a > b", "mean(a)", "sum(i % j)", "median(b)"));
  }

  @Test
  void remainderOfIntegersIsTruncated() {
    assertProgram(
        """
        input i: int32(1000,)
        input j: int32(1000,)
        result result: int32(1000,)

        loop [1000]
          %0 = load i
          %1 = load j
          %2 = floor_modulo int32 %0, %1
          %3 = int32 0
          %4 = less int32 %0, %3
          %5 = less int32 %1, %3
          %6 = xor bool %4, %5
          %7 = subtract int32 %2, %1
          %8 = not_equal int32 %2, %3
          %9 = and bool %8, %6
          %10 = select int32 %9, %7, %2
          store %10 -> result
        """,
        requests.evaluate("fmod(i, j)"));
  }

  @Test
  void signIsNotTakenFromNan() {
    assertProgram(
        """
        input a: float64(1000,)
        input b: float64(1000,)
        result result: float64(1000,)

        loop [1000]
          %0 = load a
          %1 = load b
          %2 = absolute float64 %0
          %3 = not_equal float64 %1, %1
          %4 = float64 1.0
          %5 = select float64 %3, %4, %1
          %6 = reinterpret float64 as int64 %5
          %7 = int64 0
          %8 = less int64 %6, %7
          %9 = negate float64 %2
          %10 = select float64 %8, %9, %2
          store %10 -> result
        """,
        requests.evaluate("copysign(a, b)"));
  }

  private static void assertProgram(String expected, Program program) {
    assertEquals(expected, ProgramText.of(program));
  }
}
