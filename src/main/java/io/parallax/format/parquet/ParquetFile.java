package io.parallax.format.parquet;

import dev.hardwood.InputFile;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A Parquet file in memory: data, then a description, its length, and a mark. Hands out ranges
/// until [#end]; the memory has to live longer. Thread safe.
final class ParquetFile implements InputFile {
  /// The most bytes of the description at the end of a file.
  static final int MAX_FOOTER_BYTES = 4 << 20;

  private static final int MARK = 0x31524150;
  private static final int ENCRYPTED_MARK = 0x45524150;

  /// The field of the description that is a list of columns and groups, and their name.
  private static final int SCHEMA = 2;

  private static final int NAME = 4;

  private static final byte INSTEAD_OF_POINT = 1;

  /// More than a record, its boxed numbers and its place in a list take.
  private static final long PART_HEAP_BYTES = 192;

  private static final int TAIL_BYTES = 2 * Integer.BYTES;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment bytes;
  private volatile boolean isOver;

  ParquetFile(MemorySegment bytes) {
    this.bytes = bytes;
  }

  /// The description of a file.
  ///
  /// @param names of the root and of what is below it, in order
  /// @param heapBytes the most that it takes when it is decoded
  record Footer(List<String> names, long heapBytes) {}

  /// Checks the marks, and that the description can be decoded with little heap.
  ///
  /// In the bytes of the description, points in names are replaced: Hardwood finds a column by its
  /// name, in which a point separates the levels of nested ones. The names that are returned have
  /// their points.
  Footer check() {
    long size = bytes.byteSize();
    if (size < Integer.BYTES || bytes.get(INT, 0) != MARK) {
      throw malformed("these bytes are no Parquet file, which begins with PAR1");
    }
    int last = size < Integer.BYTES + TAIL_BYTES ? 0 : bytes.get(INT, size - Integer.BYTES);
    if (last == ENCRYPTED_MARK) {
      throw new ComputeException(
          ErrorCode.INVALID_INPUT, "the Parquet file is encrypted; send it decrypted");
    }
    if (last != MARK) {
      throw malformed("the Parquet file does not end with PAR1: it is cut off");
    }
    long length = Integer.toUnsignedLong(bytes.get(INT, size - TAIL_BYTES));
    if (length > MAX_FOOTER_BYTES) {
      throw new ComputeException(
          ErrorCode.TOO_LARGE,
          "the description of the Parquet file has %d bytes, more than the limit of %d: write fewer"
                  .formatted(length, MAX_FOOTER_BYTES)
              + " row groups or columns");
    }
    long from = size - TAIL_BYTES - length;
    if (from < Integer.BYTES) {
      throw malformed("the description of the Parquet file is longer than the file");
    }
    CompactReader reader =
        new CompactReader(bytes, from, size - TAIL_BYTES, "the description of the Parquet file");
    List<String> names = new ArrayList<>();
    reader.structure(
        (number, value) -> {
          if (number == SCHEMA) {
            value.structures(element -> names.add(takeName(element)));
          }
        });
    return new Footer(names, PART_HEAP_BYTES * reader.partCount() + 4 * length);
  }

  /// The name of an element of the schema, without points from now on.
  private static String takeName(CompactReader.Structure element) {
    StringBuilder name = new StringBuilder();
    element.read(
        (number, value) -> {
          if (number == NAME) {
            MemorySegment text = value.binary();
            name.append(new String(text.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8));
            for (long i = 0; i < text.byteSize(); i++) {
              if (text.get(ValueLayout.JAVA_BYTE, i) == '.') {
                text.set(ValueLayout.JAVA_BYTE, i, INSTEAD_OF_POINT);
              }
            }
          }
        });
    return name.toString();
  }

  /// The bytes of the whole file.
  MemorySegment bytes() {
    return bytes;
  }

  @Override
  public void open() {
    // The bytes are there.
  }

  @Override
  public ByteBuffer readRange(long offset, int length) throws IOException {
    if (isOver || offset < 0 || length < 0 || length > bytes.byteSize() - offset) {
      throw new IOException("no bytes %d to %d".formatted(offset, offset + length));
    }
    return bytes.asSlice(offset, length).asByteBuffer().asReadOnlyBuffer();
  }

  @Override
  public long length() {
    return bytes.byteSize();
  }

  @Override
  public String name() {
    return "body";
  }

  /// Does nothing: every reader of a column closes the file that it shares with the others.
  @Override
  public void close() {
    // The owner of the bytes says when they are not there any more.
  }

  /// Hands out no more ranges.
  void end() {
    isOver = true;
  }

  static ComputeException malformed(String detail) {
    return new ComputeException(ErrorCode.MALFORMED_BODY, detail);
  }
}
