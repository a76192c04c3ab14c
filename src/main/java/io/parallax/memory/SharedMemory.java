package io.parallax.memory;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.OptionalLong;

/// Memory that this process and its workers see. It is one mapping of one unnamed file, from which
/// blocks are taken. Thread safe.
///
/// The file is sparse and much longer than the bytes that may be in use, so that freed blocks of
/// different sizes leave room for others. Only pages that were written take memory, until their
/// block is closed. The file is gone when every process that maps it has ended, however the
/// processes ended.
public final class SharedMemory implements AutoCloseable {
  /// The number of addresses for each byte that may be in use.
  private static final long SPREAD = 8;

  private static final long LEAST_BYTES = 1L << 30;
  private static final long GREATEST_BYTES = 1L << 42;

  /// The unit in which blocks are taken: a multiple of every usual page size.
  private static final long GRANULE_BYTES = 64 * 1024;

  /// The bytes of [#header].
  private static final long HEADER_BYTES = GRANULE_BYTES;

  private final UnnamedFile file;
  private final SharedMapping mapping;
  private final Ranges ranges;
  private final BlockSource source;

  private SharedMemory(UnnamedFile file, long byteCount) throws IOException {
    this.file = file;
    this.mapping = SharedMapping.open(file.path(), byteCount);
    this.ranges = new Ranges(byteCount, GRANULE_BYTES);
    this.source = new Source();
    ranges.take(HEADER_BYTES).orElseThrow();
  }

  /// Opens shared memory in a file that exists in memory alone.
  ///
  /// @param limitBytes the most bytes in use at a time
  /// @throws IOException where the operating system has no such memory
  public static SharedMemory open(long limitBytes) throws IOException {
    return over(UnnamedFile.inMemory("parallax"), limitBytes);
  }

  /// Opens shared memory in a file of a folder.
  public static SharedMemory open(long limitBytes, Path folder) throws IOException {
    return over(UnnamedFile.inFolder(folder), limitBytes);
  }

  private static SharedMemory over(UnnamedFile file, long limitBytes) throws IOException {
    try {
      long spread = limitBytes > GREATEST_BYTES / SPREAD ? GREATEST_BYTES : SPREAD * limitBytes;
      return new SharedMemory(file, Math.max(LEAST_BYTES, spread));
    } catch (IOException | RuntimeException refused) {
      file.close();
      throw refused;
    }
  }

  /// The file that other processes map, with [SharedMapping#byteSize] bytes, while this process
  /// lives.
  public Path path() {
    return file.path();
  }

  public SharedMapping mapping() {
    return mapping;
  }

  /// Bytes of the blocks that are open.
  public long openBytes() {
    return ranges.takenBytes() - HEADER_BYTES;
  }

  /// The first bytes, which no array ever gets. The processes exchange messages in them.
  public MemorySegment header() {
    return mapping.at(0, HEADER_BYTES);
  }

  BlockSource source() {
    return source;
  }

  /// Closes the mapping and the file. No block may be in use any more.
  @Override
  public void close() {
    mapping.close();
    file.close();
  }

  private final class Source implements BlockSource {
    @Override
    public MemoryBlock open(long bytes) {
      boolean large = file.place() == UnnamedFile.Place.MEMORY && LargePages.suit(bytes);
      OptionalLong offset = large ? ranges.take(bytes, LargePages.BYTES) : ranges.take(bytes);
      if (offset.isEmpty()) {
        throw new OutOfMemoryError("no " + bytes + " bytes of shared memory in one piece");
      }
      long from = offset.getAsLong();
      MemorySegment memory = mapping.at(from, bytes);
      if (large) {
        LargePages.form(memory);
      }
      return new MemoryBlock(this, memory, () -> release(from, bytes));
    }

    private void release(long from, long bytes) {
      file.discard(from, bytes);
      ranges.give(from, bytes);
    }
  }
}
