package io.parallax.kernel.testing;

import io.parallax.program.ProgramText;
import java.util.SplittableRandom;

/// Random programs, numbered: each is the same whenever it is asked for, so that one that fails can
/// be run alone.
///
/// Nine in ten are loops built operation by operation ([RandomLoop]), the rest requests
/// ([RandomRequest]). Programs that follow each other share their code, and differ in the arrays it
/// runs over: compiling costs more than all else.
public final class RandomPrograms {
  /// How many programs are known to have every operation, type and sink, the first ones.
  public static final int COVERING = 5_000;

  /// How many `verify` runs on each engine, the first ones. The campaign of equality runs the
  /// others.
  public static final int VERIFIED = 2_000;

  private static final int SHARING = 4;
  private static final long CODE_SEED = 20_261_130;
  private static final long VALUE_SEED = CODE_SEED << 32;

  private RandomPrograms() {}

  public static EngineCase at(long number) {
    SplittableRandom code = new SplittableRandom(CODE_SEED + number / SHARING);
    SplittableRandom values = new SplittableRandom(VALUE_SEED + number);
    String name = "random program " + number;
    return code.nextInt(10) == 0
        ? RandomRequest.next(name, code, values)
        : RandomLoop.next(name, code, values);
  }

  /// Fails unless the runner's outcome is the oracle's, with a smaller program that fails, too, and
  /// how to run this one alone.
  public static void check(long number, ProgramRunner runner) {
    EngineCase each = at(number);
    try {
      each.check(runner);
    } catch (AssertionError failure) {
      EngineCase smallest = SmallestFailure.of(each, runner);
      throw new AssertionError(
          "./mvnw -Pequality verify -Dprograms.first=%d -Dprograms.count=1 runs this alone: %s%nThe smallest found that fails:%n%s"
              .formatted(number, failure.getMessage(), ProgramText.of(smallest.program())),
          failure);
    }
  }
}
