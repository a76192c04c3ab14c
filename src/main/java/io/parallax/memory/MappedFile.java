package io.parallax.memory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentSkipListMap;

/// A file of a folder as memory, which other processes can map, too. Thread safe.
///
/// The mapping outlives the file's name: a file that is renamed or deleted can be read, and mapped
/// by other processes, until it is closed (on Linux; elsewhere other processes need its name).
public final class MappedFile implements AutoCloseable {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final int READ_ONLY_CLOSE_ON_EXEC = 0x8_0000;
  private static final int READ_WRITE_CLOSE_ON_EXEC = 0x8_0002;
  private static final int INTERRUPTED = 4;
  private static final int NO_SPACE = 28;
  private static final int QUOTA_EXCEEDED = 122;

  /// The open mappings by their first address.
  private static final ConcurrentSkipListMap<Long, MappedFile> OPEN = new ConcurrentSkipListMap<>();

  private final Path name;
  private final OptionalInt descriptor;
  private final Arena arena;
  private final MemorySegment memory;
  private final boolean writable;
  private boolean closed;

  private MappedFile(
      Path name, OptionalInt descriptor, Arena arena, MemorySegment memory, boolean writable) {
    this.name = name;
    this.descriptor = descriptor;
    this.arena = arena;
    this.memory = memory;
    this.writable = writable;
  }

  private static final class C {
    /// `int open(const char *path, int flags, ...)`
    static final MethodHandle OPEN =
        CLibrary.variadic(
            "open", 2, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);

    /// `int posix_fallocate(int fd, off_t offset, off_t length)`, which returns an error number
    static final MethodHandle ALLOCATE =
        CLibrary.function(
            "posix_fallocate",
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG);

    /// `int close(int fd)`
    static final MethodHandle CLOSE =
        CLibrary.function("close", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
  }

  /// The part of a mapped file that some memory is.
  public record Part(MappedFile file, long offsetBytes) {}

  /// Creates a file and maps it to be read and written. On Linux the disk has room for all of it
  /// afterwards: writing to a mapped file without room would end the process.
  ///
  /// @param name of a file that does not exist
  /// @param bytes 1 or more
  /// @throws DiskFullException when there is no room; the file is gone then
  /// @throws IOException for any other failure; the file is gone then, if it was created
  public static MappedFile create(Path name, long bytes) throws IOException {
    Files.createFile(name);
    boolean created = false;
    try {
      MappedFile file = map(name, bytes, true, true);
      created = true;
      return file;
    } finally {
      if (!created) {
        Files.deleteIfExists(name);
      }
    }
  }

  /// Maps a whole file to be read.
  ///
  /// @param name of a file of at least one byte
  public static MappedFile open(Path name) throws IOException {
    return map(name, Files.size(name), false, false);
  }

  /// Maps a whole file, for which the disk has room, to be read and written.
  ///
  /// @param name of a file of at least one byte
  public static MappedFile openToWrite(Path name) throws IOException {
    return map(name, Files.size(name), true, false);
  }

  private static MappedFile map(Path name, long bytes, boolean writable, boolean fresh)
      throws IOException {
    OptionalInt descriptor = descriptor(name, writable);
    Arena arena = Arena.ofShared();
    boolean mapped = false;
    try {
      Path path = descriptor.isPresent() ? path(descriptor.getAsInt()) : name;
      if (fresh) {
        allocate(name, path, descriptor, bytes);
      }
      MappedFile file =
          new MappedFile(name, descriptor, arena, memory(path, bytes, writable, arena), writable);
      OPEN.put(file.memory.address(), file);
      mapped = true;
      return file;
    } finally {
      if (!mapped) {
        arena.close();
        descriptor.ifPresent(MappedFile::close);
      }
    }
  }

  private static MemorySegment memory(Path path, long bytes, boolean writable, Arena arena)
      throws IOException {
    try (FileChannel channel =
        writable
            ? FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)
            : FileChannel.open(path, StandardOpenOption.READ)) {
      FileChannel.MapMode mode =
          writable ? FileChannel.MapMode.READ_WRITE : FileChannel.MapMode.READ_ONLY;
      return SharedMapping.plain(channel.map(mode, 0, bytes, arena), arena);
    }
  }

  /// Takes room on the disk for all bytes.
  private static void allocate(Path name, Path path, OptionalInt descriptor, long bytes)
      throws IOException {
    if (descriptor.isEmpty()) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.allocate(1), bytes - 1);
      }
      return;
    }
    int error = INTERRUPTED;
    while (error == INTERRUPTED) {
      error = CLibrary.call(() -> (int) C.ALLOCATE.invokeExact(descriptor.getAsInt(), 0L, bytes));
    }
    if (error == NO_SPACE || error == QUOTA_EXCEEDED) {
      throw new DiskFullException(name, bytes);
    }
    if (error != 0) {
      throw new FileSystemException(
          name.toString(), null, "no room for " + bytes + " bytes, error " + error);
    }
  }

  /// A descriptor by which other processes find the file; empty where they cannot.
  private static OptionalInt descriptor(Path name, boolean writable) throws IOException {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return OptionalInt.empty();
    }
    int flags = writable ? READ_WRITE_CLOSE_ON_EXEC : READ_ONLY_CLOSE_ON_EXEC;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom(name.toString());
      int descriptor = CLibrary.call(() -> (int) C.OPEN.invokeExact(text, flags));
      if (descriptor < 0) {
        throw new FileSystemException(name.toString(), null, "the file cannot be opened");
      }
      return OptionalInt.of(descriptor);
    }
  }

  private static Path path(int descriptor) {
    return Path.of("/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor);
  }

  private static void close(int descriptor) {
    int _ = CLibrary.call(() -> (int) C.CLOSE.invokeExact(descriptor));
  }

  /// The open file that holds all of `memory`, and where.
  public static Optional<Part> of(MemorySegment memory) {
    if (!memory.isNative()) {
      return Optional.empty();
    }
    Map.Entry<Long, MappedFile> below = OPEN.floorEntry(memory.address());
    if (below == null) {
      return Optional.empty();
    }
    long offset = memory.address() - below.getKey();
    MappedFile file = below.getValue();
    return offset + memory.byteSize() <= file.memory.byteSize()
        ? Optional.of(new Part(file, offset))
        : Optional.empty();
  }

  /// The whole file, beginning at a page; valid until it is closed.
  public MemorySegment memory() {
    return memory;
  }

  /// The name under which the file was created or opened; it may have another one by now.
  public Path name() {
    return name;
  }

  /// The path at which processes of this user can open the file while it is open here.
  public Path path() {
    return descriptor.isPresent() ? path(descriptor.getAsInt()) : name;
  }

  public boolean isWritable() {
    return writable;
  }

  /// Cuts the file's end off. The memory beyond must not be touched any more.
  public void truncate(long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(path(), StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    }
  }

  /// Returns when all that was written to the memory is on the disk.
  public void force() throws IOException {
    try (FileChannel channel = FileChannel.open(path(), StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /// Closes the mapping, not the file's name. Idempotent. No thread may still be using the memory.
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      OPEN.remove(memory.address());
      arena.close();
      descriptor.ifPresent(MappedFile::close);
    }
  }
}
