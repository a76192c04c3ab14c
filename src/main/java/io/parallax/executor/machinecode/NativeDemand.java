package io.parallax.executor.machinecode;

import io.parallax.executor.Preparation;
import io.parallax.kernel.llvm.Compilation;
import io.parallax.kernel.llvm.LlvmEngine;
import io.parallax.program.Loop;
import io.parallax.program.Program;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Decides when a program is worth compiling, by the rule for renting skis: when it has taken as
/// much time elsewhere as compiling takes. Whatever is asked for afterwards, that is at most twice
/// the time the best choice would have taken. Thread safe.
@Component
public final class NativeDemand {
  /// What compiling takes for each kernel and for each operation in it, constants and loads
  /// included (measured medians: 4.5 ms for 5 sums and products, with which there are 5 others, 6.1
  /// for 50 with 28, 17.4 for 500 with 253). Programs whose time is remembered before they are
  /// compiled.
  static final int MAX_PROGRAMS = 4_096;

  private static final double KERNEL_NANOS = 4.4e6;

  private static final double OPERATION_NANOS = 17e3;

  private final ProgramTimes times = new ProgramTimes(MAX_PROGRAMS);

  /// How far the engine is with a program. Starts nothing.
  Preparation preparation(Program program, LlvmEngine engine) {
    Optional<String> refusal = LlvmEngine.refusal(program);
    if (refusal.isPresent()) {
      return new Preparation.Refused(refusal.get());
    }
    double nanos = 0;
    boolean absent = false;
    for (Loop loop : program.loops()) {
      switch (engine.compilation(loop)) {
        case Compilation.Ready _ -> {}
        case Compilation.Running _ -> nanos += nanos(loop);
        case Compilation.Absent _ -> {
          absent = true;
          nanos += nanos(loop);
        }
        case Compilation.Failed(_, String reason) -> {
          return new Preparation.Refused(reason);
        }
      }
    }
    if (absent) {
      return new Preparation.Absent(nanos, times.spent(LlvmEngine.fingerprint(program)));
    }
    return nanos > 0 ? new Preparation.Compiling(nanos) : Preparation.READY;
  }

  /// Adds what a program took elsewhere, and has it compiled when that is enough.
  void ranElsewhere(Program program, Duration time, LlvmEngine engine) {
    if (preparation(program, engine) instanceof Preparation.Absent(double compileNanos, _)) {
      int fingerprint = LlvmEngine.fingerprint(program);
      if (times.add(fingerprint, (double) time.toNanos()) >= compileNanos
          && begin(program, engine)) {
        times.forget(fingerprint);
      }
    }
  }

  /// Whether all of it is being compiled: too much may be waiting.
  private static boolean begin(Program program, LlvmEngine engine) {
    return program.loops().stream()
        .map(engine::prepare)
        .noneMatch(Compilation.Absent.class::isInstance);
  }

  /// What compiling a loop takes, about.
  static double nanos(Loop loop) {
    return KERNEL_NANOS + OPERATION_NANOS * loop.operations().size();
  }
}
