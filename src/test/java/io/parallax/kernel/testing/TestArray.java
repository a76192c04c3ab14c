package io.parallax.kernel.testing;

import io.parallax.array.Elements;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// An array as a value: its elements as bits ([Scalar]), every NaN the same, so that equal arrays
/// are equal to the bit.
public final class TestArray {
  private static final int SHOWN = 20;

  private final ArrayType arrayType;
  private final long[] bits;

  private TestArray(ArrayType arrayType, long[] bits) {
    this.arrayType = arrayType;
    this.bits = bits;
  }

  public static TestArray of(DataType type, Shape shape, LongStream bits) {
    long[] given = bits.toArray();
    if (given.length != shape.elementCount()) {
      throw new IllegalArgumentException(given.length + " elements for shape " + shape);
    }
    return new TestArray(new ArrayType(type, shape), canonical(type, given));
  }

  /// An array that is stored in a narrow type.
  ///
  /// @param bits of values that the type holds
  public static TestArray of(StorageType storage, Shape shape, LongStream bits) {
    TestArray wide = of(storage.computing(), shape, bits);
    return new TestArray(new ArrayType(storage, shape), wide.bits);
  }

  /// A vector of float64.
  public static TestArray of(double... values) {
    return of(
        DataType.FLOAT64,
        Shape.of(values.length),
        Arrays.stream(values).mapToLong(Double::doubleToRawLongBits));
  }

  /// A vector of float32.
  public static TestArray of(float... values) {
    return of(
        DataType.FLOAT32,
        Shape.of(values.length),
        IntStream.range(0, values.length).mapToLong(at -> Float.floatToRawIntBits(values[at])));
  }

  /// A vector of int64.
  public static TestArray of(long... values) {
    return of(DataType.INT64, Shape.of(values.length), LongStream.of(values));
  }

  /// A vector of int32.
  public static TestArray of(int... values) {
    return of(DataType.INT32, Shape.of(values.length), Arrays.stream(values).asLongStream());
  }

  /// A vector of bool.
  public static TestArray of(boolean... values) {
    return of(
        DataType.BOOL,
        Shape.of(values.length),
        IntStream.range(0, values.length).mapToLong(at -> values[at] ? 1 : 0));
  }

  public static TestArray read(ArrayType arrayType, MemorySegment memory) {
    MemorySegment elements = memory.asSlice(0, arrayType.byteSize());
    long[] bits =
        switch (arrayType.type()) {
          case BOOL -> widened(elements.toArray(ValueLayout.JAVA_BYTE));
          case INT32, FLOAT32 ->
              Arrays.stream(elements.toArray(ValueLayout.JAVA_INT)).asLongStream().toArray();
          case INT64, FLOAT64 -> elements.toArray(ValueLayout.JAVA_LONG);
        };
    return new TestArray(arrayType, canonical(arrayType.type(), bits));
  }

  private static long[] widened(byte[] bytes) {
    long[] widened = new long[bytes.length];
    for (int at = 0; at < bytes.length; at++) {
      widened[at] = bytes[at];
    }
    return widened;
  }

  /// The same array, in which every NaN is the same.
  private static long[] canonical(DataType type, long[] bits) {
    for (int at = 0; at < bits.length; at++) {
      bits[at] = new Scalar(type, bits[at]).bits();
    }
    return bits;
  }

  public ArrayType arrayType() {
    return arrayType;
  }

  /// The elements' bits, row-major.
  public long[] bits() {
    return bits.clone();
  }

  public Scalar element(int index) {
    return new Scalar(arrayType.type(), bits[index]);
  }

  public double[] asDoubles() {
    return IntStream.range(0, bits.length).mapToDouble(at -> element(at).asDouble()).toArray();
  }

  /// The same elements in another shape.
  public TestArray reshaped(long... extents) {
    return of(arrayType.type(), Shape.of(extents), LongStream.of(bits));
  }

  public void write(MemorySegment memory) {
    MemorySegment elements = elements();
    MemorySegment.copy(elements, 0, memory, 0, elements.byteSize());
  }

  /// Whether the memory holds just what [#write] wrote.
  public boolean isIn(MemorySegment memory) {
    MemorySegment elements = elements();
    return memory.asSlice(0, elements.byteSize()).mismatch(elements) < 0;
  }

  /// The elements as a slot stores them, in an array of Java's: a loop over a slot is compiled anew
  /// for every arena.
  private MemorySegment elements() {
    StorageType storage = arrayType.storage();
    if (storage.isNarrow()) {
      MemorySegment aligned = MemorySegment.ofArray(new long[bits.length]);
      for (int at = 0; at < bits.length; at++) {
        Elements.write(aligned, storage, at, bits[at]);
      }
      return aligned.asSlice(0, arrayType.byteSize());
    }
    return switch (arrayType.type()) {
      case BOOL -> MemorySegment.ofArray(bytes());
      case INT32, FLOAT32 -> MemorySegment.ofArray(ints());
      case INT64, FLOAT64 -> MemorySegment.ofArray(bits);
    };
  }

  private byte[] bytes() {
    byte[] bytes = new byte[bits.length];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) bits[at];
    }
    return bytes;
  }

  private int[] ints() {
    int[] ints = new int[bits.length];
    for (int at = 0; at < ints.length; at++) {
      ints[at] = (int) bits[at];
    }
    return ints;
  }

  /// Adds what tells this array from others.
  public void addTo(MessageDigest digest) {
    digest.update(arrayType.toString().getBytes(StandardCharsets.UTF_8));
    ByteBuffer bytes = ByteBuffer.allocate(bits.length * Long.BYTES).order(ByteOrder.nativeOrder());
    bytes.asLongBuffer().put(bits);
    digest.update(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TestArray array
        && array.arrayType.equals(arrayType)
        && Arrays.equals(array.bits, bits);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bits);
  }

  private String text(int index) {
    Scalar element = element(index);
    return element.type().isFloating()
        ? Double.toString(element.asDouble())
        : Long.toString(element.bits());
  }

  @Override
  public String toString() {
    return IntStream.range(0, Math.min(bits.length, SHOWN))
        .mapToObj(this::text)
        .collect(Collectors.joining(", ", arrayType + "[", bits.length > SHOWN ? ", …]" : "]"));
  }
}
