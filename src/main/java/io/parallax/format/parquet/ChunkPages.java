package io.parallax.format.parquet;

import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.CompressionCodec;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import org.jspecify.annotations.Nullable;

/// Goes through the pages of one column in one row group, by their headers. What is checked: every
/// page is within its chunk and not too large, the pages' rows are those of the row group, and an
/// index of pages, where there is one, tells the same places. Used once, by one thread.
final class ChunkPages {
  /// The most rows of one page.
  static final int MAX_PAGE_ROWS = 1 << 20;

  /// The most bytes of one page after decompression.
  static final int MAX_PAGE_BYTES = 16 << 20;

  private static final int DATA_PAGE = 0;
  private static final int INDEX_PAGE = 1;
  private static final int DICTIONARY_PAGE = 2;
  private static final int DATA_PAGE_V2 = 3;

  /// What is kept for a page that is listed in an index.
  private static final int INDEXED_PAGE_BYTES = 256;

  private final ParquetFile file;
  private final String column;
  private final CompressionCodec codec;
  private final long start;
  private final long end;
  private final Deadline deadline;
  private long at;
  private long rows;
  private long greatestPageBytes;
  private long otherBytes;

  private ChunkPages(
      ParquetFile file,
      String column,
      CompressionCodec codec,
      long start,
      long end,
      Deadline deadline) {
    this.codec = codec;
    this.file = file;
    this.column = column;
    this.start = start;
    this.end = end;
    this.deadline = deadline;
    this.at = start;
  }

  /// The heap that the pages of a chunk take.
  ///
  /// @param pageBytes the greatest page, decompressed and decoded
  /// @param otherBytes what is kept while the chunk is read
  record Heap(long pageBytes, long otherBytes) {}

  /// The most that pages and a dictionary within the limits take.
  static final Heap MOST =
      new Heap(
          decodedBytes(MAX_PAGE_BYTES, MAX_PAGE_ROWS), decodedBytes(MAX_PAGE_BYTES, MAX_PAGE_ROWS));

  /// Checks the pages of a chunk.
  ///
  /// @param rows of the row group
  /// @throws ComputeException MALFORMED_BODY, TOO_LARGE
  static Heap check(
      ParquetFile file, ColumnChunk chunk, long rows, String column, Deadline deadline) {
    @Nullable ColumnMetaData description = chunk.metaData();
    if (description == null || description.numValues() != rows) {
      throw damaged(column, "does not have the rows of its row group");
    }
    long from = chunk.chunkStartOffset();
    long length = description.totalCompressedSize();
    if (from < 0 || length < 0 || length > file.length() - from) {
      throw damaged(column, "has data outside the file");
    }
    ChunkPages pages =
        new ChunkPages(file, column, description.codec(), from, from + length, deadline);
    pages.compareIndex(chunk);
    while (pages.next() != null) {
      // The page is counted.
    }
    if (pages.rows != rows) {
      throw damaged(
          column, "has pages of %d rows in a row group of %d".formatted(pages.rows, rows));
    }
    return new Heap(pages.greatestPageBytes, pages.otherBytes);
  }

  /// A page with data.
  private record Place(long offset, long length, long firstRow) {}

  /// The next page with data; null at the end.
  private @Nullable Place next() {
    while (at < end) {
      deadline.check();
      long from = at;
      CompactReader reader =
          new CompactReader(file.bytes(), from, end, "a page of the column \"" + column + "\"");
      Header header = new Header();
      reader.structure(header::take);
      long content = reader.offset();
      if (header.compressedBytes < 0 || header.compressedBytes > end - content) {
        throw damaged(column, "has a page outside its data, at byte " + from);
      }
      at = content + header.compressedBytes;
      if (header.type == DATA_PAGE || header.type == DATA_PAGE_V2) {
        requireBounded(header);
        requireSound(header, content);
        long first = rows;
        rows += header.values;
        greatestPageBytes =
            Math.max(greatestPageBytes, decodedBytes(header.uncompressedBytes, header.values));
        return new Place(from, at - from, first);
      }
      if (header.type == DICTIONARY_PAGE && from == start) {
        requireBounded(header);
        requireSound(header, content);
        otherBytes += decodedBytes(header.uncompressedBytes, header.values);
      } else if (header.type != INDEX_PAGE) {
        throw damaged(column, "has a page of an unknown kind at byte " + from);
      }
    }
    return null;
  }

