package io.parallax.format.npy;

import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The bytes of a `.npy` file before its elements.
final class NpyHeader {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int LENGTH_BYTES = 2;
  private static final int ALIGNMENT_BYTES = 64;

  private NpyHeader() {}

  /// The header of an array whose elements are in row-major order and little-endian.
  static byte[] of(StorageType type, Shape shape) {
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }"
            .formatted(descriptor(type), tuple(shape));
    int before = MAGIC.length + LENGTH_BYTES;
    // A newline ends the header.
    int whole = Math.ceilDiv(before + dictionary.length() + 1, ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
    String padded = dictionary + " ".repeat(whole - before - dictionary.length() - 1) + '\n';
    return ByteBuffer.allocate(whole)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) padded.length())
        .put(padded.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  private static String descriptor(StorageType type) {
    return switch (type) {
      case BOOL -> "|b1";
      case INT8 -> "|i1";
      case UINT8 -> "|u1";
      case INT16 -> "<i2";
      case UINT16 -> "<u2";
      case INT32 -> "<i4";
      case UINT32 -> "<u4";
      case INT64 -> "<i8";
      case UINT64 -> "<u8";
      case FLOAT16 -> "<f2";
      case FLOAT32 -> "<f4";
      case FLOAT64 -> "<f8";
    };
  }

  /// The shape as a Python tuple. A tuple of one element has a comma, too.
  private static String tuple(Shape shape) {
    StringBuilder tuple = new StringBuilder("(");
    for (int dimension = 0; dimension < shape.rank(); dimension++) {
      tuple.append(dimension == 0 ? "" : " ").append(shape.extent(dimension)).append(',');
    }
    if (shape.rank() > 1) {
      tuple.setLength(tuple.length() - 1);
    }
    return tuple.append(')').toString();
  }
}
