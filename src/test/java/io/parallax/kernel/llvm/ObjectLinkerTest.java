package io.parallax.kernel.llvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.binding.Compiler;
import io.parallax.kernel.llvm.binding.Host;
import io.parallax.kernel.llvm.binding.LibraryFile;
import io.parallax.kernel.llvm.binding.Llvm;
import io.parallax.kernel.llvm.binding.UnavailableException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObjectLinkerTest {
  private final Arena arena = Arena.ofShared();
  private final Compiler compiler = compiler();

  private Compiler compiler() {
    try {
      Llvm llvm = new Llvm(LibraryFile.find(Optional.empty()), arena);
      Host host = Host.detect(llvm);
      host.initializeTarget(llvm);
      return new Compiler(llvm, host);
    } catch (UnavailableException | CompilationException missing) {
      return Assumptions.abort(missing.toString());
    }
  }

  @AfterAll
  void close() {
    compiler.close();
    arena.close();
  }

  /// Two constants that are found by their distance from the code, and a call of one function by
  /// the other.
  private static final String SOUND =
      """
      @table = private constant [3 x i64] [i64 5, i64 70, i64 900]
      define i64 @pick(i64 %at) noinline nounwind {
        %place = getelementptr i64, ptr @table, i64 %at
        %value = load i64, ptr %place
        ret i64 %value
      }
      define i64 @twice(i64 %at) nounwind {
        %one = call i64 @pick(i64 %at)
        %two = add i64 %one, %one
        ret i64 %two
      }
      """;

  @Test
  void functionsFindTheirConstantsAndOneAnotherWhereverTheyArePut() throws Throwable {
    KernelImage image = ObjectLinker.link(compiler.compile(SOUND));

    assertThat(image.entries()).containsOnlyKeys("pick", "twice");
    try (CodeMemory first = CodeMemory.load(image);
        CodeMemory second = CodeMemory.load(image)) {
      assertThat((long) handle(first, "pick").invokeExact(2L)).isEqualTo(900);
      assertThat((long) handle(second, "twice").invokeExact(1L)).isEqualTo(140);
      assertThat(second.image()).isEqualTo(image);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle handle(CodeMemory code, String symbol) throws CompilationException {
    return Linker.nativeLinker()
        .downcallHandle(
            code.find(symbol), FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
  }

  @Test
  void codeThatCallsWhatItDoesNotHaveIsRefused() throws CompilationException {
    byte[] object =
        compiler.compile(
            """
            declare double @elsewhere(double)
            define double @kernel(double %x) nounwind {
              %y = call double @elsewhere(double %x)
              ret double %y
            }
            """);

    assertThatThrownBy(() -> ObjectLinker.link(object))
        .isInstanceOf(CompilationException.class)
        .hasMessage("the code refers to 'elsewhere', which is not part of it");
  }

  @Test
  void codeWithVariablesIsRefused() throws CompilationException {
    byte[] object =
        compiler.compile(
            """
            @counter = global i64 7
            define void @kernel() nounwind {
              store volatile i64 1, ptr @counter
              ret void
            }
            """);

    assertThatThrownBy(() -> ObjectLinker.link(object))
        .isInstanceOf(CompilationException.class)
        .hasMessageContaining("it has variables: .data");
  }

  @Test
  void aFunctionThatIsNotThereIsNotFound() throws CompilationException {
    try (CodeMemory code = CodeMemory.load(ObjectLinker.link(compiler.compile(SOUND)))) {
      assertThatThrownBy(() -> code.find("kernel"))
          .isInstanceOf(CompilationException.class)
          .hasMessage("the code has no function kernel");
    }
  }

  @Test
  void noBytesAreMoreThanARefusal() throws CompilationException {
    byte[] whole = compiler.compile(SOUND);
    SplittableRandom random = new SplittableRandom(7);
    for (int time = 0; time < 5_000; time++) {
      byte[] changed =
          time % 10 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      if (changed.length > 0) {
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        assertThat(ObjectLinker.link(changed).byteSize()).isPositive();
      } catch (CompilationException refused) {
        assertThat(refused.kind()).isEqualTo(CompilationException.Kind.REJECTED);
      }
    }
  }
}
