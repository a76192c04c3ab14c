package io.parallax.kernel.llvm;

import io.parallax.array.Elements;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.StorageType;
import java.lang.foreign.MemorySegment;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/// Made-up elements for kernels that are tried; the same in every process.
enum SyntheticValues {
  /// Zeros, infinities, NaN, subnormals, the least and the greatest values, and values next to
  /// these.
  SPECIAL,
  /// As [#SPECIAL], but no integer is zero, and the integers of every second operand are positive.
  /// So these integers usually divide, shift and raise without a fault.
  FAULTLESS,
  /// Small numbers: integers are positive, the floats of a trial all positive or all negative.
  MILD;

  private static final double[] FLOATS = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    -2.5,
    3,
    Math.PI,
    -123_456.789,
    1e15 + 0.5,
    1e22,
    -1e-300,
    1e300,
    Double.MIN_VALUE,
    -Double.MIN_NORMAL,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
    Float.MIN_VALUE,
    Float.MIN_NORMAL,
    -Float.MAX_VALUE,
    0x1p31,
    -0x1p63,
    709.9,
    -745.2,
    88.8
  };

  private static final long[] INT64S = {
    0,
    1,
    -1,
    2,
    -2,
    3,
    -7,
    10,
    31,
    32,
    63,
    64,
    -64,
    1_000_003,
    -0x1000_0000L,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0x8000_0000L,
    1L << 52,
    (1L << 53) + 1,
    -(1L << 53) - 1,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MIN_VALUE + 1
  };

  // Bit patterns as Scalar describes them.
  private static final long[] BOOLS = {0, 1, 1, 0, 1, 0, 0};

  private static final long[] INT32S = LongStream.of(INT64S).map(value -> (int) value).toArray();

  private static final long[] FLOAT32S =
      DoubleStream.of(FLOATS).mapToLong(value -> Scalar.of((float) value).bits()).toArray();

  private static final long[] FLOAT64S =
      DoubleStream.of(FLOATS).mapToLong(value -> Scalar.of(value).bits()).toArray();

  /// Fills an array.
  ///
  /// @param operand the array's number
  /// @param round the number of the round; rounds have unrelated values
  void fill(MemorySegment memory, StorageType storage, int operand, int round) {
    long count = memory.byteSize() / storage.byteWidth();
    long first = (long) round << 40 | (long) operand << 32;
    for (long index = 0; index < count; index++) {
      long bits = bits(storage.computing(), operand, round, mixed(first + index));
      Elements.write(memory, storage, index, fitted(storage, bits));
    }
  }

  /// The nearest value that fits the storage; a float is rounded when it is written.
  private long fitted(StorageType storage, long bits) {
    if (!storage.isNarrow() || storage.computing().isFloating()) {
      return bits;
    }
    long near = Math.clamp(bits, storage.least(), storage.greatest());
    return near == 0 && this == FAULTLESS ? 5 : near;
  }

  private long bits(DataType type, int operand, int round, long choice) {
    return switch (this) {
      case SPECIAL -> special(type, choice);
      case FAULTLESS -> faultless(type, operand, special(type, choice));
      case MILD -> mild(type, round, 1L + Math.floorMod(choice, 39));
    };
  }

  private static long special(DataType type, long choice) {
    long[] all =
        switch (type) {
          case BOOL -> BOOLS;
          case INT32 -> INT32S;
          case INT64 -> INT64S;
          case FLOAT32 -> FLOAT32S;
          case FLOAT64 -> FLOAT64S;
        };
    return all[Math.floorMod(choice, all.length)];
  }

  private static long faultless(DataType type, int operand, long bits) {
    if (!type.isInteger()) {
      return bits;
    }
    long least = type == DataType.INT32 ? Integer.MIN_VALUE : Long.MIN_VALUE;
    boolean isNegated = operand % 2 == 1 && bits < 0 && bits != least;
    return bits == 0 || (operand % 2 == 1 && bits == least) ? 5 : isNegated ? -bits : bits;
  }

  private static long mild(DataType type, int round, long value) {
    double eighths = (double) (round % 2 == 0 ? value : -value) / 8;
    return switch (type) {
      case BOOL -> value & 1;
      case INT32, INT64 -> value;
      case FLOAT32 -> Scalar.of((float) eighths).bits();
      case FLOAT64 -> Scalar.of(eighths).bits();
    };
  }

  /// The mixing function of G. Steele, D. Lea and C. Flood, "Fast Splittable Pseudorandom Number
  /// Generators", 2014.
  private static long mixed(long counter) {
    long z = counter * 0x9E37_79B9_7F4A_7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return (z ^ (z >>> 31)) >>> 1;
  }
}
