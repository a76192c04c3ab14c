package io.parallax.executor.machinecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.Execution;
import io.parallax.executor.ExecutorsTest;
import io.parallax.executor.PlanExecutor;
import io.parallax.executor.Preparation;
import io.parallax.executor.testing.Job;
import io.parallax.executor.testing.Native;
import io.parallax.executor.thread.ProgramRunner;
import io.parallax.executor.thread.SequentialExecutor;
import io.parallax.kernel.interpreter.Interpreter;
import io.parallax.kernel.llvm.LlvmEngine;
import io.parallax.limit.Deadline;
import io.parallax.program.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeKernelsExecutorTest {
  private static final int[] PARALLELISMS = {1, 3, 8};
  private static final long[] COUNTS = {0, 1, 9, 32_769, 100_003};

  static final List<String> TEXTS = ExecutorsTest.TEXTS;

  private final Native kernels = Native.open();
  private final NativeKernelsExecutor executor = kernels.executor();

  @AfterAll
  void close() {
    kernels.close();
  }

  @ParameterizedTest
  @FieldSource("TEXTS")
  void leavesTheInterpretersBitsWithAnyNumberOfThreads(String text) {
    PlanExecutor oracle = new SequentialExecutor(new ProgramRunner(new Interpreter()));
    for (long count : COUNTS) {
      try (Job job = Job.of(text, count)) {
        oracle.execute(job.on(1));
        List<List<Long>> expected = job.takeResults();
        for (int parallelism : PARALLELISMS) {
          executor.execute(job.on(parallelism));

          assertThat(job.takeResults().equals(expected))
              .as("%s of %d on %d threads", text, count, parallelism)
              .isTrue();
        }
      }
    }
  }

  @Test
  void namesTheFirstFaultingElementHoweverTheMorselsRun() {
    try (Job job = Job.withZeros("sum(i // d)", 400_000, 399_999, 250_000, 70_001, 70_000)) {
      for (int repetition = 0; repetition < 20; repetition++) {
        ComputeException fault = failure(job.on(4));

        assertThat(fault.code()).isEqualTo(ErrorCode.ARITHMETIC_FAULT);
        assertThat(fault.detail()).isEqualTo("division by zero at element [70000]");
      }
    }
  }

  @Test
  void compilesWhatItIsGivenAndReportsTheTime() {
    try (Job job = Job.of("x * 0.125 + y * 0.375", 1_000)) {
      assertThat(executor.preparation(job.program())).isInstanceOf(Preparation.Absent.class);

      PlanExecutor.Report first = executor.execute(job.on(1));
      PlanExecutor.Report second = executor.execute(job.on(1));

      assertThat(executor.preparation(job.program())).isEqualTo(Preparation.READY);
      assertThat(first.compileNanos()).isGreaterThan(500_000);
      assertThat(second.compileNanos()).isLessThan(first.compileNanos() / 2);
      assertThat(first.morsels()).isEqualTo(1);
    }
  }

  @Test
  void runsNothingPastTheDeadline() {
    try (Job job = Job.of("x * 0.25 + y * 0.75", 100_000)) {
      Deadline over = Deadline.after(System.nanoTime(), Duration.ZERO);

      assertThat(failure(job.on(2, over)).code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    }
  }

  @Test
  void refusesProgramsThatAreTooLong() {
    String sum =
        IntStream.range(0, 60).mapToObj(at -> "sin(x+" + at + ")").collect(Collectors.joining("+"));

    assertThat(executor.preparation(program(sum)))
        .isEqualTo(
            new Preparation.Refused(
                "more than " + LlvmEngine.MAX_OPERATIONS + " operations in a loop"));
  }

  @Test
  void showsTheCodeOfALoop() {
    CodeSource.Code code = executor.code(program("x * 0.5 + y").loops().getFirst());

    assertThat(code.ir())
        .containsPattern("fmul <\\d+ x double>")
        .containsPattern("fadd <\\d+ x double>")
        .doesNotContain(" fast ");
    assertThat(code.assembly()).contains("ret");
  }

  @Test
  void saysWhyItCannotRun() {
    Path missing = Path.of("nowhere", "libLLVM.so").toAbsolutePath();
    try (Native without = Native.with(missing)) {
      assertThat(without.executor().availability())
          .isEqualTo(PlanExecutor.Availability.unavailable("there is no file " + missing));
    }
  }

  private static Program program(String text) {
    try (Job job = Job.of(text, 1_000)) {
      return job.program();
    }
  }

  private ComputeException failure(Execution execution) {
    return Objects.requireNonNull(
        catchThrowableOfType(ComputeException.class, () -> executor.execute(execution)));
  }
}
