package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.binding.UnavailableException;
import java.io.Closeable;

/// Makes machine code of loops' forms, and tries it. One thread at a time.
///
/// Forms are bytes here, as [LoopForm#toBytes] writes them, so that a compiler can be in another
/// process.
public interface KernelCompiler extends Closeable {
  /// `llvm-` and the processor it compiles for, such as `llvm-sapphirerapids`.
  String name();

  /// The functions that kernels call.
  KernelImage runtime();

  /// The form's kernel, which has left the interpreter's bits over made-up arrays.
  ///
  /// @throws CompilationException when there is none
  Compiled compile(byte[] form) throws CompilationException;

  /// What the form is compiled to, for people.
  ///
  /// @throws CompilationException when it cannot be compiled
  NativeListing listing(byte[] form) throws CompilationException;

  @Override
  void close();

  /// A kernel.
  ///
  /// @param image with one function, [LoopEmitter#NAME]
  /// @param restored whether a folder had it, so that it was not compiled
  record Compiled(KernelImage image, boolean restored) {}

  /// Where compilers come from. Thread safe.
  @FunctionalInterface
  interface Source {
    /// A compiler of the caller's own.
    ///
    /// @throws UnavailableException where there can be none, with the reason
    KernelCompiler open() throws UnavailableException;
  }
}
