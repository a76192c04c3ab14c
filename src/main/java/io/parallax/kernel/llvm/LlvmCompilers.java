package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.binding.Compiler;
import io.parallax.kernel.llvm.binding.Host;
import io.parallax.kernel.llvm.binding.LibraryFile;
import io.parallax.kernel.llvm.binding.Llvm;
import io.parallax.kernel.llvm.binding.UnavailableException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// LLVM's library, loaded into this process, and compilers that use it. A defect of LLVM may end
/// this process; therefore the service lets another process compile where it can. Thread safe.
public final class LlvmCompilers implements KernelCompiler.Source, AutoCloseable {
  private final Arena arena;
  private final Llvm llvm;
  private final Host host;
  private final Settings settings;
  private final UnaryOperator<String> defect;

  private LlvmCompilers(
      Arena arena, Settings settings, UnaryOperator<Host> target, UnaryOperator<String> defect)
      throws UnavailableException {
    this.arena = arena;
    this.defect = defect;
    this.settings = settings;
    llvm = new Llvm(LibraryFile.find(settings.library()), arena);
    host = target.apply(Host.detect(llvm));
    host.requireSupported();
    host.initializeTarget(llvm);
  }

  /// The settings of compilers.
  ///
  /// @param library LLVM's shared library; empty: [LibraryFile] looks for it
  /// @param objects a folder that keeps compiled kernels between starts; empty: no folder keeps
  ///   them
  /// @param objectCount the most objects in the folder, at least 1
  /// @param version the service's version; an object is used only by a service of the same version
  /// @param guarded whether inaccessible memory follows the arrays of a kernel that is tried; a
  ///   kernel that accesses memory outside its arrays then ends the process
  public record Settings(
      Optional<Path> library,
      Optional<Path> objects,
      int objectCount,
      String version,
      boolean guarded) {}

  /// The path of LLVM's shared library.
  ///
  /// @param named the file that settings name; empty: the usual places are searched
  /// @throws UnavailableException when no library is found
  public static Path library(Optional<Path> named) throws UnavailableException {
    return LibraryFile.find(named);
  }

  /// Loads and initialises LLVM: some 200 ms and 90 MB.
  ///
  /// @throws UnavailableException with the reason, where there are no native kernels
  public static LlvmCompilers open(Settings settings) throws UnavailableException {
    return open(settings, UnaryOperator.identity());
  }

  /// @param target changes the processor that is compiled for: this processor, or one with fewer
  ///   features
  static LlvmCompilers open(Settings settings, UnaryOperator<Host> target)
      throws UnavailableException {
    return open(settings, target, UnaryOperator.identity());
  }

  /// @param defect changes the intermediate language, as a defect of an emitter would
  static LlvmCompilers open(
      Settings settings, UnaryOperator<Host> target, UnaryOperator<String> defect)
      throws UnavailableException {
    Arena arena = Arena.ofShared();
    try {
      return new LlvmCompilers(arena, settings, target, defect);
    } catch (UnavailableException e) {
      arena.close();
      throw e;
    }
  }

  /// Must be called on a thread of a large stack ([CompilerThreads#STACK_BYTES]), as must the
  /// compiler's methods.
  @Override
  public KernelCompiler open() throws UnavailableException {
    try {
      return new LlvmCompiler(new Compiler(llvm, host), host, settings, defect);
    } catch (CompilationException e) {
      throw new UnavailableException("LLVM does not work here: " + e.getMessage(), e);
    }
  }

  /// Unloads the library. All its compilers must have been closed.
  @Override
  public void close() {
    arena.close();
  }
}
