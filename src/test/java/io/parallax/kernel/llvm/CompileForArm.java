package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.binding.Compiler;
import io.parallax.kernel.llvm.binding.Host;
import io.parallax.kernel.llvm.binding.LibraryFile;
import io.parallax.kernel.llvm.binding.Llvm;
import io.parallax.kernel.llvm.emit.LaneCount;
import io.parallax.kernel.llvm.emit.LoopEmitter;
import io.parallax.kernel.llvm.emit.LoopForm;
import io.parallax.kernel.llvm.emit.Vectors;
import io.parallax.kernel.testing.EngineCase;
import io.parallax.kernel.testing.ExpressionCases;
import io.parallax.kernel.testing.OperationCases;
import io.parallax.program.Loop;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Compiles and links kernels of every kind for 64-bit ARM, on whatever processor this is. Runs
/// nothing.
final class CompileForArm {
  private static final int LEAST = 100;
  private static final int THREADS = 2;

  private CompileForArm() {}

  public static void main(String[] arguments) throws Exception {
    try (Arena arena = Arena.ofShared()) {
      Llvm llvm = new Llvm(LibraryFile.find(Optional.empty()), arena);
      Host arm =
          new Host(
              Host.detect(llvm).version(), "aarch64-unknown-linux-gnu", "neoverse-n1", "+neon");
      arm.requireSupported();
      arm.initializeTarget(llvm);
      Set<LoopForm> forms = forms();
      if (forms.size() < LEAST) {
        throw new IllegalStateException("only " + forms.size() + " forms");
      }
      try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
        for (Future<Void> done : threads.invokeAll(compilations(llvm, arm, List.copyOf(forms)))) {
          done.get();
        }
      }
    }
  }

  /// One for each thread: each compiles every so many-th form.
  private static List<Callable<Void>> compilations(Llvm llvm, Host arm, List<LoopForm> forms) {
    return IntStream.range(0, THREADS)
        .<Callable<Void>>mapToObj(
            thread ->
                () -> {
                  try (Compiler compiler = new Compiler(llvm, arm)) {
                    KernelImage _ = ObjectLinker.link(compiler.compile(KernelRuntime.source()));
                    for (int at = thread; at < forms.size(); at += THREADS) {
                      compile(forms.get(at), compiler, arm);
                    }
                  }
                  return null;
                })
        .toList();
  }

  private static void compile(LoopForm form, Compiler compiler, Host arm)
      throws CompilationException {
    KernelImage _ =
        ObjectLinker.link(
            compiler.compile(
                new LoopEmitter(form, new Vectors(LaneCount.of(form)), arm.traits()).emit()));
  }

  private static Set<LoopForm> forms() {
    ExpressionCases cases = new ExpressionCases(9, 2);
    return Stream.of(
            new OperationCases(9).all(),
            cases.elementwise(),
            cases.reductions(),
            cases.selections(),
            cases.random(1, 100, 3))
        .flatMap(each -> each)
        .map(EngineCase::program)
        .flatMap(program -> program.steps().stream())
        .filter(Loop.class::isInstance)
        .map(Loop.class::cast)
        .filter(loop -> Refusal.of(loop).isEmpty())
        .map(LoopForm::of)
        .collect(Collectors.toSet());
  }
}