  /// The bytes after decompression, a value of 8 bytes and a level of 4 for each row.
  private static long decodedBytes(long uncompressedBytes, long rows) {
    return uncompressedBytes + rows * (Long.BYTES + Integer.BYTES);
  }

  private void requireBounded(Header header) {
    if (header.values < 0 || header.uncompressedBytes < 0) {
      throw damaged(column, "has a page without a number of values or bytes");
    }
    if (header.values > MAX_PAGE_ROWS || header.uncompressedBytes > MAX_PAGE_BYTES) {
      throw new ComputeException(
          ErrorCode.TOO_LARGE,
          ("the column \"%s\" has a page of %d rows in %d bytes, and the limits are %d rows and %d"
                  + " bytes: write smaller pages or row groups")
              .formatted(
                  column, header.values, header.uncompressedBytes, MAX_PAGE_ROWS, MAX_PAGE_BYTES));
    }
  }

  /// Levels stand before the compressed values in pages of version 2.
  private void requireSound(Header header, long content) {
    long levels = header.levelBytes;
    boolean isSound =
        header.hasLevels
            && levels >= 0
            && levels <= header.compressedBytes
            && levels <= header.uncompressedBytes
            && CompressedPage.isSound(
                file.bytes().asSlice(content + levels, header.compressedBytes - levels),
                header.isCompressed ? codec : CompressionCodec.UNCOMPRESSED,
                header.uncompressedBytes - levels);
    if (!isSound) {
      throw damaged(column, "has a page that cannot be decompressed, at byte " + content);
    }
  }

  /// Compares the index of pages, from which pages are read where it is there.
  private void compareIndex(ColumnChunk chunk) {
    @Nullable Long from = chunk.offsetIndexOffset();
    @Nullable Integer length = chunk.offsetIndexLength();
    if (from == null || length == null) {
      return;
    }
    if (from < 0 || length < 0 || length > file.length() - from) {
      throw damaged(column, "has an index of pages outside the file");
    }
    CompactReader reader =
        new CompactReader(
            file.bytes(), from, from + length, "the index of the column \"" + column + "\"");
    reader.structure(
        (number, value) -> {
          if (number == 1) {
            otherBytes += INDEXED_PAGE_BYTES * value.structures(this::compare);
          }
        });
    if (next() != null) {
      throw otherIndex();
    }
  }

  private void compare(CompactReader.Structure structure) {
    long[] found = {-1, -1, -1};
    structure.read(
        (number, value) -> {
          if (number >= 1 && number <= found.length) {
            found[number - 1] = value.integer();
          }
        });
    if (!new Place(found[0], found[1], found[2]).equals(next())) {
      throw otherIndex();
    }
  }

  private ComputeException otherIndex() {
    return damaged(column, "has an index that tells other pages than there are");
  }

  /// The fields of a page's header that are looked at; -1 for those that are not there.
  private static final class Header {
    private long type = -1;
    private long uncompressedBytes = -1;
    private long compressedBytes = -1;
    private long values = -1;
    private long levelBytes;
    private boolean hasLevels = true;
    private boolean isCompressed = true;

    void take(int number, CompactReader.Value value) {
      switch (number) {
        case 1 -> type = value.integer();
        case 2 -> uncompressedBytes = value.integer();
        case 3 -> compressedBytes = value.integer();
        case 5, 7 -> value.structure(this::takeOfPage);
        case 8 -> value.structure(this::takeOfPageV2);
        default -> {
          // Passed over.
        }
      }
    }

    private void takeOfPage(int number, CompactReader.Value value) {
      if (number == 1) {
        values = value.integer();
      }
    }

    private void takeOfPageV2(int number, CompactReader.Value value) {
      switch (number) {
        case 1 -> values = value.integer();
        case 5, 6 -> {
          long bytes = value.integer();
          hasLevels &= bytes >= 0 && bytes <= Integer.MAX_VALUE;
          levelBytes += bytes;
        }
        case 7 -> isCompressed = value.isTrue();
        default -> {
          // Passed over.
        }
      }
    }
  }

  private static ComputeException damaged(String column, String how) {
    return ParquetFile.malformed("the column \"%s\" %s".formatted(column, how));
  }
}
