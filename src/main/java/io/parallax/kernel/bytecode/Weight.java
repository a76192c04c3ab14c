package io.parallax.kernel.bytecode;

import io.parallax.program.BinaryOperation;
import io.parallax.program.Operation;
import io.parallax.program.Routine;
import io.parallax.program.Statement;
import java.util.List;

/// How much work a routine is, in additions, as far as it can be known before it runs.
final class Weight {
  private static final long POWER = 64;
  private static final long DIVISION = 8;
  private static final long ACCESS = 4;

  private Weight() {}

  /// The trips of loops between two questions whether a run is over.
  ///
  /// @param additions between two questions
  static int looks(Routine routine, int additions) {
    return (int) Math.max(1, additions / Math.max(1, of(routine, routine.body())));
  }

  /// The work of statements whose loops make one trip each.
  private static long of(Routine routine, List<Statement> statements) {
    return statements.stream().mapToLong(statement -> of(routine, statement)).sum();
  }

  private static long of(Routine routine, Statement statement) {
    return switch (statement) {
      case Statement.Compute compute -> compute.operations().stream().mapToLong(Weight::of).sum();
      case Statement.Clear(int array) ->
          1 + routine.locals().get(array - routine.arrays().size()).elementCount() / ACCESS;
      case Statement.Fetch _, Statement.Put _ -> ACCESS;
      case Statement.CountTrips _ -> DIVISION;
      case Statement.Branch(_, var then, var otherwise) ->
          of(routine, then) + of(routine, otherwise);
      case Statement.While loop -> 1 + of(routine, loop.test()) + of(routine, loop.body());
      case Statement.Counted loop -> 1 + of(routine, loop.body());
      case Statement.Scope(_, var body) -> of(routine, body);
      case Statement.Measure _, Statement.Leave _, Statement.Raise _ -> 1;
    };
  }

  private static long of(Operation operation) {
    return operation instanceof Operation.Binary binary ? of(binary.operation()) : 1;
  }

  private static long of(BinaryOperation operation) {
    return switch (operation) {
      case INTEGER_POWER, INTEGER_POWER_EXACT, REMAINDER -> POWER;
      case FLOOR_DIVIDE, FLOOR_MODULO, DIVIDE -> DIVISION;
      case ADD, SUBTRACT, MULTIPLY, ADD_EXACT, SUBTRACT_EXACT, MULTIPLY_EXACT, MULTIPLY_EXCESS -> 1;
      case SHIFT_LEFT, SHIFT_LEFT_EXACT, SHIFT_RIGHT, AND, OR, XOR, MINIMUM, MAXIMUM -> 1;
    };
  }
}
