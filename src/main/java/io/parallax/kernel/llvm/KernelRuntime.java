package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.emit.RuntimeFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The functions of `runtime.ll` and `gather.ll` in memory, and the table of addresses through
/// which kernels call them.
final class KernelRuntime implements AutoCloseable {
  private final CodeMemory code;
  private final MemorySegment table;

  /// @param image the compiled [#source]
  /// @param arena the arena that owns the table
  /// @throws CompilationException when the image cannot be loaded into memory
  KernelRuntime(KernelImage image, Arena arena) throws CompilationException {
    code = CodeMemory.load(image);
    table = arena.allocate(ValueLayout.ADDRESS, RuntimeFunction.FMOD + 1L);
    for (RuntimeFunction function : RuntimeFunction.values()) {
      table.setAtIndex(ValueLayout.ADDRESS, function.index(), code.find(function.symbol()));
    }
    MemorySegment fmod =
        Linker.nativeLinker()
            .defaultLookup()
            .find("fmod")
            .orElseThrow(() -> new CompilationException("the C library lacks fmod"));
    table.setAtIndex(ValueLayout.ADDRESS, RuntimeFunction.FMOD, fmod);
  }

  /// Frees the functions. No kernel that calls them may be running.
  @Override
  public void close() {
    code.close();
  }

  /// The addresses of [RuntimeFunction] and of `fmod`, by their indices.
  MemorySegment table() {
    return table;
  }

  /// The module's text. The function that gathers is written once, and repeated for each width of
  /// elements.
  static String source() {
    String gather = resource("gather.ll");
    return resource("runtime.ll").replace("$FMOD", Integer.toString(RuntimeFunction.FMOD))
        + gather.replace("$W", "1").replace("$T", "i8")
        + gather.replace("$W", "2").replace("$T", "i16")
        + gather.replace("$W", "4").replace("$T", "i32")
        + gather.replace("$W", "8").replace("$T", "i64");
  }

  private static String resource(String name) {
    try (InputStream stream =
        Objects.requireNonNull(KernelRuntime.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
