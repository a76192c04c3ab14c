package io.parallax.mathematics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parallax.program.Value;
import io.parallax.type.DataType;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LogarithmTest {
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    -1.0,
    -Float.MIN_VALUE,
    Double.NEGATIVE_INFINITY,
    Double.POSITIVE_INFINITY,
    Double.NaN,
    1.0
  };

  /// C's Annex F.
  private static final double[] VALUES = {
    Double.NEGATIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
    Double.NaN,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NaN,
    0.0
  };

  @Test
  void specialArgumentsGiveWhatAnnexFSays() {
    assertValues(Logarithm::log, SPECIAL, VALUES);
    assertValues(Logarithm::log2, SPECIAL, VALUES);
    assertValues(Logarithm::log10, SPECIAL, VALUES);
  }

  @Test
  void log1pKeepsZerosAndTinyNumbers() {
    double[] x = {
      0.0,
      -0.0,
      -1.0,
      -1.5,
      -Double.MAX_VALUE,
      Double.NEGATIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      Double.NaN
    };
    double[] values = {
      0.0,
      -0.0,
      Double.NEGATIVE_INFINITY,
      Double.NaN,
      Double.NaN,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NaN
    };
    assertValues(Logarithm::log1p, x, values);
    double[] tiny = {Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, -0x1p-60, 0x1p-100};
    assertValues(Logarithm::log1p, tiny, tiny);
    Formula log1p = Formula.of(DataType.FLOAT64, Logarithm::log1p);
    assertEquals(-Double.MIN_VALUE, log1p.of(-Double.MIN_VALUE));
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
  void log2IsExactAtEveryPowerOfTwo() {
    Formula wide = Formula.of(DataType.FLOAT64, Logarithm::log2);
    for (int power = -1074; power <= 1023; power++) {
      assertEquals(power, wide.of(Math.scalb(1.0, power)));
    }
    Formula narrow = Formula.of(DataType.FLOAT32, Logarithm::log2);
    for (int power = -149; power <= 127; power++) {
      assertEquals(power, narrow.of(Math.scalb(1.0f, power)));
    }
  }

  @Test
  void log10IsExactAtEveryPowerOfTenThatIsAFloat() {
    Formula wide = Formula.of(DataType.FLOAT64, Logarithm::log10);
    Formula narrow = Formula.of(DataType.FLOAT32, Logarithm::log10);
    for (int power = 0; power <= 22; power++) {
      assertEquals(power, wide.of(Double.parseDouble("1e" + power)));
      if (power <= 10) {
        assertEquals(power, narrow.of(Float.parseFloat("1e" + power)));
      }
    }
  }

  /// The edges of the table's steps and of the binades.
  @Test
  void logarithmsRiseWhereThePiecesMeet() {
    for (UnaryOperator<Value> function : functions()) {
      Formula wide = Formula.of(DataType.FLOAT64, function);
      for (int step = 176; step <= 352; step++) {
        double x = step / 256.0;
        assertTrue(wide.of(Math.nextDown(x)) <= wide.of(x), () -> "at " + x);
        assertTrue(wide.of(x) <= wide.of(Math.nextUp(x)), () -> "at " + x);
      }
      Formula narrow = Formula.of(DataType.FLOAT32, function);
      for (int power = -20; power <= 20; power++) {
        float x = Math.scalb(Float.intBitsToFloat(0x3f35_04f3), power);
        assertTrue(narrow.of(Math.nextDown(x)) <= narrow.of(x), () -> "at " + x);
      }
    }
  }

  /// The subnormals go another way than their multiples.
  @Test
  void subnormalsAreNoLessExact() {
    Formula log2 = Formula.of(DataType.FLOAT64, Logarithm::log2);
    SplittableRandom random = new SplittableRandom(4);
    for (int count = 0; count < 1000; count++) {
      double x = Double.longBitsToDouble(random.nextLong(1, 1L << random.nextInt(1, 53)));
      double of = log2.of(x);
      double ofMultiple = log2.of(x * 0x1p200);
      assertEquals(ofMultiple - 200, of, Math.ulp(of));
    }
  }

  private static List<UnaryOperator<Value>> functions() {
    return List.of(Logarithm::log, Logarithm::log2, Logarithm::log10, Logarithm::log1p);
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
