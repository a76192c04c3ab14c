package io.parallax.format.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import io.parallax.format.StoredArray;
import io.parallax.type.StorageType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;

/// The metadata of an Arrow stream's messages, framed as "Encapsulated message format" says: a
/// mark, the length of the metadata, and the metadata, padded.
final class ArrowMessages {
  /// Every message and every buffer begins at a multiple of this number of bytes.
  static final int ALIGNMENT_BYTES = 64;

  private static final int MARK = -1;
  private static final int FRAME_BYTES = 2 * Integer.BYTES;
  private static final int NONE = 0;

  private ArrowMessages() {}

  /// The message that names the columns and tells their types.
  static byte[] schema(Map<String, StoredArray> columns) {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int[] fields =
        columns.entrySet().stream()
            .mapToInt(each -> field(builder, each.getKey(), each.getValue().type()))
            .toArray();
    int schema =
        Schema.createSchema(
            builder, Endianness.Little, Schema.createFieldsVector(builder, fields), NONE, NONE);
    return framed(builder, MessageHeader.Schema, schema, 0);
  }

  /// The message of a record batch, without its body.
  ///
  /// @param bytes of each column's elements; in the body they are one after the other, [#padded]
  static byte[] batch(long rows, List<Long> bytes) {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    // Vectors are written from their ends.
    RecordBatch.startNodesVector(builder, bytes.size());
    for (int column = 0; column < bytes.size(); column++) {
      FieldNode.createFieldNode(builder, rows, 0);
    }
    int nodes = builder.endVector();
    long bodyBytes = bytes.stream().mapToLong(ArrowMessages::padded).sum();
    RecordBatch.startBuffersVector(builder, 2 * bytes.size());
    long offset = bodyBytes;
    for (long each : bytes.reversed()) {
      offset -= padded(each);
      Buffer.createBuffer(builder, offset, each);
      Buffer.createBuffer(builder, offset, 0); // no bits for validity: nothing is null
    }
    int buffers = builder.endVector();
    int batch = RecordBatch.createRecordBatch(builder, rows, nodes, buffers, NONE, NONE);
    return framed(builder, MessageHeader.RecordBatch, batch, bodyBytes);
  }

  /// The end of a stream.
  static byte[] end() {
    return frame(0).array();
  }

  /// The bytes that a buffer takes in the body of a message.
  static long padded(long bytes) {
    return Math.ceilDiv(bytes, (long) ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
  }

  private static byte[] framed(
      FlatBufferBuilder builder, byte headerType, int header, long bodyBytes) {
    builder.finish(
        Message.createMessage(builder, MetadataVersion.V5, headerType, header, bodyBytes, NONE));
    byte[] metadata = builder.sizedByteArray();
    int whole = (int) padded(FRAME_BYTES + metadata.length);
    return frame(whole - FRAME_BYTES).put(metadata).array();
  }

  /// A frame and room for metadata of this length.
  private static ByteBuffer frame(int length) {
    return ByteBuffer.allocate(FRAME_BYTES + length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(MARK)
        .putInt(length);
  }

  private static int field(FlatBufferBuilder builder, String name, StorageType type) {
    int text = builder.createString(name);
    int children = Field.createChildrenVector(builder, new int[0]);
    return switch (type) {
      case BOOL -> {
        Bool.startBool(builder);
        yield field(builder, text, Type.Bool, Bool.endBool(builder), children);
      }
      case INT8, INT16, INT32, INT64 -> integer(builder, text, type, true, children);
      case UINT8, UINT16, UINT32, UINT64 -> integer(builder, text, type, false, children);
      case FLOAT16 -> floating(builder, text, Precision.HALF, children);
      case FLOAT32 -> floating(builder, text, Precision.SINGLE, children);
      case FLOAT64 -> floating(builder, text, Precision.DOUBLE, children);
    };
  }

  private static int integer(
      FlatBufferBuilder builder, int name, StorageType type, boolean signed, int children) {
    int integer = Int.createInt(builder, type.byteWidth() * Byte.SIZE, signed);
    return field(builder, name, Type.Int, integer, children);
  }

  private static int floating(FlatBufferBuilder builder, int name, short precision, int children) {
    int floating = FloatingPoint.createFloatingPoint(builder, precision);
    return field(builder, name, Type.FloatingPoint, floating, children);
  }

  private static int field(
      FlatBufferBuilder builder, int name, byte typeType, int type, int children) {
    return Field.createField(builder, name, false, typeType, type, NONE, children, NONE);
  }
}
