package io.parallax.format.parquet;

import dev.hardwood.metadata.CompressionCodec;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Checks the compressed bytes of a page where the library that decompresses them relies on what
/// they say: Snappy's writes as many bytes as they announce, LZ4's reads as long as the result is
/// not complete. Both would leave their buffers. The libraries of gzip and zstd compare themselves.
final class CompressedPage {
  private static final int LEAST_MATCH = 4;
  private static final int LONG_LENGTH = 15;
  private static final int VARINT_BITS = 7;
  private static final ValueLayout.OfShort OFFSET =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment bytes;
  private final long end;
  private long at;

  private CompressedPage(MemorySegment bytes) {
    this.bytes = bytes;
    this.end = bytes.byteSize();
  }

  /// Whether the bytes are decompressed to exactly `length` bytes, as far as that is not checked by
  /// who decompresses them.
  static boolean isSound(MemorySegment bytes, CompressionCodec codec, long length) {
    CompressedPage page = new CompressedPage(bytes);
    return switch (codec) {
      case SNAPPY -> page.announcedBySnappy() == length;
      case LZ4_RAW -> page.isLz4(length);
      case UNCOMPRESSED -> bytes.byteSize() == length;
      case GZIP, ZSTD -> true;
      case LZ4, LZO, BROTLI -> false;
    };
  }

  /// The length at the start ("Snappy compressed format description"); -1 where there is none.
  private long announcedBySnappy() {
    long length = 0;
    for (int shift = 0; shift < Integer.SIZE && at < end; shift += VARINT_BITS) {
      int some = next();
      length |= (some & 0x7FL) << shift;
      if (some < 0x80) {
        return length;
      }
    }
    return -1;
  }

  /// Goes through the sequences of a block ("LZ4 Block Format Description"), each of which has
  /// literals and, but for the last, a match among the bytes before.
  private boolean isLz4(long length) {
    long done = 0;
    while (at < end) {
      int token = next();
      long literals = length(token >>> 4);
      if (literals < 0 || literals > end - at || literals > length - done) {
        return false;
      }
      at += literals;
      done += literals;
      if (at == end) {
        return done == length;
      }
      if (end - at < Short.BYTES) {
        return false;
      }
      int offset = Short.toUnsignedInt(bytes.get(OFFSET, at));
      at += Short.BYTES;
      long match = length(token & LONG_LENGTH);
      if (match < 0 || offset == 0 || offset > done || match + LEAST_MATCH > length - done) {
        return false;
      }
      done += match + LEAST_MATCH;
    }
    return false;
  }

  /// A length that may go on in further bytes; -1 where they are missing.
  private long length(int inToken) {
    long length = inToken;
    if (inToken == LONG_LENGTH) {
      int more;
      do {
        if (at == end) {
          return -1;
        }
        more = next();
        length += more;
      } while (more == 0xFF);
    }
    return length;
  }

  private int next() {
    return Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, at++));
  }
}
