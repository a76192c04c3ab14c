package io.parallax.kernel.llvm;

import io.parallax.kernel.EngineCase;
import io.parallax.kernel.ExpressionCases;
import io.parallax.kernel.OperationCases;
import io.parallax.program.Loop;
import java.lang.foreign.Arena;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Compiles kernels of every kind for 64-bit ARM, on whatever processor this is. Runs nothing.
final class CompileForArm {
  private static final int LEAST = 100;

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
      try (Compiler compiler = new Compiler(llvm, arm)) {
        for (LoopForm form : forms) {
          compiler.compile(
              new LoopEmitter(form, new Vectors(LaneCount.of(form)), arm.traits()).emit());
        }
        compiler.compile(KernelRuntime.source());
      }
    }
  }

  private static Set<LoopForm> forms() {
    ExpressionCases cases = new ExpressionCases(9, 2);
    return Stream.of(
            new OperationCases(9).all(),
            cases.elementwise(),
            cases.reductions(),
            cases.selections(),
            cases.random(1, 100, 4))
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
