package io.parallax.memory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A [SharedMemory] as one of its processes sees it. An offset means the same bytes in each
/// process.
public final class SharedMapping implements AutoCloseable {
  /// The number of attempts to make the mapping begin at a large page.
  private static final int TRIES = 8;

  private final Arena arena;
  private final MemorySegment whole;

  private SharedMapping(Arena arena, MemorySegment whole) {
    this.arena = arena;
    this.whole = whole;
  }

  /// Maps the file.
  ///
  /// @param path of the file, from [SharedMemory#path]
  public static SharedMapping open(Path path, long byteCount) throws IOException {
    Arena arena = Arena.ofShared();
    try (FileChannel file =
            FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Arena _ = aligned(file, byteCount)) {
      return new SharedMapping(arena, plain(map(file, byteCount, arena), arena));
    } catch (IOException | RuntimeException refused) {
      arena.close();
      throw refused;
    }
  }

  /// Occupies addresses so that the next mapping of the file most likely begins at a large page,
  /// until the returned arena is closed. Large pages of the file can be used only in such a
  /// mapping.
  private static Arena aligned(FileChannel file, long byteCount) throws IOException {
    Arena filler = Arena.ofConfined();
    long tries = LargePages.BYTES == 0 ? 0 : TRIES;
    for (long excess = 1; excess > 0 && tries > 0; tries--) {
      try (Arena trial = Arena.ofConfined()) {
        excess = map(file, byteCount, trial).address() % LargePages.BYTES;
      }
      if (excess > 0) {
        // New mappings are placed below the existing ones.
        map(file, excess, filler);
      }
    }
    return filler;
  }

  private static MemorySegment map(FileChannel file, long byteCount, Arena arena)
      throws IOException {
    return file.map(FileChannel.MapMode.READ_WRITE, 0, byteCount, arena);
  }

  /// The same memory as a segment of the class that ordinary off-heap memory has. A loop that meets
  /// two classes checks for both at every access (measured: half as fast).
  @SuppressWarnings("restricted")
  static MemorySegment plain(MemorySegment mapped, Arena arena) {
    return MemorySegment.ofAddress(mapped.address()).reinterpret(mapped.byteSize(), arena, null);
  }

  public long byteSize() {
    return whole.byteSize();
  }

  /// The bytes that begin at an offset.
  ///
  /// @throws IndexOutOfBoundsException outside the mapping
  public MemorySegment at(long offsetBytes, long byteCount) {
    return whole.asSlice(offsetBytes, byteCount);
  }

  /// Whether `memory` is part of this mapping.
  public boolean contains(MemorySegment memory) {
    long offset = memory.address() - whole.address();
    return memory.isNative() && offset >= 0 && offset + memory.byteSize() <= whole.byteSize();
  }

  /// The offset of `memory`, which is part of this mapping.
  public long offsetOf(MemorySegment memory) {
    if (!contains(memory)) {
      throw new IllegalArgumentException("not shared: " + memory);
    }
    return memory.address() - whole.address();
  }

  @Override
  public void close() {
    arena.close();
  }
}
