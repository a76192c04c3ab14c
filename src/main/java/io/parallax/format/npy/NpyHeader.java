package io.parallax.format.npy;

import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The bytes of a `.npy` file before its elements.
final class NpyHeader {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int LENGTH_BYTES = 2;
  private static final int ALIGNMENT_BYTES = 64;

  private NpyHeader() {}

  /// The header of an array whose elements are in row-major order and in the machine's byte order.
  static byte[] of(ArrayType arrayType) {
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }"
            .formatted(descriptor(arrayType.type()), tuple(arrayType.shape()));
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

  private static String descriptor(DataType type) {
    char order = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? '<' : '>';
    return switch (type) {
      case BOOL -> "|b1";
      case INT32 -> order + "i4";
      case INT64 -> order + "i8";
      case FLOAT32 -> order + "f4";
      case FLOAT64 -> order + "f8";
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
