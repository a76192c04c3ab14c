package io.parallax.mathematics;

import io.parallax.kernel.testing.TestArray;
import io.parallax.language.MathFunction;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/// Arguments for a function: a third random bits, over the whole range of exponents, the rest where
/// the function is interesting ([Operands]). The same for the same seed.
///
/// @param y the second operands; unused by functions of one
public record Points(TestArray x, TestArray y) {
  private static final int RARITY = 700;

  public static Points of(MathFunction function, DataType type, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Operands operands = new Operands(function, type, random);
    long[] x = new long[count];
    long[] y = new long[count];
    for (int at = 0; at < count; at++) {
      operands.next();
      x[at] = bits(type, operands.x());
      y[at] = bits(type, operands.y());
    }
    return new Points(array(type, x), array(type, y));
  }

  /// Arguments between 0.1 and 1.1 but for one of [#of] in every few hundred: most blocks of an
  /// engine have nothing rare, and some have one such element.
  public static Points mostlyOrdinary(MathFunction function, DataType type, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Points others = of(function, type, count, seed);
    long[] x = others.x.bits();
    long[] y = others.y.bits();
    for (int at = 0; at < count; at++) {
      if (random.nextInt(RARITY) != 0) {
        x[at] = bits(type, random.nextDouble(0.1, 1.1));
        y[at] = bits(type, random.nextDouble(0.1, 1.1));
      }
    }
    return new Points(array(type, x), array(type, y));
  }

  int count() {
    return Math.toIntExact(x.arrayType().shape().elementCount());
  }

  private static long bits(DataType type, double value) {
    return type == DataType.FLOAT64
        ? Double.doubleToRawLongBits(value)
        : Float.floatToRawIntBits((float) value);
  }

  private static TestArray array(DataType type, long[] bits) {
    return TestArray.of(type, Shape.of(bits.length), LongStream.of(bits));
  }
}
