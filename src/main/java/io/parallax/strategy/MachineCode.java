package io.parallax.strategy;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.PlanExecutor.Availability;
import io.parallax.executor.Preparation;
import io.parallax.executor.machinecode.CodeSource;
import io.parallax.executor.machinecode.CodeSource.Code;
import io.parallax.program.Invocation;
import io.parallax.program.Loop;
import io.parallax.program.OrderStatistic;
import io.parallax.program.Program;
import io.parallax.program.Step;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Shows the machine code that an executor makes of programs.
@Component
public final class MachineCode {
  /// The most characters for all steps of a program together; the rest is cut off.
  public static final int MAX_CHARACTERS = 1 << 20;

  private final List<CodeSource> sources;

  MachineCode(List<CodeSource> sources) {
    this.sources = List.copyOf(sources);
  }

  /// The code of the program's steps.
  ///
  /// @param loops the loops and functions in order, as many as fit; a function has one code for
  ///   each way in which its items are run
  /// @param complete true when nothing was cut off
  public record Shown(String executor, List<Code> loops, boolean complete) {
    public Shown {
      loops = List.copyOf(loops);
    }
  }

  /// Compiles the program and returns its code.
  ///
  /// @throws ComputeException UNKNOWN_STRATEGY where no executor makes code; KERNEL_REFUSED, with
  ///   the reason, where the executor has no code for this program
  public Shown of(Program program) {
    CodeSource source = source();
    requirePossible(source, program);
    List<Code> codes = new ArrayList<>();
    int left = MAX_CHARACTERS;
    for (Code whole : codes(source, program)) {
      if (left == 0) {
        return new Shown(source.name(), codes, false);
      }
      Code cut = cut(whole, left);
      codes.add(cut);
      left -= cut.ir().length() + cut.assembly().length();
      if (!cut.equals(whole)) {
        return new Shown(source.name(), codes, false);
      }
    }
    return new Shown(source.name(), codes, true);
  }

  private static List<Code> codes(CodeSource source, Program program) {
    List<Code> codes = new ArrayList<>();
    for (Step step : program.steps()) {
      switch (step) {
        case Loop loop -> codes.add(source.code(loop));
        case Invocation invocation -> codes.addAll(source.codes(invocation.routine()));
        case OrderStatistic _ -> {}
      }
    }
    return codes;
  }

  private CodeSource source() {
    return sources.stream()
        .findFirst()
        .orElseThrow(() -> refused("no strategy makes code of programs"));
  }

  private static void requirePossible(CodeSource source, Program program) {
    Availability availability = source.availability();
    if (!availability.available()) {
      throw refused(
          "the strategy '%s' is not available here: %s"
              .formatted(source.name(), availability.reason()));
    }
    if (source.preparation(program) instanceof Preparation.Refused(String reason)) {
      throw new ComputeException(
          ErrorCode.KERNEL_REFUSED, StrategyAdvice.onRefused(source.name(), reason));
    }
  }

  private static Code cut(Code code, int most) {
    String ir = beginning(code.ir(), most);
    return new Code(ir, beginning(code.assembly(), most - ir.length()));
  }

  private static String beginning(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  private static ComputeException refused(String detail) {
    return new ComputeException(ErrorCode.UNKNOWN_STRATEGY, detail);
  }
}
