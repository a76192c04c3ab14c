package io.parallax.kernel.testing;

import io.parallax.kernel.RoutineEngine;
import io.parallax.program.Invocation;
import io.parallax.program.Program;
import io.parallax.program.ProgramText;
import io.parallax.program.Routine;
import java.util.List;
import java.util.Map;

/// A program of one invocation, and inputs on which engines must agree.
public record RoutineCase(String name, Program program, Map<String, TestArray> inputs) {
  public Invocation invocation() {
    return program.invocations().getFirst();
  }

  public Routine routine() {
    return invocation().routine();
  }

  /// The same case with another routine in place of its own, which takes and gives the same.
  RoutineCase with(Routine routine) {
    Invocation own = invocation();
    Invocation changed =
        new Invocation(
            routine,
            own.space(),
            own.extents(),
            own.parameters(),
            own.mask(),
            own.arrays(),
            own.results(),
            own.failures(),
            own.origins(),
            own.maximumTrips());
    return new RoutineCase(
        name,
        new Program(program.slots(), List.of(changed), program.origins(), program.results()),
        inputs);
  }

  /// Fails with the routine's text and the difference unless the engine's outcome is that of the
  /// interpreter, however the items are cut.
  public void check(RoutineEngine engine, RoutineCut cut) {
    RoutineOutcome actual;
    try {
      actual = new RoutineRunner(engine, cut).run(this);
    } catch (RuntimeException | Error failure) {
      throw new AssertionError(describe("threw " + failure), failure);
    }
    RoutineOutcome expected = RoutineRunner.ORACLE.run(this);
    if (!actual.equals(expected)) {
      throw new AssertionError(describe(cut + ": " + expected.difference(actual)));
    }
  }

  private String describe(String difference) {
    return name + ": " + difference + "\n" + ProgramText.of(program) + inputs;
  }
}
