package io.parallax.kernel.llvm;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/// Limits of this process in the operating system. On a system without these limits, none are set.
public final class ProcessLimits {
  /// `RLIMIT_CORE`, which has the same number on every system.
  private static final int CORE_FILE = 4;

  /// `RLIMIT_AS` of Linux.
  private static final int ADDRESS_SPACE = 9;

  private static final Path SIZES = Path.of("/proc/self/statm");

  private ProcessLimits() {}

  /// Prevents core files when the process aborts.
  public static void refuseCoreFiles() {
    limit(CORE_FILE, 0);
  }

  /// Limits the address space to its present size and `byteCount` more; the system refuses memory
  /// beyond it. Linux only.
  public static void allowMemory(long byteCount) {
    try {
      long pages = Long.parseLong(Files.readString(SIZES).split(" ", 2)[0]);
      limit(ADDRESS_SPACE, Math.addExact(pages * Pages.BYTES, byteCount));
    } catch (IOException elsewhere) {
      // Another system: the process that started this one supervises its size.
    }
  }

  /// `int setrlimit(int resource, const struct rlimit *rlim)`, with two numbers of 64 bits.
  @SuppressWarnings("restricted")
  private static void limit(int resource, long value) {
    Linker linker = Linker.nativeLinker();
    MethodHandle set =
        linker.downcallHandle(
            linker.defaultLookup().find("setrlimit").orElseThrow(),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment limits = arena.allocateFrom(ValueLayout.JAVA_LONG, value, value);
      int _ = (int) set.invokeExact(resource, limits);
    } catch (Throwable missing) {
      throw new IllegalStateException(missing);
    }
  }
}
