package io.parallax.kernel.testing;

import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/// Arrays full of trouble: about a third special values, the rest random of many magnitudes. The
/// same for the same seed.
public final class Samples {
  private static final double[] SPECIAL_DOUBLES = {
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -0.5,
    1.5,
    2.5,
    -2.5,
    2.0,
    3.0,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    -0x0.fffffffffffffp-1022,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    0x1p52,
    0x1p53 + 2,
    -0x1.8p51,
    0x1p31,
    -0x1p31 - 1,
    0x1p63,
    -0x1p63,
    0x1.fffffep127,
    0x1.ffffffp127,
    0x1p-149,
    0x1p-150,
    Math.PI,
    0.49999999999999994,
    1e-300,
    1e300
  };
  private static final long[] SPECIAL_LONGS = {
    0,
    1,
    -1,
    2,
    -2,
    3,
    7,
    31,
    32,
    33,
    63,
    64,
    65,
    100,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Integer.MAX_VALUE + 1L,
    Integer.MIN_VALUE - 1L,
    1L << 53,
    (1L << 53) + 1,
    (1L << 24) + 1,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MIN_VALUE + 1
  };

  private final SplittableRandom random;
  private final DataType type;

  private Samples(DataType type, long seed) {
    this.type = type;
    this.random = new SplittableRandom(seed * 31 + type.name().hashCode());
  }

  public static TestArray of(DataType type, Shape shape, long seed) {
    Samples samples = new Samples(type, seed);
    return TestArray.of(
        type, shape, LongStream.generate(samples::next).limit(shape.elementCount()));
  }

  private long next() {
    boolean special = random.nextInt(3) == 0;
    return switch (type) {
      case BOOL -> random.nextInt(2);
      case INT32 -> (int) (special ? specialLong() : random.nextLong() >> random.nextInt(32, 64));
      case INT64 -> special ? specialLong() : random.nextLong() >> random.nextInt(64);
      case FLOAT32 -> Float.floatToRawIntBits(special ? (float) specialDouble() : nextFloat());
      case FLOAT64 -> Double.doubleToRawLongBits(special ? specialDouble() : nextDouble());
    };
  }

  private long specialLong() {
    return SPECIAL_LONGS[random.nextInt(SPECIAL_LONGS.length)];
  }

  private double specialDouble() {
    return SPECIAL_DOUBLES[random.nextInt(SPECIAL_DOUBLES.length)];
  }

  private double nextDouble() {
    return switch (random.nextInt(4)) {
      case 0 -> Double.longBitsToDouble(random.nextLong());
      case 1 -> random.nextInt(-50, 50);
      case 2 -> random.nextDouble(-1e4, 1e4);
      default -> random.nextDouble(-2, 2);
    };
  }

  private float nextFloat() {
    return random.nextInt(4) == 0 ? Float.intBitsToFloat(random.nextInt()) : (float) nextDouble();
  }
}
