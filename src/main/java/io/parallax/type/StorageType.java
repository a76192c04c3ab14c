package io.parallax.type;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// An element type in which arrays are stored and sent. Narrow and unsigned types, which nothing is
/// computed in, are widened when they are read: each element to the [#computing] type, exactly.
public enum StorageType {
  BOOL("bool", DataType.BOOL, Byte.BYTES, 0, 1),
  INT8("int8", DataType.INT32, Byte.BYTES, Byte.MIN_VALUE, Byte.MAX_VALUE),
  INT16("int16", DataType.INT32, Short.BYTES, Short.MIN_VALUE, Short.MAX_VALUE),
  INT32("int32", DataType.INT32, Integer.BYTES, Integer.MIN_VALUE, Integer.MAX_VALUE),
  INT64("int64", DataType.INT64, Long.BYTES, Long.MIN_VALUE, Long.MAX_VALUE),
  UINT8("uint8", DataType.INT32, Byte.BYTES, 0, (1 << Byte.SIZE) - 1),
  UINT16("uint16", DataType.INT32, Short.BYTES, 0, (1 << Short.SIZE) - 1),
  UINT32("uint32", DataType.INT64, Integer.BYTES, 0, (1L << Integer.SIZE) - 1),

  /// Values above the greatest int64 are stored but not read.
  UINT64("uint64", DataType.INT64, Long.BYTES, 0, Long.MAX_VALUE),
  FLOAT16("float16", DataType.FLOAT32, Short.BYTES, 0, 0),
  FLOAT32("float32", DataType.FLOAT32, Float.BYTES, 0, 0),
  FLOAT64("float64", DataType.FLOAT64, Double.BYTES, 0, 0);

  private final String label;
  private final DataType computing;
  private final int byteWidth;
  private final long least;
  private final long greatest;

  StorageType(String label, DataType computing, int byteWidth, long least, long greatest) {
    this.label = label;
    this.computing = computing;
    this.byteWidth = byteWidth;
    this.least = least;
    this.greatest = greatest;
  }

  /// The type in which elements that are computed in `type` are stored as they are.
  public static StorageType of(DataType type) {
    return switch (type) {
      case BOOL -> BOOL;
      case INT32 -> INT32;
      case INT64 -> INT64;
      case FLOAT32 -> FLOAT32;
      case FLOAT64 -> FLOAT64;
    };
  }

  /// The name of the type as a `dtype`, which is NumPy's.
  public String label() {
    return label;
  }

  /// The type that its elements have once they are read.
  public DataType computing() {
    return computing;
  }

  /// The type in which an array holds the elements: as they are, except that uint64 is read as
  /// int64.
  public StorageType held() {
    return this == UINT64 ? INT64 : this;
  }

  /// Bytes one stored element takes.
  public int byteWidth() {
    return byteWidth;
  }

  /// The least value that is read, of integers and bools.
  public long least() {
    return least;
  }

  /// The greatest value that is read, of integers and bools.
  public long greatest() {
    return greatest;
  }

  /// Whether it is not a type that is computed in.
  public boolean isNarrow() {
    return !label.equals(computing.label());
  }

  /// The names of all types.
  public static List<String> labels() {
    return Arrays.stream(values()).map(StorageType::label).toList();
  }

  /// The type with this label, empty for an unknown label.
  public static Optional<StorageType> ofLabel(String label) {
    return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
  }

  @Override
  public String toString() {
    return label;
  }
}
