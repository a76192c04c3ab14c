package io.parallax.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.testing.Job;
import io.parallax.executor.testing.Native;
import io.parallax.executor.testing.Signals;
import io.parallax.kernel.llvm.FaultyCompilers.Fault;
import io.parallax.kernel.llvm.binding.CompilationException.Kind;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens to compiler processes, real processes with real signals, happens to the one form
/// that they were busy with, and to nothing else.
class CompilerFaultsIT {
  private static final String SOUND = "x - 665.25";
  private static final long COUNT = 1_000;

  private static final List<Loss> LOSSES =
      List.of(
          new Loss(Fault.ENDLESS_KERNEL, Kind.TIMED_OUT, "it took longer than"),
          new Loss(Fault.STOPPED, Kind.TIMED_OUT, "it took longer than"),
          new Loss(Fault.ABORT, Kind.CRASHED, "signal 6"),
          new Loss(Fault.EXIT, Kind.CRASHED, "exit code 1"),
          new Loss(Fault.TRAP, Kind.CRASHED, "SIGSEGV"),
          new Loss(Fault.DEVOUR, Kind.CRASHED, "signal 6"),
          new Loss(Fault.HANG, Kind.TIMED_OUT, "it took longer than"),
          new Loss(Fault.GARBAGE, Kind.CRASHED, "it sent what is no reply"),
          new Loss(Fault.REFUSE, Kind.REJECTED, "no such instruction"),
          new Loss(Fault.WRONG_KERNEL, Kind.DIFFERENT, "differs from the interpreter"),
          new Loss(Fault.TRAPPING_KERNEL, Kind.CRASHED, "SIGSEGV"),
          new Loss(Fault.CALLING_KERNEL, Kind.REJECTED, "refers to 'elsewhere'"));

  /// What becomes of a form over which the compiler has the fault.
  private record Loss(Fault fault, Kind kind, String reason) {}

  /// Two processes at a time, one a core: some of the time they wait.
  @Test
  void theFormThatItWasLostOverIsRefusedFromThenOnAndOthersAreCompiled() {
    int half = LOSSES.size() / 2;
    Stream.of(LOSSES.subList(0, half), LOSSES.subList(half, LOSSES.size()))
        .parallel()
        .forEach(CompilerFaultsIT::areRefusedAndOthersAreCompiled);
  }

  private static void areRefusedAndOthersAreCompiled(List<Loss> losses) {
    try (Native natives = Native.faulty()) {
      losses.forEach(loss -> isRefusedAndOthersAreCompiled(natives, loss));
    }
  }

  private static void isRefusedAndOthersAreCompiled(Native natives, Loss loss) {
    try (Job cursed = cursed(loss.fault);
        Job sound = Job.of(SOUND + " + " + LOSSES.indexOf(loss), COUNT)) {
      long failures = natives.engine().statistics().failures(loss.kind);
      long compilations = natives.engine().statistics().compilations();
      ComputeException first = failure(natives, cursed);
      long started = natives.compilers().state().started();
      ComputeException second = failure(natives, cursed);

      assertThat(first.code()).as("%s", loss).isEqualTo(ErrorCode.KERNEL_REFUSED);
      assertThat(first.detail()).as("%s", loss).contains(loss.reason).isEqualTo(second.detail());
      assertThat(natives.compilers().state().started()).as("%s", loss).isEqualTo(started);
      assertThat(natives.executor().preparation(cursed.program()))
          .as("%s", loss)
          .isEqualTo(new Preparation.Refused(first.detail()));
      assertThat(natives.engine().statistics().failures(loss.kind))
          .as("%s", loss)
          .isEqualTo(failures + 1);
      natives.executor().execute(sound.on(1));
      assertThat(sound.takeResults().getFirst()).as("%s", loss).hasSize((int) COUNT);
      assertThat(natives.engine().statistics().compilations())
          .as("%s", loss)
          .isEqualTo(compilations + 1);
    }
  }

  private static Job cursed(Fault fault) {
    return Job.of("x - " + fault.constant(), COUNT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "SEGV", "STOP"})
  void aSignalToAnIdleProcessIsNoFormsFault(String signal) {
    try (Native natives = Native.isolated();
        Job before = Job.of("x + 1.5", COUNT);
        Job after = Job.of("x + 2.5", COUNT)) {
      natives.executor().execute(before.on(1));
      Signals.send(signal, natives.compilerPid());
      natives.executor().execute(after.on(1));
      List<List<Long>> results = after.takeResults();

      assertThat(natives.compilers().state().started()).isEqualTo(2);
      assertThat(natives.engine().statistics().compilations()).isEqualTo(2);
      assertThat(natives.engine().statistics().failures().values()).containsOnly(0L);
      assertThat(results.getFirst()).hasSize((int) COUNT);
    }
  }

  @Test
  void aFormOverWhichSomebodyKillsTheProcessIsTriedOnceMore() {
    try (Native natives = Native.faulty();
        Job cursed = cursed(Fault.KILLED)) {
      ComputeException failure = failure(natives, cursed);

      assertThat(failure.code()).isEqualTo(ErrorCode.KERNEL_REFUSED);
      assertThat(failure.detail()).contains("signal 9");
      assertThat(natives.compilers().state().started()).isEqualTo(2);
    }
  }

  @Test
  void aServiceWithoutOtherProcessesCompilesItselfAndSaysSo() {
    try (Native natives = Native.started("/nowhere/java");
        Job job = Job.of(SOUND, COUNT)) {
      natives.executor().execute(job.on(1));

      assertThat(natives.compilers().state().isolated()).isFalse();
      assertThat(natives.compilers().state().note())
          .startsWith("Kernels are compiled and tried in the service itself")
          .contains("No other process can be started");
      assertThat(natives.engine().statistics().compilations()).isOne();
    }
  }

  private static ComputeException failure(Native natives, Job job) {
    return Objects.requireNonNull(
        catchThrowableOfType(ComputeException.class, () -> natives.executor().execute(job.on(1))));
  }
}
