package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.emit.Form;
import io.parallax.kernel.llvm.emit.LoopEmitter;
import io.parallax.kernel.llvm.emit.LoopForm;
import io.parallax.kernel.llvm.emit.RoutineForm;
import io.parallax.kernel.llvm.emit.routine.RoutineEmitter;

/// Builds code in memory from a form, with one of the compilers.
final class KernelBuilder {
  /// The heap that each operation takes in the form under which the kernel is cached.
  private static final long OPERATION_BYTES = 64;

  private final CompilerThreads compilers;

  KernelBuilder(CompilerThreads compilers) {
    this.compilers = compilers;
  }

  /// Builds the code of a form. Runs on a compiler thread.
  Code build(Form form) throws CompilationException {
    long start = System.nanoTime();
    KernelCompiler.Compiled compiled = compilers.with(compiler -> compiler.compile(form.toBytes()));
    CodeMemory memory = load(compiled.image());
    return new Code(
        memory,
        memory.find(symbol(form)),
        memory.byteSize() + OPERATION_BYTES * form.operationCount(),
        System.nanoTime() - start,
        compiled.restored() ? Code.Origin.STORED : Code.Origin.COMPILED);
  }

  /// The name of the function of a form's kernel.
  static String symbol(Form form) {
    return switch (form) {
      case LoopForm _ -> LoopEmitter.NAME;
      case RoutineForm _ -> RoutineEmitter.NAME;
    };
  }

  /// Loads the image. Lack of memory is reported as UNAVAILABLE, because the form is not to blame.
  private static CodeMemory load(KernelImage image) throws CompilationException {
    try {
      return CodeMemory.load(image);
    } catch (CompilationException refused) {
      throw new CompilationException(CompilationException.Kind.UNAVAILABLE, refused.reason());
    }
  }

  void discard(Code code) {
    code.memory().close();
  }
}
