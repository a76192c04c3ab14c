package io.parallax.format.parquet;

import dev.hardwood.HardwoodContext;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ParquetFileReader;
import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.ArrayBody;
import io.parallax.format.ArrayFormat;
import io.parallax.format.ElementEncoding;
import io.parallax.format.ElementReader;
import io.parallax.format.InputTable;
import io.parallax.format.Nulls;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import io.parallax.type.StorageType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads the columns of a Parquet file: bools, integers and floats of every width, with all
/// encodings, compressed or not. A value that is null is NaN among floats and refused among
/// integers and bools, unless the parameter `nulls` says what it becomes.
///
/// The file is checked before it is decoded: first its description, then the headers of all pages.
/// Columns are decoded one after the other, in batches.
@Component
public final class ParquetArrayFormat implements ArrayFormat, AutoCloseable {
  static final String MEDIA_TYPE = "application/vnd.apache.parquet";

  private static final int BATCH_ROWS = 1 << 15;

  /// The pages of a column that are decoded at a time, and one that is copied.
  private static final int PAGES_AT_A_TIME = 8 + 1;

  /// The batches that wait to be copied, with values and validity.
  private static final long BATCHES_BYTES = 4L * BATCH_ROWS * (2 * Long.BYTES);

  private static final ElementEncoding BYTES =
      new ElementEncoding(StorageType.INT8, ByteOrder.LITTLE_ENDIAN);

  private final DecodingHeap heap = new DecodingHeap();
  private final HardwoodContext threads;

  public ParquetArrayFormat() {
    // Else Hardwood looks for a library of the system that decompresses gzip.
    System.setProperty("hardwood.uselibdeflate", "false");
    threads = HardwoodContext.create();
  }

  @Override
  public String mediaType() {
    return MEDIA_TYPE;
  }

  /// Ends the threads that decode.
  @Override
  public void close() {
    threads.close();
  }

  @Override
  public Map<String, Input> read(ArrayBody body, Reservation reservation, Deadline deadline)
      throws IOException {
    body.requireParameters(Nulls.PARAMETER);
    Nulls nulls = Nulls.of(Optional.ofNullable(body.parameters().get(Nulls.PARAMETER)));
    NDArray bytes =
        new ElementReader(body.stream(), body.mostBytes(), deadline)
            .rest(BYTES, reservation, Long.MAX_VALUE);
    InputTable table = new InputTable(nulls, reservation);
    ParquetFile file = new ParquetFile(bytes.segment());
    try {
      read(body, file, table, reservation, deadline);
    } finally {
      file.end();
    }
    reservation.release(bytes.allocation());
    return table.inputs(body.name());
  }

  private void read(
      ArrayBody body,
      ParquetFile file,
      InputTable table,
      Reservation reservation,
      Deadline deadline) {
    ParquetFile.Footer footer = file.check();
    long mostBytes = footer.heapBytes() + heapBytes(ChunkPages.MOST);
    try (DecodingHeap.Share share = heap.take(mostBytes, deadline);
        ParquetFileReader reader = decoded(() -> ParquetFileReader.open(file, threads))) {
      FileMetaData description = reader.getFileMetaData();
      List<ParquetSchema.Column> columns =
          ParquetSchema.columns(description.schema(), footer.names(), body.limits().arrays());
      long rows = rows(description);
      body.requireElements(rows);
      share.keep(footer.heapBytes() + heapBytes(file, description, columns, deadline));
      for (int i = 0; i < columns.size(); i++) {
        ParquetColumn column = new ParquetColumn(columns.get(i), rows, reservation);
        if (rows > 0) {
          read(reader, i, column, deadline);
        }
        column.finish(table);
      }
    } catch (IOException damaged) {
      throw damaged(damaged);
    }
  }

  private static void read(
      ParquetFileReader reader, int index, ParquetColumn column, Deadline deadline) {
    try (ColumnReader batches =
        decoded(() -> reader.buildColumnReader(index).batchSize(BATCH_ROWS).build())) {
      while (decoded(batches::nextBatch)) {
        deadline.check();
        column.take(batches);
      }
    }
  }

  private static long rows(FileMetaData description) {
    long rows = 0;
    for (RowGroup group : description.rowGroups()) {
      if (group.numRows() < 0 || group.numRows() > Long.MAX_VALUE - rows) {
        throw ParquetFile.malformed("a row group has " + group.numRows() + " rows");
      }
      rows += group.numRows();
    }
    if (rows != description.numRows()) {
      throw ParquetFile.malformed(
          "the Parquet file announces %d rows, and its row groups have %d"
              .formatted(description.numRows(), rows));
    }
    return rows;
  }

  /// Checks all pages.
  ///
  /// @return the heap that the column with the greatest pages takes while it is decoded
  private static long heapBytes(
      ParquetFile file,
      FileMetaData description,
      List<ParquetSchema.Column> columns,
      Deadline deadline) {
    long pageBytes = 0;
    long otherBytes = 0;
    for (RowGroup group : description.rowGroups()) {
      if (group.columns().size() != columns.size()) {
        throw ParquetFile.malformed(
            "a row group has %d columns of %d".formatted(group.columns().size(), columns.size()));
      }
      for (int i = 0; i < columns.size(); i++) {
        ColumnChunk chunk = group.columns().get(i);
        requireCodec(chunk, columns.get(i));
        ChunkPages.Heap heap =
            ChunkPages.check(file, chunk, group.numRows(), columns.get(i).name(), deadline);
        pageBytes = Math.max(pageBytes, heap.pageBytes());
        otherBytes = Math.max(otherBytes, heap.otherBytes());
      }
    }
    return heapBytes(new ChunkPages.Heap(pageBytes, otherBytes));
  }

  private static long heapBytes(ChunkPages.Heap heap) {
    return PAGES_AT_A_TIME * heap.pageBytes() + 2 * heap.otherBytes() + BATCHES_BYTES;
  }

  private static void requireCodec(ColumnChunk chunk, ParquetSchema.Column column) {
    if (chunk.metaData() == null || chunk.metaData().type() != column.physical()) {
      throw ParquetFile.malformed(
          "the column \"%s\" has another type in a row group".formatted(column.name()));
    }
    @Nullable CompressionCodec codec = chunk.metaData().codec();
    switch (codec) {
      case null ->
          throw ParquetFile.malformed(
              "the column \"%s\" has no compression".formatted(column.name()));
      case UNCOMPRESSED, SNAPPY, GZIP, ZSTD, LZ4_RAW -> {
        // It is read.
      }
      case LZ4, LZO, BROTLI ->
          throw new ComputeException(
              ErrorCode.INVALID_INPUT,
              "the column \"%s\" is compressed with %s; snappy, zstd, gzip and LZ4_RAW are read"
                  .formatted(column.name(), codec.name().toLowerCase(Locale.ROOT)));
    }
  }

  /// A call of Hardwood.
  private interface Decoding<T> {
    T run() throws IOException;
  }

  /// Runs a call of Hardwood, which fails in many ways where a file is damaged.
  private static <T> T decoded(Decoding<T> decoding) {
    try {
      return decoding.run();
    } catch (ComputeException known) {
      throw known;
    } catch (IOException | RuntimeException damaged) {
      throw damaged(damaged);
    }
  }

  private static ComputeException damaged(Exception failure) {
    Throwable reason = failure;
    while (reason.getCause() != null
        && (reason instanceof UncheckedIOException || reason.getMessage() == null)) {
      reason = reason.getCause();
    }
    return new ComputeException(
        ErrorCode.MALFORMED_BODY,
        "the Parquet file is damaged: " + String.valueOf(reason.getMessage()),
        failure);
  }
}
