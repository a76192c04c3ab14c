package io.parallax.executor.machinecode;

import io.parallax.executor.Preparation;
import io.parallax.kernel.llvm.Compilation;
import io.parallax.kernel.llvm.LlvmEngine;
import io.parallax.kernel.llvm.emit.RoutineForm;
import io.parallax.program.Invocation;
import io.parallax.program.Loop;
import io.parallax.program.OrderStatistic;
import io.parallax.program.Program;
import io.parallax.program.Routine;
import io.parallax.program.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Decides when a program is worth compiling, by the rule for renting skis: a program is compiled
/// when its runs on other executors have taken as much time as compiling it takes. Whatever
/// requests follow, the total time is at most twice the time of the best choice. Thread safe.
@Component
public final class NativeDemand {
  /// The most programs whose time is remembered before they are compiled.
  static final int MAX_PROGRAMS = 4_096;

  /// The compile time of a kernel, without its operations. Measured medians of the whole: 4.5 ms
  /// for 5 sums and products, with which there are 5 constants and loads; 6.1 ms for 50 with 28;
  /// 17.4 ms for 500 with 253.
  private static final double KERNEL_NANOS = 4.4e6;

  /// The compile time of each operation of a kernel, constants and loads included.
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
    for (Part part : parts(program, engine)) {
      switch (part.compilation()) {
        case Compilation.Ready _ -> {}
        case Compilation.Running _ -> nanos += part.nanos();
        case Compilation.Absent _ -> {
          absent = true;
          nanos += part.nanos();
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

  /// A loop or a routine.
  ///
  /// @param nanos the approximate time to compile it
  private record Part(Compilation compilation, double nanos) {}

  private static List<Part> parts(Program program, LlvmEngine engine) {
    List<Part> parts = new ArrayList<>(program.steps().size());
    for (Step step : program.steps()) {
      switch (step) {
        case Loop loop -> parts.add(new Part(engine.compilation(loop), nanos(loop)));
        case Invocation invocation ->
            parts.add(
                new Part(engine.compilation(invocation.routine()), nanos(invocation.routine())));
        case OrderStatistic _ -> {}
      }
    }
    return parts;
  }

  /// Adds the time that a program took on another executor, and starts to compile the program when
  /// its total is large enough.
  void ranElsewhere(Program program, Duration time, LlvmEngine engine) {
    if (preparation(program, engine) instanceof Preparation.Absent(double compileNanos, _)) {
      int fingerprint = LlvmEngine.fingerprint(program);
      if (times.add(fingerprint, (double) time.toNanos()) >= compileNanos
          && begin(program, engine)) {
        times.forget(fingerprint);
      }
    }
  }

  /// Starts to compile the program's loops and routines.
  ///
  /// @return whether all of them are being compiled; false when too many compilations wait
  private static boolean begin(Program program, LlvmEngine engine) {
    return Stream.concat(
            program.loops().stream().map(engine::prepare),
            program.invocations().stream().map(invocation -> engine.prepare(invocation.routine())))
        .noneMatch(Compilation.Absent.class::isInstance);
  }

  /// The approximate compile time of a loop.
  static double nanos(Loop loop) {
    return KERNEL_NANOS + OPERATION_NANOS * loop.operations().size();
  }

  /// The approximate compile time of a routine: one item after the other, and several side by side.
  private static double nanos(Routine routine) {
    return 2 * KERNEL_NANOS + 2 * OPERATION_NANOS * RoutineForm.operations(routine.body());
  }
}
