package io.parallax.memory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// A file that has a descriptor in this process and no name. It is gone when the last process that
/// has it open or mapped has ended, however the process ended. Linux only.
///
/// Other processes of the same user find the file at [#path] while this process lives.
public final class UnnamedFile implements AutoCloseable {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final int CLOSE_ON_EXEC_IN_MEMORY = 1;
  private static final int READ_WRITE = 2;
  private static final int CLOSE_ON_EXEC = 0x8_0000;

  /// `FALLOC_FL_KEEP_SIZE | FALLOC_FL_PUNCH_HOLE`
  private static final int PUNCH_HOLE = 1 | 2;

  private final int descriptor;
  private final Place place;

  private UnnamedFile(int descriptor, Place place) {
    this.descriptor = descriptor;
    this.place = place;
  }

  /// Where the bytes of the file are stored.
  enum Place {
    MEMORY,
    FOLDER
  }

  private static final class C {
    /// `int memfd_create(const char *name, unsigned int flags)`
    static final MethodHandle MEMFD_CREATE =
        CLibrary.function(
            "memfd_create", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);

    /// `int open(const char *path, int flags, ...)`
    static final MethodHandle OPEN =
        CLibrary.variadic(
            "open", 2, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);

    /// `int fallocate(int fd, int mode, off_t offset, off_t length)`
    static final MethodHandle FALLOCATE =
        CLibrary.function(
            "fallocate",
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG);

    /// `int close(int fd)`
    static final MethodHandle CLOSE =
        CLibrary.function("close", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
  }

  /// Opens a file in memory. It needs no room in `/dev/shm`, which containers keep small.
  ///
  /// @throws IOException where the operating system has no such file
  public static UnnamedFile inMemory(String name) throws IOException {
    requireDescriptors();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom(name);
      return open(
          () -> (int) C.MEMFD_CREATE.invokeExact(text, CLOSE_ON_EXEC_IN_MEMORY), Place.MEMORY);
    }
  }

  /// Opens a file in a folder, readable by this user alone.
  public static UnnamedFile inFolder(Path folder) throws IOException {
    requireDescriptors();
    Path path = Files.createTempFile(folder, "parallax-", "");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom(path.toString());
      return open(() -> (int) C.OPEN.invokeExact(text, READ_WRITE | CLOSE_ON_EXEC), Place.FOLDER);
    } finally {
      Files.delete(path);
    }
  }

  Place place() {
    return place;
  }

  /// The path at which processes of this user can open the file.
  public Path path() {
    return Path.of("/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor);
  }

  /// Gives the memory or disk space of a part back; afterwards the part reads as zeros.
  public void discard(long offsetBytes, long byteCount) {
    int _ =
        CLibrary.call(
            () -> (int) C.FALLOCATE.invokeExact(descriptor, PUNCH_HOLE, offsetBytes, byteCount));
  }

  /// Closes the descriptor. The file lives on where it is mapped.
  @Override
  public void close() {
    int _ = CLibrary.call(() -> (int) C.CLOSE.invokeExact(descriptor));
  }

  private static UnnamedFile open(CLibrary.Call<Integer> call, Place place) throws IOException {
    int descriptor;
    try {
      descriptor = CLibrary.call(call);
    } catch (IllegalStateException missing) {
      throw new IOException(missing.toString(), missing);
    }
    if (descriptor < 0) {
      throw new IOException(
          "the operating system refuses a file without a name, in "
              + place.name().toLowerCase(Locale.ROOT));
    }
    return new UnnamedFile(descriptor, place);
  }

  private static void requireDescriptors() throws IOException {
    if (!Files.isDirectory(DESCRIPTORS)) {
      throw new IOException("there is no " + DESCRIPTORS + " here");
    }
  }
}
