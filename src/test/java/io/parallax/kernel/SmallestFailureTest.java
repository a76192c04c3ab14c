package io.parallax.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.error.ErrorCode;
import io.parallax.kernel.testing.EngineCase;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.Outcome;
import io.parallax.kernel.testing.RandomPrograms;
import io.parallax.kernel.testing.SmallestFailure;
import io.parallax.kernel.testing.TestArray;
import io.parallax.program.BinaryOperation;
import io.parallax.program.Operation;
import io.parallax.program.Program;
import io.parallax.program.Slot;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SmallestFailureTest {
  @Test
  public void keepsOnlyWhatFailureTakes() {
    EngineCase failing =
        LongStream.range(0, RandomPrograms.COVERING)
            .mapToObj(RandomPrograms::at)
            .filter(each -> operations(each) > 30 && multiplies(each.program()))
            .filter(each -> each.program().slots().stream().allMatch(SmallestFailureTest::isWhole))
            .findFirst()
            .orElseThrow();

    EngineCase smallest = SmallestFailure.of(failing, SmallestFailureTest::wrongAtMultiplication);

    assertThat(operations(smallest)).isEqualTo(3); // two constants and their product
    assertThat(smallest.program().loops().getFirst().sinks()).isEmpty();
  }

  @Test
  public void theNumberOfAProgramThatFailsIsReported() {
    assertThatThrownBy(() -> RandomPrograms.check(7, SmallestFailureTest::alwaysWrong))
        .hasMessageContaining("-Dprograms.first=7 -Dprograms.count=1")
        .hasMessageContaining("random program 7");
  }

  private static Outcome wrongAtMultiplication(Program program, Map<String, TestArray> inputs) {
    return multiplies(program)
        ? alwaysWrong(program, inputs)
        : EngineRunner.ORACLE.run(program, inputs);
  }

  private static Outcome alwaysWrong(Program program, Map<String, TestArray> inputs) {
    return new Outcome.Failure(ErrorCode.INTERNAL, "wrong", Optional.empty(), Optional.empty());
  }

  private static boolean isWhole(Slot slot) {
    return slot.countSlot() == Slot.EXACT;
  }

  private static boolean multiplies(Program program) {
    return program.loops().stream()
        .flatMap(loop -> loop.operations().stream())
        .anyMatch(
            operation ->
                operation instanceof Operation.Binary binary
                    && binary.operation() == BinaryOperation.MULTIPLY);
  }

  private static int operations(EngineCase each) {
    return each.program().loops().stream().mapToInt(loop -> loop.operations().size()).sum();
  }
}
