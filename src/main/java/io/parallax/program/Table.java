package io.parallax.program;

import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/// A table of constants for [Operation.Lookup]. Only the lowest bits of an index count. Equal
/// tables have the same name and the same elements to the bit.
public final class Table {
  /// The most elements: 32 KiB of float64, which leaves room in the first-level cache for little
  /// else.
  public static final int MOST_ELEMENTS = 4_096;

  private final String name;
  private final DataType type;
  private final long[] bits;
  private final int hash;

  private Table(String name, DataType type, long[] bits) {
    if (type == DataType.BOOL) {
      throw new IllegalArgumentException("a table of bools");
    }
    if (bits.length < 2 || bits.length > MOST_ELEMENTS || Integer.bitCount(bits.length) != 1) {
      throw new IllegalArgumentException(name + " has " + bits.length + " elements");
    }
    this.name = name;
    this.type = type;
    this.bits = bits;
    hash = 31 * (31 * name.hashCode() + type.hashCode()) + Arrays.hashCode(bits);
  }

  /// A table of float64.
  ///
  /// @param name what the table is in a program's text, such as `exp2_fractions`
  /// @param values 2 … [#MOST_ELEMENTS] of them, a power of two
  public static Table of(String name, double... values) {
    long[] bits = DoubleStream.of(values).mapToLong(Double::doubleToRawLongBits).toArray();
    return new Table(name, DataType.FLOAT64, bits);
  }

  public static Table of(String name, float... values) {
    long[] bits = new long[values.length];
    for (int at = 0; at < bits.length; at++) {
      bits[at] = Scalar.of(values[at]).bits();
    }
    return new Table(name, DataType.FLOAT32, bits);
  }

  public static Table of(String name, long... values) {
    return new Table(name, DataType.INT64, values.clone());
  }

  public static Table of(String name, int... values) {
    return new Table(name, DataType.INT32, Arrays.stream(values).asLongStream().toArray());
  }

  /// A table of elements by their bits, as [Scalar] describes them.
  public static Table ofBits(String name, DataType type, long... bits) {
    return new Table(name, type, bits.clone());
  }

  public String name() {
    return name;
  }

  /// The type of its elements.
  public DataType type() {
    return type;
  }

  /// The type an index has: the integer as wide as the elements.
  public DataType indexType() {
    return type.byteWidth() == Long.BYTES ? DataType.INT64 : DataType.INT32;
  }

  /// How many elements there are, a power of two.
  public int size() {
    return bits.length;
  }

  /// The element at `index & (size − 1)`, as [Scalar] describes bits.
  public long bitsAt(long index) {
    return bits[(int) index & (bits.length - 1)];
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Table table
            && hash == table.hash
            && type == table.type
            && name.equals(table.name)
            && Arrays.equals(bits, table.bits));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return name + "[" + size() + " x " + type + "]";
  }
}
