package io.parallax.format.npy;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes a ZIP archive of uncompressed files whose lengths and checksums are known before their
/// data, as PKWARE's APPNOTE 6.3.10 describes it. A length, an offset or a number of files that
/// needs more than its 32 or 16 bits is written in the form of ZIP64. Names are in UTF-8; the time
/// of every file is the first that the format can tell.
///
/// [#begin] begins a file, whose data are then written to this stream. [#finish] ends the archive;
/// the target is neither flushed nor closed. Not thread safe.
final class StoredZip extends FilterOutputStream {
  private static final int LOCAL_HEADER = 0x0403_4b50;
  private static final int CENTRAL_HEADER = 0x0201_4b50;
  private static final int END_64 = 0x0606_4b50;
  private static final int END_64_LOCATOR = 0x0706_4b50;
  private static final int END = 0x0605_4b50;

  private static final int VERSION = 20;
  private static final int VERSION_64 = 45;
  private static final int FLAGS_UTF_8 = 0x0800;
  private static final int STORED = 0;
  private static final int FIRST_OF_JANUARY_1980 = 0x21;
  private static final int EXTRA_64 = 1;

  /// In 32 bits: the value is in the extra field of ZIP64.
  private static final long IN_EXTRA = 0xFFFF_FFFFL;

  private static final int COUNT_IN_EXTRA = 0xFFFF;

  private static final int FIXED_BYTES = 128;
  private static final int END_64_BYTES_AFTER_LENGTH = 44;

  private final List<Entry> entries = new ArrayList<>();
  private long position;

  StoredZip(OutputStream target) {
    super(target);
  }

  /// The bytes written so far.
  long position() {
    return position;
  }

  /// Begins a file.
  ///
  /// @param length the bytes of data that follow
  /// @param crc32 their checksum
  void begin(String name, long length, long crc32) throws IOException {
    Entry entry = new Entry(name, length, crc32, position);
    entries.add(entry);
    write(entry.local());
  }

  /// Counts bytes as if they had been written.
  void skip(long bytes) {
    position += bytes;
  }

  /// Writes the directory of the archive.
  void finish() throws IOException {
    long start = position;
    for (Entry entry : entries) {
      write(entry.central());
    }
    long length = position - start;
    if (start >= IN_EXTRA || length >= IN_EXTRA || entries.size() >= COUNT_IN_EXTRA) {
      write(end64(start, length));
    }
    write(end(start, length));
  }

  @Override
  public void write(int value) throws IOException {
    out.write(value);
    position++;
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    out.write(source, offset, length);
    position += length;
  }

  @Override
  public void flush() {}

  private byte[] end64(long start, long length) {
    ByteBuffer bytes = fields();
    bytes.putInt(END_64).putLong(END_64_BYTES_AFTER_LENGTH);
    bytes.putShort((short) VERSION_64).putShort((short) VERSION_64).putInt(0).putInt(0);
    bytes.putLong(entries.size()).putLong(entries.size()).putLong(length).putLong(start);
    bytes.putInt(END_64_LOCATOR).putInt(0).putLong(start + length).putInt(1);
    return written(bytes);
  }

  private byte[] end(long start, long length) {
    short count = (short) Math.min(entries.size(), COUNT_IN_EXTRA);
    ByteBuffer bytes = fields();
    bytes.putInt(END).putInt(0).putShort(count).putShort(count);
    bytes.putInt(in32Bits(length)).putInt(in32Bits(start)).putShort((short) 0);
    return written(bytes);
  }

  private static int in32Bits(long value) {
    return (int) Math.min(value, IN_EXTRA);
  }

  private static ByteBuffer fields() {
    return ByteBuffer.allocate(FIXED_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] written(ByteBuffer bytes) {
    byte[] written = new byte[bytes.flip().remaining()];
    bytes.get(written);
    return written;
  }

  /// A file of the archive.
  ///
  /// @param offset where its header begins
  private record Entry(String name, long length, long crc32, long offset) {

    private byte[] local() {
      boolean large = length >= IN_EXTRA;
      ByteBuffer extra = fields();
      if (large) {
        extra.putShort((short) EXTRA_64).putShort((short) (2 * Long.BYTES));
        extra.putLong(length).putLong(length);
      }
      ByteBuffer bytes = fields().putInt(LOCAL_HEADER).putShort((short) version(large));
      putDescription(bytes);
      bytes.putShort((short) extra.position());
      return joined(bytes, extra);
    }

    private byte[] central() {
      boolean large = length >= IN_EXTRA;
      boolean far = offset >= IN_EXTRA;
      ByteBuffer extra = fields();
      if (large || far) {
        int values = (large ? 2 : 0) + (far ? 1 : 0);
        extra.putShort((short) EXTRA_64).putShort((short) (values * Long.BYTES));
        if (large) {
          extra.putLong(length).putLong(length);
        }
        if (far) {
          extra.putLong(offset);
        }
      }
      short version = (short) version(large || far);
      ByteBuffer bytes = fields().putInt(CENTRAL_HEADER).putShort(version).putShort(version);
      putDescription(bytes);
      bytes.putShort((short) extra.position()).putShort((short) 0).putShort((short) 0);
      bytes.putShort((short) 0).putInt(0).putInt(in32Bits(offset));
      return joined(bytes, extra);
    }

    /// The fields that both headers have in common: from the flags to the length of the name.
    private void putDescription(ByteBuffer bytes) {
      bytes.putShort((short) FLAGS_UTF_8).putShort((short) STORED);
      bytes.putShort((short) 0).putShort((short) FIRST_OF_JANUARY_1980);
      bytes.putInt((int) crc32).putInt(in32Bits(length)).putInt(in32Bits(length));
      bytes.putShort((short) encodedName().length);
    }

    private byte[] joined(ByteBuffer fixed, ByteBuffer extra) {
      byte[] encoded = encodedName();
      int bytes = fixed.flip().remaining() + encoded.length + extra.flip().remaining();
      return ByteBuffer.allocate(bytes).put(fixed).put(encoded).put(extra).array();
    }

    private byte[] encodedName() {
      return name.getBytes(StandardCharsets.UTF_8);
    }

    private static int version(boolean needs64) {
      return needs64 ? VERSION_64 : VERSION;
    }
  }
}
