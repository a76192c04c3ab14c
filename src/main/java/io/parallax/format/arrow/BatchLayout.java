package io.parallax.format.arrow;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;

/// Where the columns of a record batch are in the body of its message.
///
/// @param columns in the order of the schema
record BatchLayout(long rows, List<ColumnLayout> columns) {

  /// The buffers of a column, which has no nulls where `validity` is empty.
  ///
  /// @param nulls the rows that have no value; negative where the writer has not counted them
  record ColumnLayout(long nulls, Span validity, Span values) {}

  /// Bytes of the body.
  record Span(long offset, long length) {
    boolean isEmpty() {
      return length == 0;
    }
  }

  /// @param count the number of columns
  /// @param bodyBytes the length of the body
  /// @throws ComputeException INVALID_INPUT for a batch that is compressed; MALFORMED_BODY for one
  ///   that does not fit the schema or its body
  static BatchLayout of(RecordBatch batch, int count, long bodyBytes) {
    if (batch.compression() != null) {
      throw new ComputeException(
          ErrorCode.INVALID_INPUT,
          "the Arrow stream is compressed inside, which is not read: write it plain, and compress"
              + " the body with Content-Encoding");
    }
    if (batch.nodesLength() != count || batch.buffersLength() != 2 * count || batch.length() < 0) {
      throw ArrowFrames.malformed("a record batch does not fit the schema");
    }
    List<ColumnLayout> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FieldNode node = batch.nodes(i);
      if (node.length() != batch.length()) {
        throw ArrowFrames.malformed("a column of a record batch is not as long as the batch");
      }
      Span validity = span(batch.buffers(2 * i), bodyBytes);
      if (node.nullCount() > 0 && validity.isEmpty()) {
        throw ArrowFrames.malformed(
            "a column of a record batch has %d nulls, and no buffer that tells where they are"
                .formatted(node.nullCount()));
      }
      columns.add(
          new ColumnLayout(node.nullCount(), validity, span(batch.buffers(2 * i + 1), bodyBytes)));
    }
    return new BatchLayout(batch.length(), columns);
  }

  private static Span span(Buffer buffer, long bodyBytes) {
    if (buffer.offset() < 0
        || buffer.length() < 0
        || buffer.length() > bodyBytes
        || buffer.offset() > bodyBytes - buffer.length()) {
      throw ArrowFrames.malformed("a buffer of a record batch is outside of the message's body");
    }
    return new Span(buffer.offset(), buffer.length());
  }
}
