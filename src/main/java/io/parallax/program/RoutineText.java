package io.parallax.program;

import io.parallax.type.StorageType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A [Routine] as text for people and tests. Variables are `$0`, `$1`, …, arrays `@0`, `@1`, …
///
/// ```
/// routine last($0) -> $1
///   variables $0: int64, $1: int64, $2: int64
///   array @0: float64 of rank 1
///   %0 = int64 0
///   $1 = %0
///   for $2 below $0
///     %0 = load $2
///     $1 = %0
/// ```
public final class RoutineText {
  private final Routine routine;
  private final StringBuilder text = new StringBuilder();

  private RoutineText(Routine routine) {
    this.routine = routine;
  }

  public static String of(Routine routine) {
    return new RoutineText(routine).write();
  }

  private String write() {
    String parameters =
        routine.parameters().stream()
            .map(variable -> "$" + variable)
            .collect(Collectors.joining(", "));
    line(0, "routine " + routine.name() + "(" + parameters + ") -> " + all(routine.results()));
    String types =
        IntStream.range(0, routine.variables().size())
            .mapToObj(at -> "$" + at + ": " + routine.variables().get(at))
            .collect(Collectors.joining(", "));
    line(1, "variables " + types);
    for (int array = 0; array < routine.arrays().size(); array++) {
      Routine.Array each = routine.arrays().get(array);
      line(1, "array @" + array + ": " + each.storage() + " of rank " + each.rank());
    }
    for (int local = 0; local < routine.locals().size(); local++) {
      Routine.Local each = routine.locals().get(local);
      int array = routine.arrays().size() + local;
      line(1, "local @" + array + ": " + each.type() + " " + each.extents());
    }
    write(1, routine.body());
    return text.toString();
  }

  private void write(int depth, List<Statement> statements) {
    statements.forEach(statement -> write(depth, statement));
  }

  private void write(int depth, Statement statement) {
    switch (statement) {
      case Statement.Compute compute -> write(depth, compute);
      case Statement.Fetch(int variable, int array, List<Integer> indices, _) ->
          line(depth, "$" + variable + " = @" + array + "[" + all(indices) + "]");
      case Statement.Put(int array, List<Integer> indices, int value, _) ->
          line(depth, "@" + array + "[" + all(indices) + "] = $" + value);
      case Statement.Clear(int array) -> line(depth, "clear @" + array);
      case Statement.Measure(int variable, int array, int dimension) ->
          line(depth, "$" + variable + " = extent " + dimension + " of @" + array);
      case Statement.CountTrips(int variable, int start, int stop, int step, _) ->
          line(
              depth,
              "$" + variable + " = trips of range($" + start + ", $" + stop + ", $" + step + ")");
      case Statement.Branch(int condition, List<Statement> then, List<Statement> otherwise) -> {
        line(depth, "if $" + condition);
        write(depth + 1, then);
        if (!otherwise.isEmpty()) {
          line(depth, "else");
          write(depth + 1, otherwise);
        }
      }
      case Statement.While loop -> {
        line(depth, "test");
        write(depth + 1, loop.test());
        line(depth, "while $" + loop.condition());
        write(depth + 1, loop.body());
      }
      case Statement.Counted(int trips, int position, List<Statement> body, _) -> {
        line(depth, "for $" + position + " below $" + trips);
        write(depth + 1, body);
      }
      case Statement.Scope(int label, List<Statement> body) -> {
        line(depth, "scope " + label);
        write(depth + 1, body);
      }
      case Statement.Leave(int label) -> line(depth, "leave " + label);
      case Statement.Raise(Fault fault, _) -> line(depth, "raise " + OperationText.label(fault));
    }
  }

  private void write(int depth, Statement.Compute compute) {
    List<Operation> operations = compute.operations();
    for (int at = 0; at < operations.size(); at++) {
      line(depth, "%" + at + " = " + describe(operations.get(at)));
    }
    compute
        .writes()
        .forEach(write -> line(depth, "$" + write.variable() + " = %" + write.operation()));
  }

  private static String describe(Operation operation) {
    return operation instanceof Operation.Load(int variable, StorageType _)
        ? "load $" + variable
        : OperationText.of(operation);
  }

  private static String all(List<Integer> variables) {
    return variables.stream().map(variable -> "$" + variable).collect(Collectors.joining(", "));
  }

  private void line(int depth, String content) {
    text.append("  ".repeat(depth)).append(content).append('\n');
  }
}
