package io.parallax.kernel.llvm.emit;

import io.parallax.program.Operation;
import io.parallax.program.Routine;
import io.parallax.program.Statement;
import java.util.List;

/// The facts of a routine that its code depends on: the routine without its name, and how items are
/// run.
///
/// @param routine nameless
/// @param mode how items are run; every mode leaves the same bits
public record RoutineForm(Routine routine, Mode mode) implements Form {
  /// The most items that are run side by side: two vectors, which hide each other's latency.
  public static final int MOST_LANES = 16;

  private static final int LONG = 500;

  /// A way of running items.
  public enum Mode {
    /// One item after the other.
    SCALAR,
    /// Several items side by side, under masks.
    LANES
  }

  public static RoutineForm of(Routine routine, Mode mode) {
    return new RoutineForm(
        new Routine(
            "",
            routine.variables(),
            routine.parameters(),
            routine.arrays(),
            routine.locals(),
            routine.results(),
            routine.body(),
            routine.origins()),
        mode);
  }

  /// How many items are run side by side. Long routines have half as many lanes, so that the values
  /// of a vector fit the registers.
  public int lanes() {
    return switch (mode) {
      case SCALAR -> 1;
      case LANES -> operationCount() > LONG ? MOST_LANES / 2 : MOST_LANES;
    };
  }

  @Override
  public int operationCount() {
    return operations(routine.body());
  }

  /// The work of a list of statements that is run once: its operations, and for every other
  /// statement as many as it is worth.
  public static int operations(List<Statement> statements) {
    return statements.stream().mapToInt(RoutineForm::operations).sum();
  }

  private static int operations(Statement statement) {
    return switch (statement) {
      case Statement.Compute(List<Operation> operations, var writes) ->
          operations.size() + writes.size();
      case Statement.Fetch fetch -> 4 * fetch.indices().size();
      case Statement.Put put -> 4 * put.indices().size();
      case Statement.CountTrips _ -> 8;
      case Statement.Clear _, Statement.Measure _, Statement.Leave _, Statement.Raise _ -> 1;
      case Statement.Branch(int _, List<Statement> then, List<Statement> otherwise) ->
          2 + operations(then) + operations(otherwise);
      case Statement.While(List<Statement> test, int _, List<Statement> body, int _) ->
          4 + operations(test) + operations(body);
      case Statement.Counted(int _, int _, List<Statement> body, int _) -> 4 + operations(body);
      case Statement.Scope(int _, List<Statement> body) -> operations(body);
    };
  }

  @Override
  public byte[] toBytes() {
    return RoutineBytes.write(this);
  }

  /// Reads the bytes that [#toBytes] writes.
  ///
  /// @throws IllegalArgumentException when the bytes are no form of a routine
  public static RoutineForm of(byte[] bytes) {
    return RoutineBytes.read(bytes);
  }
}
