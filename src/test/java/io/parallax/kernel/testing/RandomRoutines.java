package io.parallax.kernel.testing;

import io.parallax.kernel.RoutineEngine;
import io.parallax.program.ProgramText;
import java.util.SplittableRandom;

/// Random routines with items to run them for, numbered: each is the same whenever it is asked for,
/// so that one that fails can be run alone.
public final class RandomRoutines {
  /// How many are known to fault in every way, the first ones.
  public static final int COVERING = 2_000;

  /// How many `verify` runs on each engine, the first ones. The campaign of functions runs the
  /// others.
  public static final int VERIFIED = 400;

  private static final long CODE_SEED = 20_261_201;
  private static final long VALUE_SEED = CODE_SEED << 32;

  private RandomRoutines() {}

  public static RoutineCase at(long number) {
    String name = "routine" + number;
    SplittableRandom code = new SplittableRandom(CODE_SEED + number);
    SplittableRandom values = new SplittableRandom(VALUE_SEED + number);
    return RandomInvocation.next(name, RandomRoutine.next(name, code), values);
  }

  /// Fails unless the engine's outcome is that of the interpreter, with a smaller routine that
  /// fails, too, and how to run this one alone.
  public static void check(long number, RoutineEngine engine) {
    RoutineCase each = at(number);
    RoutineCut cut = RoutineCut.ALL.get((int) (number % RoutineCut.ALL.size()));
    try {
      each.check(engine, cut);
    } catch (AssertionError failure) {
      RoutineCase smallest = SmallestRoutine.of(each, engine, cut);
      throw new AssertionError(
          "./mvnw -Pfunctions verify -Droutines.first=%d -Droutines.count=1 runs this alone: %s%nThe smallest found that fails:%n%s"
              .formatted(number, failure.getMessage(), ProgramText.of(smallest.program())),
          failure);
    }
  }
}
