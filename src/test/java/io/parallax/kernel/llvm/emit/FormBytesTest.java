package io.parallax.kernel.llvm.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.kernel.llvm.Loops;
import io.parallax.kernel.testing.EngineCase;
import io.parallax.kernel.testing.ExpressionCases;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FormBytesTest {
  @Test
  void everyFormArrivesAsItWasSent() {
    List<LoopForm> forms = forms().toList();

    assertThat(forms).hasSizeGreaterThan(300);
    for (LoopForm form : forms) {
      assertThat(LoopForm.of(form.toBytes())).isEqualTo(form);
    }
  }

  @Test
  void formsThatDifferHaveOtherBytes() {
    List<LoopForm> forms = forms().distinct().toList();
    List<String> texts =
        forms.stream().map(form -> Arrays.toString(form.toBytes())).distinct().toList();

    assertThat(texts).hasSameSizeAs(forms);
  }

  @Test
  void aFormThatIsCutOffIsNone() {
    byte[] whole = LoopForm.of(Loops.of("sin(a) + where(b > 0, a // 3, b)")).toBytes();
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> LoopForm.of(part)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void noBytesAreMoreThanAnIllegalArgument() {
    SplittableRandom random = new SplittableRandom(5);
    byte[] whole = LoopForm.of(Loops.of("exp(a) + 2*b")).toBytes();
    for (int time = 0; time < 2_000; time++) {
      byte[] changed = whole.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      try {
        assertThat(LoopForm.of(changed)).isNotNull();
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageMatching("(?s).+");
      }
    }
  }

  private static Stream<LoopForm> forms() {
    ExpressionCases cases = new ExpressionCases(9, 2);
    return Stream.of(
            cases.elementwise(), cases.reductions(), cases.selections(), cases.random(1, 50, 3))
        .flatMap(each -> each)
        .map(EngineCase::program)
        .flatMap(program -> program.loops().stream())
        .map(LoopForm::of);
  }
}
