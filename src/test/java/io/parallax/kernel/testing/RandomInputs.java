package io.parallax.kernel.testing;

import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/// Arrays of values of one kind each, so that some survive a few operations, and single values.
record RandomInputs(SplittableRandom random) {
  private static final int CONSTANTS = 200;

  public TestArray next(DataType type, Shape shape) {
    long constant = number(type, random.nextInt(-3, 9));
    return switch (random.nextInt(8)) {
      case 0, 1 -> Samples.of(type, shape, random.nextInt());
      case 2 -> filled(type, shape, () -> constant);
      case 3 -> filled(type, shape, () -> number(type, random.nextInt(-4, 5)));
      case 4 -> filled(type, shape, () -> anyNumber(type));
      case 5 -> filled(type, shape, () -> number(type, random.nextInt(9) == 0 ? 0 : 1));
      default -> filled(type, shape, () -> number(type, random.nextInt(1, 200)));
    };
  }

  /// A value for a constant: special, small, a power of two or anything.
  public Scalar constant(DataType type) {
    long bits =
        switch (random.nextInt(5)) {
          case 0, 1 -> Samples.of(type, Shape.of(1), random.nextInt(CONSTANTS)).element(0).bits();
          case 2 -> number(type, random.nextInt(-3, 20));
          case 3 -> powerOfTwo(type);
          default -> anyNumber(type);
        };
    return new Scalar(type, bits);
  }

  private long powerOfTwo(DataType type) {
    int exponent = random.nextInt(type.byteWidth() * Byte.SIZE);
    return switch (type) {
      case BOOL -> 1;
      case INT32, INT64 -> random.nextBoolean() ? 1L << exponent : -1L << exponent;
      case FLOAT32 -> Scalar.of(Math.scalb(1f, exponent - 8)).bits();
      case FLOAT64 -> Scalar.of(Math.scalb(1.0, exponent - 16)).bits();
    };
  }

  /// Finite, and of no extreme magnitude.
  private long anyNumber(DataType type) {
    return switch (type) {
      case BOOL -> random.nextInt(2);
      case INT32 -> random.nextInt() >> random.nextInt(32);
      case INT64 -> random.nextLong() >> random.nextInt(64);
      case FLOAT32 -> Scalar.of((float) random.nextDouble(-100, 100)).bits();
      case FLOAT64 -> Scalar.of(random.nextDouble(-100, 100)).bits();
    };
  }

  /// A small number, or a quarter of it.
  private static long number(DataType type, int value) {
    return switch (type) {
      case BOOL -> value & 1;
      case INT32, INT64 -> value;
      case FLOAT32 -> Scalar.of(value / 4f).bits();
      case FLOAT64 -> Scalar.of(value / 4.0).bits();
    };
  }

  private static TestArray filled(DataType type, Shape shape, LongSupplier value) {
    return TestArray.of(type, shape, LongStream.generate(value).limit(shape.elementCount()));
  }
}
