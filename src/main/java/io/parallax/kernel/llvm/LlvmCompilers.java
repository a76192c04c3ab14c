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

/// LLVM's library, loaded into this process, and compilers that use it. What LLVM does wrong ends
/// this process; the service leaves that to another one where it can. Thread safe.
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

  /// What compilers need.
  ///
  /// @param library LLVM's shared library; empty: looked for (see [LibraryFile])
  /// @param objects a folder that keeps compiled kernels between starts; empty: none does
  /// @param objectCount of objects in that folder, at least 1
  /// @param version the service's; objects are good for equal ones only
  /// @param guarded whether a kernel that is tried meets inaccessible memory beside its arrays:
  ///   going astray ends the process then
  public record Settings(
      Optional<Path> library,
      Optional<Path> objects,
      int objectCount,
      String version,
      boolean guarded) {}

  /// Where LLVM's shared library is.
  ///
  /// @param named the file that settings name; empty: looked for in the usual places
  /// @throws UnavailableException where there is none
  public static Path library(Optional<Path> named) throws UnavailableException {
    return LibraryFile.find(named);
  }

  /// Loads LLVM and makes it ready: some 200 ms and 90 MB.
  ///
  /// @throws UnavailableException where there are no native kernels, with the reason
  public static LlvmCompilers open(Settings settings) throws UnavailableException {
    return open(settings, UnaryOperator.identity());
  }

  /// @param target the processor to compile for, of this one; the same or a lesser
  static LlvmCompilers open(Settings settings, UnaryOperator<Host> target)
      throws UnavailableException {
    return open(settings, target, UnaryOperator.identity());
  }

  /// @param defect changes what is written for LLVM, as a defect would
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

  /// To be called, as its compiler is to be used, on a thread of a large stack
  /// ([CompilerThreads#STACK_BYTES]).
  @Override
  public KernelCompiler open() throws UnavailableException {
    try {
      return new LlvmCompiler(new Compiler(llvm, host), host, settings, defect);
    } catch (CompilationException e) {
      throw new UnavailableException("LLVM does not work here: " + e.getMessage(), e);
    }
  }

  /// Unloads the library. All its compilers are closed.
  @Override
  public void close() {
    arena.close();
  }
}
