package io.parallax.format.arrow;

import io.parallax.array.Input;
import io.parallax.format.ArrayBody;
import io.parallax.format.ArrayFormat;
import io.parallax.format.ElementReader;
import io.parallax.format.InputTable;
import io.parallax.format.Nulls;
import io.parallax.format.arrow.BatchLayout.ColumnLayout;
import io.parallax.format.arrow.BatchLayout.Span;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.springframework.stereotype.Component;

/// Reads the columns of an Arrow IPC stream: bools, integers and floats of every width. Record
/// batches are joined. A value that is null is NaN among floats and refused among integers and
/// bools, unless the parameter `nulls` says what it becomes.
@Component
public final class ArrowArrayFormat implements ArrayFormat {
  static final String MEDIA_TYPE = "application/vnd.apache.arrow.stream";

  @Override
  public String mediaType() {
    return MEDIA_TYPE;
  }

  @Override
  public Map<String, Input> read(ArrayBody body, Reservation reservation, Deadline deadline)
      throws IOException {
    body.requireParameters(Nulls.PARAMETER);
    Nulls nulls = Nulls.of(Optional.ofNullable(body.parameters().get(Nulls.PARAMETER)));
    ElementReader reader = new ElementReader(body.stream(), body.mostBytes(), deadline);
    ArrowFrames frames = new ArrowFrames(reader);
    List<ColumnInput> columns = schema(body, frames, reader, reservation);
    long rows = 0;
    long at = reader.offset();
    for (Optional<Message> next = frames.next(); next.isPresent(); next = frames.next()) {
      rows += readBatch(body, next.get(), at, rows, columns, reader);
      at = reader.offset();
    }
    InputTable table = new InputTable(nulls, reservation);
    columns.forEach(column -> column.finish(table));
    return table.inputs(body.name());
  }

  private static List<ColumnInput> schema(
      ArrayBody body, ArrowFrames frames, ElementReader reader, Reservation reservation)
      throws IOException {
    Message message =
        frames.next().orElseThrow(() -> ArrowFrames.malformed("the Arrow stream has no schema"));
    List<ArrowSchema.Column> columns =
        ArrowFrames.described(
            () -> {
              if (message.headerType() != MessageHeader.Schema) {
                throw ArrowFrames.malformed("the Arrow stream does not begin with a schema");
              }
              return ArrowSchema.columns(header(message, new Schema()), body.limits().arrays());
            },
            0);
    skipBody(message, reader);
    return columns.stream().map(column -> new ColumnInput(column, reservation)).toList();
  }

  private static void skipBody(Message message, ElementReader reader) throws IOException {
    long length = ArrowFrames.described(message::bodyLength, 0);
    if (length < 0) {
      throw ArrowFrames.malformed("a message has a body of negative length");
    }
    reader.skip(length, "the body of a message");
  }

  /// Reads a record batch.
  ///
  /// @param at the offset of its message
  /// @param before the rows of the batches before it
  /// @return its rows
  private static long readBatch(
      ArrayBody body,
      Message message,
      long at,
      long before,
      List<ColumnInput> columns,
      ElementReader reader)
      throws IOException {
    long bodyBytes = ArrowFrames.described(message::bodyLength, at);
    BatchLayout batch =
        ArrowFrames.described(
            () -> {
              requireBatch(message, at);
              return BatchLayout.of(header(message, new RecordBatch()), columns.size(), bodyBytes);
            },
            at);
    reader.require(bodyBytes, "the body of a record batch");
    long more = Math.min(batch.rows(), Long.MAX_VALUE - before);
    body.requireElements(before + more);
    long start = reader.offset();
    for (int i = 0; i < columns.size() && batch.rows() > 0; i++) {
      readColumn(columns.get(i), batch, i, start, reader);
    }
    reader.skip(start + bodyBytes - reader.offset(), "the body of a record batch");
    return batch.rows();
  }

  private static void readColumn(
      ColumnInput column, BatchLayout batch, int index, long start, ElementReader reader)
      throws IOException {
    ColumnLayout layout = batch.columns().get(index);
    Span validity = layout.validity();
    Span values = layout.values();
    if (!validity.isEmpty()) {
      moveTo(validity, Math.ceilDiv(batch.rows(), Byte.SIZE), start, reader);
      long nulls = column.readValidity(reader, batch.rows());
      if (layout.nulls() >= 0 && layout.nulls() != nulls) {
        throw ArrowFrames.malformed(
            "a record batch announces %d nulls of a column, and its validity has %d"
                .formatted(layout.nulls(), nulls));
      }
    }
    moveTo(values, column.valueBytes(batch.rows()), start, reader);
    column.readValues(reader, batch.rows());
  }

  /// Passes over the bytes before a buffer.
  ///
  /// @param least the bytes that the buffer must have
  /// @param start the offset of the body
  private static void moveTo(Span span, long least, long start, ElementReader reader)
      throws IOException {
    if (span.length() < least) {
      throw ArrowFrames.malformed(
          "a buffer of a record batch has %d bytes and needs %d".formatted(span.length(), least));
    }
    long gap = start + span.offset() - reader.offset();
    if (gap < 0) {
      throw ArrowFrames.malformed("the buffers of a record batch are not in order");
    }
    reader.skip(gap, "the body of a record batch");
  }

  private static void requireBatch(Message message, long at) {
    switch (message.headerType()) {
      case MessageHeader.RecordBatch -> {
        // It is read.
      }
      case MessageHeader.DictionaryBatch ->
          throw ArrowFrames.malformed(
              "there is a dictionary at byte " + at + ", and no column uses it");
      default -> throw ArrowFrames.malformed("the message at byte " + at + " is no record batch");
    }
  }

  private static <T extends com.google.flatbuffers.Table> T header(Message message, T empty) {
    if (message.header(empty) == null) {
      throw ArrowFrames.malformed("a message has no header");
    }
    return empty;
  }
}
