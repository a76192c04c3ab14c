package io.parallax.kernel.llvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.binding.UnavailableException;
import io.parallax.kernel.llvm.emit.LoopForm;
import io.parallax.program.Loop;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Kernels with one mistake in them must not pass; those without pass in `LlvmEngineTest`.
class KernelProofTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a - b|fsub |fadd ",
        "a * b + 1|fmul |fadd ",
        "a / b|fdiv |fmul ",
        "i + j|= add <|= sub <",
        "i - 7|splat (i64 7)|splat (i64 8)",
        "k * 3|splat (i32 3)|splat (i32 2)",
        "a < b|fcmp olt|fcmp ole",
        "a == b|fcmp oeq|fcmp ueq",
        "where(a < b, a, b)|fcmp olt|fcmp ogt",
        "i & j|= and <16 x i64>|= or <16 x i64>",
        "floor(a)|llvm.floor|llvm.ceil",
        "round(a)|llvm.roundeven|llvm.round",
        "abs(a)|llvm.fabs|llvm.sqrt",
        // A sum that is not exact says so, and is computed elsewhere.
        "sum(a)|, i64 -1, i64 |, i64 1, i64 ",
        "sum(a)|fcmp uno|fcmp ord",
        "sum(i)|= add <|= sub <",
        "min(a)|double 0x7FF0000000000000|double 0.0",
        // Divisions of integers: which operands go through doubles, and what a fault is.
        "i // j|= or <16 x i1>|= and <16 x i1>",
        "i // j|icmp eq <16 x i64>|icmp ugt <16 x i64>",
        "i // j|llvm.floor|llvm.ceil",
        // How rows are cut into vectors.
        "a + b|icmp uge i64 %left, 16|icmp uge i64 %left, 8",
        "a + b|and i64 %left, -16|and i64 %left, -8",
        "a + b|%last_begin = sub i64 %next, 16|%last_begin = sub i64 %next, 8",
        "a + b|%next = add i64 %position, 16|%next = add i64 %position, 17"
      })
  void oneMistakeIsNoticed(String text, String right, String wrong) {
    requireNoticed(text, right, wrong);
  }

  private static void requireNoticed(String text, String right, String wrong) {
    LoopForm form = LoopForm.of(Loops.of(text));
    assertThat(ir(form)).contains(right);

    assertThatThrownBy(() -> compile(form, ir -> ir.replace(right, wrong)))
        .isInstanceOfSatisfying(
            CompilationException.class,
            refused -> assertThat(refused.kind()).isEqualTo(CompilationException.Kind.DIFFERENT))
        .hasMessageContaining("the kernel differs from the interpreter over");
  }

  @Test
  void whatIsBeforeAnArrayIsNotToBeWritten() {
    requireNoticed(
        "a + b",
        "row_end:\n",
        """
        row_end:
          %stray = getelementptr i8, ptr %target_base.0, i64 -8
          store i64 0, ptr %stray
        """);
  }

  @Test
  void whatIsBehindAnArrayIsNotToBeWritten() {
    requireNoticed(
        "a + b",
        "row_end:\n",
        """
        row_end:
          %stray = getelementptr double, ptr %target_base.0, i64 %to
          store i64 0, ptr %stray
        """);
  }

  private static String ir(LoopForm form) {
    try {
      return compile(form, UnaryOperator.identity()).ir();
    } catch (CompilationException refused) {
      throw new AssertionError(refused);
    }
  }

  @Test
  void aKernelWithoutMistakesIsKept() throws CompilationException {
    Loop loop = Loops.last(Loops.REQUESTS.evaluate("sin(a) + a // b + s"));
    assertThat(compile(LoopForm.of(loop), UnaryOperator.identity()).assembly()).contains("ret");
  }

  @Test
  void whatItTakesIsMeasuredWithKernelsThatAreKept() throws Exception {
    Engines.open().close();
    ProofBenchmark benchmark = new ProofBenchmark();
    benchmark.open();
    try {
      benchmark.require();
    } finally {
      benchmark.close();
    }
  }

  private static NativeListing compile(LoopForm form, UnaryOperator<String> defect)
      throws CompilationException {
    LlvmCompilers.Settings settings =
        new LlvmCompilers.Settings(Optional.empty(), Optional.empty(), 1, "test", false);
    try (LlvmCompilers compilers = LlvmCompilers.open(settings, UnaryOperator.identity(), defect);
        KernelCompiler compiler = compilers.open()) {
      KernelCompiler.Compiled _ = compiler.compile(form.toBytes());
      return compiler.listing(form.toBytes());
    } catch (UnavailableException missing) {
      return Assumptions.abort(missing.reason());
    }
  }
}
