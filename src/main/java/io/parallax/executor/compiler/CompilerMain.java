package io.parallax.executor.compiler;

import io.parallax.executor.worker.ChildProcess;
import io.parallax.executor.worker.HeartbeatThread;
import io.parallax.kernel.llvm.KernelCompiler;
import io.parallax.kernel.llvm.LlvmCompilers;
import io.parallax.kernel.llvm.ProcessLimits;
import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.binding.CompilationException.Kind;
import io.parallax.kernel.llvm.binding.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/// The main class of a compiler process. Answers requests from standard input until the input ends.
public final class CompilerMain {
  private CompilerMain() {}

  /// Answers requests until standard input ends. The calling thread needs a large stack, because
  /// LLVM recurses.
  ///
  /// @param arguments the arguments of a [CompilerAssignment]
  public static void main(String... arguments) throws IOException {
    CompilerAssignment assignment = CompilerAssignment.of(arguments);
    run(assignment, compilers(assignment));
  }

  /// Answers requests with compilers of the given source.
  static void run(CompilerAssignment assignment, KernelCompiler.Source source) throws IOException {
    ChildProcess.run(
        (in, out) -> {
          HeartbeatThread.start(() -> {}, assignment.parent());
          serve(assignment, source, in, out);
        });
  }

  /// The compilers that the assignment describes.
  static KernelCompiler.Source compilers(CompilerAssignment assignment) {
    LlvmCompilers.Settings settings =
        new LlvmCompilers.Settings(
            Optional.of(assignment.library()),
            assignment.objects(),
            assignment.objectCount(),
            assignment.version(),
            true);
    return () -> LlvmCompilers.open(settings).open();
  }

  private static void serve(
      CompilerAssignment assignment, KernelCompiler.Source source, InputStream in, OutputStream out)
      throws IOException {
    KernelCompiler compiler;
    try {
      compiler = source.open();
    } catch (UnavailableException missing) {
      new CompilerReply.Unavailable(missing.reason()).write(out);
      return;
    }
    ProcessLimits.refuseCoreFiles();
    ProcessLimits.allowMemory(assignment.memoryBytes());
    new CompilerReply.Ready(compiler.name(), compiler.runtime()).write(out);
    while (true) {
      answer(CompilerRequest.read(in), compiler).write(out);
    }
  }

  private static CompilerReply answer(CompilerRequest request, KernelCompiler compiler) {
    try {
      return switch (request) {
        case CompilerRequest.Ping() -> new CompilerReply.Pong();
        case CompilerRequest.Compile(byte[] form) ->
            new CompilerReply.Compiled(compiler.compile(form));
        case CompilerRequest.Show(byte[] form) -> new CompilerReply.Shown(compiler.listing(form));
      };
    } catch (CompilationException refused) {
      return new CompilerReply.Refused(refused.kind(), refused.reason());
    } catch (RuntimeException | StackOverflowError defect) {
      return new CompilerReply.Refused(Kind.REJECTED, defect.toString());
    }
  }
}
