package io.parallax.kernel.llvm.emit.routine;

import io.parallax.program.BinaryOperation;
import io.parallax.program.Operation;
import io.parallax.program.Routine;
import io.parallax.program.Statement;
import io.parallax.type.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the parameters of which sums and differences are indices of arrays that items share: where
/// a group's values of these are in order, so are the elements that it reads.
final class IndexParameters {
  /// For each variable the parameters that its value is a sum of.
  private final Map<Integer, Set<Integer>> parts = new HashMap<>();

  private final Routine routine;
  private final Set<Integer> found = new HashSet<>();
  private final Set<Integer> written = new HashSet<>();

  private IndexParameters(Routine routine) {
    this.routine = routine;
  }

  /// The variables of the parameters, which the body does not write.
  static List<Integer> of(Routine routine) {
    IndexParameters parameters = new IndexParameters(routine);
    for (int variable : routine.parameters()) {
      if (routine.variables().get(variable) == DataType.INT64) {
        parameters.parts.put(variable, Set.of(variable));
      }
    }
    parameters.list(routine.body());
    return routine.parameters().stream()
        .filter(variable -> parameters.found.contains(variable))
        .filter(variable -> !parameters.written.contains(variable))
        .toList();
  }

  private void list(List<Statement> statements) {
    for (Statement statement : statements) {
      switch (statement) {
        case Statement.Compute compute -> compute(compute);
        case Statement.Fetch fetch -> {
          if (!routine.isLocal(fetch.array())) {
            fetch.indices().forEach(index -> found.addAll(parts(index)));
          }
          write(fetch.variable(), Set.of());
        }
        case Statement.Measure measure -> write(measure.variable(), Set.of());
        case Statement.CountTrips count -> write(count.variable(), Set.of());
        case Statement.Counted loop -> {
          write(loop.position(), Set.of());
          list(loop.body());
        }
        case Statement.Branch _, Statement.While _, Statement.Scope _ ->
            TripCounter.lists(statement).forEach(this::list);
        case Statement.Put _, Statement.Clear _, Statement.Leave _, Statement.Raise _ -> {}
      }
    }
  }

  private void compute(Statement.Compute compute) {
    List<Set<Integer>> values = new ArrayList<>();
    for (Operation operation : compute.operations()) {
      values.add(parts(operation, values));
    }
    compute.writes().forEach(write -> write(write.variable(), values.get(write.operation())));
  }

  private Set<Integer> parts(Operation operation, List<Set<Integer>> values) {
    if (operation instanceof Operation.Load load) {
      return parts(load.operand());
    }
    if (operation instanceof Operation.Binary binary && isSum(binary.operation())) {
      Set<Integer> both = new HashSet<>(values.get(binary.left()));
      both.addAll(values.get(binary.right()));
      return both;
    }
    return Set.of();
  }

  private static boolean isSum(BinaryOperation operation) {
    return switch (operation) {
      case ADD, SUBTRACT, ADD_EXACT, SUBTRACT_EXACT -> true;
      case MULTIPLY,
          MULTIPLY_EXACT,
          MULTIPLY_EXCESS,
          DIVIDE,
          REMAINDER,
          FLOOR_DIVIDE,
          FLOOR_MODULO,
          INTEGER_POWER,
          INTEGER_POWER_EXACT,
          SHIFT_LEFT,
          SHIFT_LEFT_EXACT,
          SHIFT_RIGHT,
          AND,
          OR,
          XOR,
          MINIMUM,
          MAXIMUM ->
          false;
    };
  }

  private Set<Integer> parts(int variable) {
    return parts.getOrDefault(variable, Set.of());
  }

  private void write(int variable, Set<Integer> value) {
    written.add(variable);
    parts.put(variable, value);
  }
}
