package io.parallax.program;

import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The rules of a well-formed [Routine], on which engines rely without a check of their own: every
/// number refers to something of the right type, a scope is left only from within, nothing follows
/// a statement that ends its list, and the positions of loops are written by their loops alone.
final class RoutineCheck {
  private final List<DataType> variables;
  private final List<Routine.Array> arrays;
  private final List<Routine.Local> locals;
  private final int origins;
  private final Set<Integer> labels = new HashSet<>();
  private final Set<Integer> open = new HashSet<>();
  private final Set<Integer> positions = new HashSet<>();

  private RoutineCheck(
      List<DataType> variables,
      List<Routine.Array> arrays,
      List<Routine.Local> locals,
      int origins) {
    this.variables = variables;
    this.arrays = arrays;
    this.locals = locals;
    this.origins = origins;
  }

  /// Checks a whole routine.
  ///
  /// @throws IllegalArgumentException that says which rule is broken
  static void check(
      List<DataType> variables,
      List<Integer> parameters,
      List<Routine.Array> arrays,
      List<Routine.Local> locals,
      List<Integer> results,
      List<Statement> body,
      int origins) {
    RoutineCheck check = new RoutineCheck(variables, arrays, locals, origins);
    parameters.forEach(check::variable);
    require(new HashSet<>(parameters).size() == parameters.size(), "a parameter twice");
    require(arrays.stream().allMatch(array -> array.rank() >= 1), "an array without dimensions");
    for (Routine.Local local : locals) {
      require(
          !local.extents().isEmpty() && local.extents().stream().allMatch(extent -> extent > 0),
          "extents of ",
          local);
    }
    results.forEach(check::variable);
    require(!results.isEmpty(), "no result");
    check.list(body);
  }

  private void list(List<Statement> statements) {
    for (int at = 0; at < statements.size(); at++) {
      Statement statement = statements.get(at);
      boolean ends = statement instanceof Statement.Leave || statement instanceof Statement.Raise;
      require(!ends || at == statements.size() - 1, "statements after ", statement);
      check(statement);
    }
  }

  private void check(Statement statement) {
    switch (statement) {
      case Statement.Compute compute -> check(compute);
      case Statement.Fetch(int variable, int array, List<Integer> indices, int origin) -> {
        written(variable);
        require(variables.get(variable) == element(array), "type of ", statement);
        indices(array, indices, statement);
        origin(origin);
      }
      case Statement.Put(int array, List<Integer> indices, int value, int origin) -> {
        local(array);
        require(variables.get(variable(value)) == element(array), "type of ", statement);
        indices(array, indices, statement);
        origin(origin);
      }
      case Statement.Clear(int array) -> local(array);
      case Statement.Measure(int variable, int array, int dimension) -> {
        typed(written(variable), DataType.INT64);
        require(dimension >= 0 && dimension < rank(array), statement);
      }
      case Statement.CountTrips(int variable, int start, int stop, int step, int origin) -> {
        typed(written(variable), DataType.INT64);
        List.of(start, stop, step).forEach(bound -> typed(variable(bound), DataType.INT64));
        origin(origin);
      }
      case Statement.Branch(int condition, List<Statement> then, List<Statement> otherwise) -> {
        typed(variable(condition), DataType.BOOL);
        list(then);
        list(otherwise);
      }
      case Statement.While loop -> {
        typed(variable(loop.condition()), DataType.BOOL);
        origin(loop.origin());
        list(loop.test());
        list(loop.body());
      }
      case Statement.Counted(int trips, int position, List<Statement> body, int origin) -> {
        typed(variable(trips), DataType.INT64);
        typed(written(position), DataType.INT64);
        origin(origin);
        positions.add(position);
        list(body);
        positions.remove(position);
      }
      case Statement.Scope(int label, List<Statement> body) -> {
        require(labels.add(label), "label ", label, " twice");
        open.add(label);
        list(body);
        open.remove(label);
      }
      case Statement.Leave(int label) -> require(open.contains(label), "leaves no scope ", label);
      case Statement.Raise(_, int origin) -> origin(origin);
    }
  }

  private void check(Statement.Compute compute) {
    List<Operation> operations = compute.operations();
    for (int at = 0; at < operations.size(); at++) {
      Operation operation = operations.get(at);
      int index = at;
      require(
          operation.operands().stream().allMatch(operand -> operand >= 0 && operand < index),
          operation,
          " reads what is not computed yet");
      require(!(operation instanceof Operation.Position), "a position");
      if (operation instanceof Operation.Load(int variable, StorageType storage)) {
        require(
            storage == StorageType.of(variables.get(variable(variable))), "type of ", operation);
      }
      if (operation instanceof Operation.Binary binary && Fault.isPossible(binary, operations)) {
        origin(binary.origin());
      }
      List<DataType> given =
          operation.operands().stream().map(operand -> operations.get(operand).type()).toList();
      require(OperandTypes.accepts(operation, given), operation, " of ", given);
    }
    Set<Integer> targets = new HashSet<>();
    for (Statement.Write write : compute.writes()) {
      require(targets.add(written(write.variable())), "writes a variable twice");
      typed(write.variable(), operations.get(write.operation()).type());
    }
  }

  private void indices(int array, List<Integer> indices, Statement statement) {
    require(indices.size() == rank(array), "indices of ", statement);
    indices.forEach(index -> typed(variable(index), DataType.INT64));
  }

  private DataType element(int array) {
    return array < arrays.size()
        ? arrays.get(array).storage().computing()
        : locals.get(array - arrays.size()).type();
  }

  private int rank(int array) {
    return array < arrays.size()
        ? arrays.get(array).rank()
        : locals.get(array - arrays.size()).extents().size();
  }

  private void local(int array) {
    require(array >= arrays.size() && array < arrays.size() + locals.size(), "writes ", array);
  }

  private int written(int variable) {
    require(!positions.contains(variable), "writes the position of a loop");
    return variable(variable);
  }

  private int variable(int number) {
    require(number >= 0 && number < variables.size(), "no variable ", number);
    return number;
  }

  private void typed(int variable, DataType type) {
    require(variables.get(variable) == type, "variable ", variable, " is no ", type);
  }

  private void origin(int number) {
    require(number >= 0 && number < origins, "no origin ", number);
  }

  /// @param broken what is joined to a text where the condition does not hold
  private static void require(boolean condition, Object... broken) {
    if (!condition) {
      throw new IllegalArgumentException(
          Arrays.stream(broken).map(String::valueOf).collect(Collectors.joining()));
    }
  }
}
