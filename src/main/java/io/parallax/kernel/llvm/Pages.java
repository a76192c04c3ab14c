package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.emit.Access;
import io.parallax.memory.CLibrary;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Pages of memory from the operating system, and their access rights. The code that maps pages
/// must unmap them. Thread safe.
final class Pages {
  /// The size of a page.
  static final long BYTES = CLibrary.call(() -> (int) C.GETPAGESIZE.invokeExact());

  /// The access rights of a page, as POSIX numbers them.
  enum Access {
    NONE(0),
    READ_AND_WRITE(1 | 2),
    READ_AND_EXECUTE(1 | 4);

    private final int bits;

    Access(int bits) {
      this.bits = bits;
    }
  }

  private static final int PRIVATE = 2;
  private static final int ANONYMOUS = isLinux() ? 0x20 : 0x1000;
  private static final long FAILED = -1;

  private static final class C {
    /// `int getpagesize(void)`
    static final MethodHandle GETPAGESIZE = CLibrary.function("getpagesize", ValueLayout.JAVA_INT);

    /// `void *mmap(void *addr, size_t length, int prot, int flags, int fd, off_t offset)`
    static final MethodHandle MMAP =
        CLibrary.function(
            "mmap",
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG);

    /// `int mprotect(void *addr, size_t length, int prot)`
    static final MethodHandle MPROTECT =
        CLibrary.function(
            "mprotect",
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT);

    /// `int munmap(void *addr, size_t length)`
    static final MethodHandle MUNMAP =
        CLibrary.function(
            "munmap", ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);

    /// `void sys_icache_invalidate(void *start, size_t length)`, on systems that have the function.
    /// It is needed where the processor's instruction cache does not follow written code and the
    /// system does not update it. Linux does not have the function.
    static final Optional<MethodHandle> INVALIDATE =
        find(
            "sys_icache_invalidate",
            FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
  }

  private Pages() {}

  /// Maps at least `byteCount` bytes that can be read and written, filled with zeros.
  ///
  /// @throws CompilationException when the operating system refuses
  static MemorySegment map(long byteCount) throws CompilationException {
    long bytes = Math.ceilDiv(byteCount, BYTES) * BYTES;
    long address =
        CLibrary.call(
            () ->
                (long)
                    C.MMAP.invokeExact(
                        0L, bytes, Access.READ_AND_WRITE.bits, PRIVATE | ANONYMOUS, -1, 0L));
    if (address == FAILED) {
      throw new CompilationException("the operating system gives no memory for code");
    }
    return segment(address, bytes);
  }

  /// @param pages whole pages
  /// @throws CompilationException when the operating system refuses
  static void protect(MemorySegment pages, Access access) throws CompilationException {
    int refused =
        CLibrary.call(
            () -> (int) C.MPROTECT.invokeExact(pages.address(), pages.byteSize(), access.bits));
    if (refused != 0) {
      throw new CompilationException("the operating system refuses " + access + " memory");
    }
    if (access == Access.READ_AND_EXECUTE && C.INVALIDATE.isPresent()) {
      MethodHandle invalidate = C.INVALIDATE.get();
      int _ =
          CLibrary.call(
              () -> {
                invalidate.invokeExact(pages.address(), pages.byteSize());
                return 0;
              });
    }
  }

  static void unmap(MemorySegment pages) {
    int _ = CLibrary.call(() -> (int) C.MUNMAP.invokeExact(pages.address(), pages.byteSize()));
  }

  @SuppressWarnings("restricted")
  private static MemorySegment segment(long address, long byteCount) {
    return MemorySegment.ofAddress(address).reinterpret(byteCount);
  }

  @SuppressWarnings("restricted")
  private static Optional<MethodHandle> find(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.defaultLookup().find(name).map(address -> linker.downcallHandle(address, type));
  }

  private static boolean isLinux() {
    return System.getProperty("os.name").equals("Linux");
  }
}
