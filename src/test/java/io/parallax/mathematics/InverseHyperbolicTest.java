package io.parallax.mathematics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parallax.program.Value;
import io.parallax.type.DataType;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class InverseHyperbolicTest {
  /// C's Annex F.
  @Test
  void specialArgumentsGiveWhatAnnexFSays() {
    double infinity = Double.POSITIVE_INFINITY;
    double[] x = {0.0, -0.0, infinity, -infinity, Double.NaN, Float.MIN_VALUE, -0x1p-140, -0x1p-60};
    double[] sinh = {
      0.0, -0.0, infinity, -infinity, Double.NaN, Float.MIN_VALUE, -0x1p-140, -0x1p-60
    };
    assertValues(InverseHyperbolic::arcsinh, x, sinh);
    double[] tanh = {
      0.0, -0.0, Double.NaN, Double.NaN, Double.NaN, Float.MIN_VALUE, -0x1p-140, -0x1p-60
    };
    assertValues(InverseHyperbolic::arctanh, x, tanh);
    double[] ends = {1, -1, Math.nextUp(1.0f), -2, Float.MAX_VALUE};
    double[] atEnds = {infinity, -infinity, Double.NaN, Double.NaN, Double.NaN};
    assertValues(InverseHyperbolic::arctanh, ends, atEnds);
    double[] some = {1, Math.nextDown(1.0f), 0.0, -0.0, -1, -infinity, infinity, Double.NaN};
    double[] cosh = {
      0.0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, infinity, Double.NaN
    };
    assertValues(InverseHyperbolic::arccosh, some, cosh);
  }

  /// Whatever sign and payload it has.
  @Test
  void everyNanGivesNan() {
    for (UnaryOperator<Value> function : functions()) {
      Formula wide = Formula.of(DataType.FLOAT64, function);
      Formula narrow = Formula.of(DataType.FLOAT32, function);
      for (long bits : new long[] {0x7ff0_0000_0000_0001L, -1, 0xfff8_0000_0000_0000L}) {
        assertTrue(Double.isNaN(Double.longBitsToDouble(wide.bits(bits))));
      }
      for (long bits : new long[] {0x7f80_0001L, 0xffff_ffffL, 0xffc0_0000L}) {
        assertTrue(Float.isNaN(Float.intBitsToFloat((int) narrow.bits(bits))));
      }
    }
  }

  @Test
  void sineAndTangentAreOdd() {
    Formula sine = Formula.of(DataType.FLOAT64, InverseHyperbolic::arcsinh);
    Formula tangent = Formula.of(DataType.FLOAT64, InverseHyperbolic::arctanh);
    SplittableRandom random = new SplittableRandom(5);
    for (int count = 0; count < 500; count++) {
      double x = Math.scalb(random.nextDouble(), -random.nextInt(60));
      assertEquals(-sine.of(x), sine.of(-x));
      assertEquals(-tangent.of(x), tangent.of(-x));
    }
  }

  /// Where the argument grows too large to be squared, the result goes on rising.
  @Test
  void hugeArgumentsContinueTheLargeOnes() {
    for (UnaryOperator<Value> function :
        List.<UnaryOperator<Value>>of(InverseHyperbolic::arcsinh, InverseHyperbolic::arccosh)) {
      Formula wide = Formula.of(DataType.FLOAT64, function);
      assertEquals(wide.of(Math.nextDown(0x1p500)), wide.of(0x1p500), Math.ulp(347.0));
      assertEquals(Math.log(2) * 501, wide.of(0x1p500), Math.ulp(347.0));
      assertEquals(Math.log(2) * 1025, wide.of(Double.MAX_VALUE), Math.ulp(710.0));
      Formula narrow = Formula.of(DataType.FLOAT32, function);
      assertEquals(narrow.of(Math.nextDown(0x1p60f)), narrow.of(0x1p60f), Math.ulp(42f));
      assertEquals((float) (Math.log(2) * 129), narrow.of(Float.MAX_VALUE), Math.ulp(89f));
    }
  }

  private static List<UnaryOperator<Value>> functions() {
    return List.of(
        InverseHyperbolic::arcsinh, InverseHyperbolic::arccosh, InverseHyperbolic::arctanh);
  }

  private static void assertValues(UnaryOperator<Value> function, double[] x, double[] values) {
    Formula wide = Formula.of(DataType.FLOAT64, function);
    Formula narrow = Formula.of(DataType.FLOAT32, function);
    for (int at = 0; at < x.length; at++) {
      assertEquals(values[at], wide.of(x[at]), "at " + x[at]);
      assertEquals((float) values[at], narrow.of((float) x[at]), "at float " + x[at]);
    }
  }
}
