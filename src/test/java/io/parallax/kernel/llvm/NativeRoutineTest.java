package io.parallax.kernel.llvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.kernel.Frame;
import io.parallax.kernel.InvocationRun;
import io.parallax.kernel.RoutineKernel;
import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.binding.UnavailableException;
import io.parallax.kernel.llvm.emit.Form;
import io.parallax.kernel.llvm.emit.RoutineForm;
import io.parallax.kernel.llvm.emit.RoutineForm.Mode;
import io.parallax.kernel.testing.RandomRoutines;
import io.parallax.program.Routine;
import io.parallax.type.DataType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeRoutineTest {
  /// Random routines of which each is compiled twice; the campaign runs the others.
  private static final long ROUTINES = 100;

  private final LlvmEngine llvm = Engines.open();

  @AfterAll
  void close() {
    llvm.close();
  }

  @Test
  void randomRoutinesHaveTheBitsFaultsAndTripsOfTheOracleInBothModes() {
    LongStream.range(0, ROUTINES)
        .parallel()
        .forEach(
            number -> {
              for (Mode mode : Mode.values()) {
                RandomRoutines.check(number, new NativeRoutines(llvm, mode));
              }
            });
  }

  @Test
  void everyFormOfARoutineArrivesAsItWasSent() {
    for (long number = 0; number < 200; number++) {
      for (Mode mode : Mode.values()) {
        RoutineForm form = RoutineForm.of(RandomRoutines.at(number).routine(), mode);
        assertThat(Form.of(form.toBytes())).isEqualTo(form);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLoopThatNeverEndsStopsSoonAfterTheStopWordIsSet(Mode mode) throws InterruptedException {
    RoutineTrial trial =
        RoutineTrial.of(HandMade.endless(), 20, Long.MAX_VALUE, false, SyntheticValues.MILD, 0);
    RoutineKernel kernel = llvm.kernel(HandMade.endless(), mode);
    try (Arena arena = Arena.ofShared()) {
      MemorySegment word = arena.allocate(Long.BYTES, Long.BYTES);
      CountDownLatch begins = new CountDownLatch(1);
      InvocationRun run =
          new InvocationRun(
              trial.program(), trial.invocation(), frame(trial, arena), () -> false, word);
      Thread runner =
          Thread.ofPlatform()
              .start(
                  () -> {
                    begins.countDown();
                    kernel.run(run, 0, 20);
                  });
      begins.await();
      assertThat(runner.join(Duration.ofMillis(100))).isFalse();
      word.set(ValueLayout.JAVA_LONG, 0, 1);
      assertThat(runner.join(Duration.ofSeconds(20))).isTrue();
    }
  }

  private static Frame frame(RoutineTrial trial, Arena arena) {
    return new Frame(
        trial.program().slots().stream()
            .map(slot -> arena.allocate(slot.arrayType().byteSize(), 64))
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a lane that leaves goes on|LANES"
            + "|store <16 x i1> zeroinitializer, ptr %lane_mask"
            + "|store <16 x i1> splat (i1 true), ptr %lane_mask",
        "lanes that have ended write|LANES|select <16 x i1> %|select <16 x i1> splat (i1 true), <16"
            + " x i1> %",
        "a strip is a trip too long|SCALAR|icmp eq i64 %|icmp ugt i64 %",
        "trips are not counted|SCALAR|sub i64 %maximum|add i64 %maximum"
      })
  void aMistakeInMasksOrTripsIsNoticed(String what, Mode mode, String right, String wrong) {
    RoutineForm form = RoutineForm.of(HandMade.breaking(), mode);
    UnaryOperator<String> defect =
        what.startsWith("lanes")
            ? ir ->
                ir.replaceAll("(= select <16 x i1> )%t\\d+(, <16 x i64>)", "$1splat (i1 true)$2")
            : ir -> ir.replace(right, wrong);

    String ir = llvm.listings(form.routine()).get(mode == Mode.SCALAR ? 0 : 1).ir();
    assertThat(defect.apply(ir)).isNotEqualTo(ir);
    assertThatThrownBy(() -> compile(form, defect))
        .isInstanceOfSatisfying(
            CompilationException.class,
            refused -> assertThat(refused.kind()).isEqualTo(CompilationException.Kind.DIFFERENT));
  }

  private static void compile(RoutineForm form, UnaryOperator<String> defect)
      throws CompilationException {
    LlvmCompilers.Settings settings =
        new LlvmCompilers.Settings(Optional.empty(), Optional.empty(), 1, "test", false);
    try (LlvmCompilers compilers = LlvmCompilers.open(settings, UnaryOperator.identity(), defect);
        KernelCompiler compiler = compilers.open()) {
      KernelCompiler.Compiled _ = compiler.compile(form.toBytes());
    } catch (UnavailableException missing) {
      Assumptions.abort(missing.reason());
    }
  }

  @Test
  void aRoutineWhoseLocalArraysAreLargeRunsOneItemAfterTheOther() {
    Routine small = HandMade.breaking();
    Routine large =
        new Routine(
            small.name(),
            small.variables(),
            small.parameters(),
            small.arrays(),
            List.of(new Routine.Local(DataType.INT64, List.of(1_000L))),
            small.results(),
            small.body(),
            small.origins());
    assertThat(llvm.kernel(large, Long.MAX_VALUE).lanes()).isEqualTo(1);
    assertThat(llvm.listings(large)).hasSize(1);
    assertThat(llvm.listings(small)).hasSize(2);
  }
}
