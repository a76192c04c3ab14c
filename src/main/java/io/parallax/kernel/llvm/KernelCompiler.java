package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.binding.UnavailableException;
import java.io.Closeable;

/// Compiles loops' forms to machine code, and tries the code. For one thread at a time.
///
/// Forms are passed as bytes, as [LoopForm#toBytes] writes them, so that a compiler can be in
/// another process.
public interface KernelCompiler extends Closeable {
  /// The compiler's name: `llvm-` and the processor that it compiles for, such as
  /// `llvm-sapphirerapids`.
  String name();

  /// The functions that kernels call.
  KernelImage runtime();

  /// The kernel of a form. The kernel has been tried: over made-up arrays its results had the
  /// interpreter's bits.
  ///
  /// @throws CompilationException when there is no kernel for the form
  Compiled compile(byte[] form) throws CompilationException;

  /// The text that the form is compiled to, for people.
  ///
  /// @throws CompilationException when it cannot be compiled
  NativeListing listing(byte[] form) throws CompilationException;

  @Override
  void close();

  /// A compiled kernel.
  ///
  /// @param image the image, with one function, [LoopEmitter#NAME]
  /// @param restored whether the kernel came from a folder of objects and was not compiled
  record Compiled(KernelImage image, boolean restored) {}

  /// Opens compilers. Thread safe.
  @FunctionalInterface
  interface Source {
    /// Opens a compiler, which the caller owns.
    ///
    /// @throws UnavailableException with the reason, where no compiler can be opened
    KernelCompiler open() throws UnavailableException;
  }
}
