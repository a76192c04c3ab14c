package io.parallax.lowering;

import io.parallax.program.Fault;
import io.parallax.program.Operation;
import io.parallax.program.Routine;
import io.parallax.program.Statement;
import io.parallax.type.DataType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;

/// The variables of a routine that nothing reads, and the operations that only they need. What can
/// fault stays.
final class DeadWrites {
  private final List<DataType> variables;
  private final List<Integer> parameters;
  private final List<Integer> results;
  private final List<Statement> body;

  DeadWrites(
      List<DataType> variables,
      List<Integer> parameters,
      List<Integer> results,
      List<Statement> body) {
    this.variables = variables;
    this.parameters = parameters;
    this.results = results;
    this.body = body;
  }

  /// Makes a routine of what is left.
  @FunctionalInterface
  interface Making {
    Routine make(
        List<DataType> variables,
        List<Integer> parameters,
        List<Integer> results,
        List<Statement> body);
  }

  /// The routine without them, its variables numbered anew in their order.
  Routine without(Making making) {
    List<Statement> left = body;
    BitSet read = read(left);
    int before;
    do {
      before = read.cardinality();
      left = pruned(left, read);
      read = read(left);
    } while (read.cardinality() < before);
    BitSet kept = read;
    written(left, kept);
    parameters.forEach(kept::set);
    int[] numbers = new int[variables.size()];
    List<DataType> types = new ArrayList<>();
    for (int at = kept.nextSetBit(0); at >= 0; at = kept.nextSetBit(at + 1)) {
      numbers[at] = types.size();
      types.add(variables.get(at));
    }
    return making.make(
        types, numbered(parameters, numbers), numbered(results, numbers), all(left, numbers));
  }

  private BitSet read(List<Statement> statements) {
    BitSet read = new BitSet();
    results.forEach(read::set);
    addRead(statements, read);
    return read;
  }

  private static void addRead(List<Statement> statements, BitSet read) {
    for (Statement statement : statements) {
      switch (statement) {
        case Statement.Compute(var operations, _) ->
            operations.forEach(
                operation -> {
                  if (operation instanceof Operation.Load(int variable, _)) {
                    read.set(variable);
                  }
                });
        case Statement.Fetch fetch -> fetch.indices().forEach(read::set);
        case Statement.Put put -> {
          put.indices().forEach(read::set);
          read.set(put.value());
        }
        case Statement.CountTrips count ->
            List.of(count.start(), count.stop(), count.step()).forEach(read::set);
        case Statement.Branch(int condition, var then, var otherwise) -> {
          read.set(condition);
          addRead(then, read);
          addRead(otherwise, read);
        }
        case Statement.While loop -> {
          addRead(loop.test(), read);
          read.set(loop.condition());
          addRead(loop.body(), read);
        }
        case Statement.Counted loop -> {
          read.set(loop.trips());
          addRead(loop.body(), read);
        }
        case Statement.Scope scope -> addRead(scope.body(), read);
        case Statement.Clear _, Statement.Measure _, Statement.Leave _, Statement.Raise _ -> {}
      }
    }
  }

  /// Adds the variables that statements write.
  private static void written(List<Statement> statements, BitSet written) {
    for (Statement statement : statements) {
      switch (statement) {
        case Statement.Compute compute ->
            compute.writes().forEach(write -> written.set(write.variable()));
        case Statement.Fetch fetch -> written.set(fetch.variable());
        case Statement.Measure measure -> written.set(measure.variable());
        case Statement.CountTrips count -> written.set(count.variable());
        case Statement.Branch branch -> {
          written(branch.then(), written);
          written(branch.otherwise(), written);
        }
        case Statement.While loop -> {
          written(loop.test(), written);
          written(loop.body(), written);
        }
        case Statement.Counted loop -> {
          written.set(loop.position());
          written(loop.body(), written);
        }
        case Statement.Scope scope -> written(scope.body(), written);
        case Statement.Put _, Statement.Clear _, Statement.Leave _, Statement.Raise _ -> {}
      }
    }
  }

  private static List<Statement> pruned(List<Statement> statements, BitSet read) {
    List<Statement> left = new ArrayList<>();
    for (Statement statement : statements) {
      if (statement instanceof Statement.Compute compute) {
        Statement.Compute pruned = pruned(compute, read);
        if (!pruned.operations().isEmpty()) {
          left.add(pruned);
        }
      } else if (!(statement instanceof Statement.Measure(int variable, _, _))
          || read.get(variable)) {
        left.add(within(statement, inner -> pruned(inner, read)));
      }
    }
    return left;
  }

  private static Statement.Compute pruned(Statement.Compute compute, BitSet read) {
    List<Operation> operations = compute.operations();
    List<Statement.Write> writes =
        compute.writes().stream().filter(write -> read.get(write.variable())).toList();
    BitSet needed = new BitSet();
    writes.forEach(write -> needed.set(write.operation()));
    for (int at = operations.size() - 1; at >= 0; at--) {
      if (operations.get(at) instanceof Operation.Binary binary
          && Fault.isPossible(binary, operations)) {
        needed.set(at);
      }
      if (needed.get(at)) {
        operations.get(at).operands().forEach(needed::set);
      }
    }
    int[] places = new int[operations.size()];
    List<Operation> left = new ArrayList<>();
    for (int at = needed.nextSetBit(0); at >= 0; at = needed.nextSetBit(at + 1)) {
      places[at] = left.size();
      left.add(operations.get(at).onOperands(operand -> places[operand]));
    }
    return new Statement.Compute(
        left,
        writes.stream()
            .map(write -> new Statement.Write(write.variable(), places[write.operation()]))
            .toList());
  }

  /// The statement with other lists of statements in it.
  private static Statement within(Statement statement, UnaryOperator<List<Statement>> change) {
    return switch (statement) {
      case Statement.Branch(int condition, var then, var otherwise) ->
          new Statement.Branch(condition, change.apply(then), change.apply(otherwise));
      case Statement.While loop ->
          new Statement.While(
              change.apply(loop.test()),
              loop.condition(),
              change.apply(loop.body()),
              loop.origin());
      case Statement.Counted loop ->
          new Statement.Counted(
              loop.trips(), loop.position(), change.apply(loop.body()), loop.origin());
      case Statement.Scope scope -> new Statement.Scope(scope.label(), change.apply(scope.body()));
      case Statement.Compute _,
          Statement.Fetch _,
          Statement.Put _,
          Statement.Clear _,
          Statement.Measure _,
          Statement.CountTrips _,
          Statement.Leave _,
          Statement.Raise _ ->
          statement;
    };
  }

  private static List<Statement> all(List<Statement> statements, int[] numbers) {
    return statements.stream().map(statement -> numbered(statement, numbers)).toList();
  }

  private static Statement numbered(Statement statement, int[] numbers) {
    return switch (statement) {
      case Statement.Compute(var operations, var writes) ->
          new Statement.Compute(
              operations.stream().map(operation -> numbered(operation, numbers)).toList(),
              writes.stream()
                  .map(write -> new Statement.Write(numbers[write.variable()], write.operation()))
                  .toList());
      case Statement.Fetch(int variable, int array, var indices, int origin) ->
          new Statement.Fetch(numbers[variable], array, numbered(indices, numbers), origin);
      case Statement.Put(int array, var indices, int value, int origin) ->
          new Statement.Put(array, numbered(indices, numbers), numbers[value], origin);
      case Statement.Measure(int variable, int array, int dimension) ->
          new Statement.Measure(numbers[variable], array, dimension);
      case Statement.CountTrips(int variable, int start, int stop, int step, int origin) ->
          new Statement.CountTrips(
              numbers[variable], numbers[start], numbers[stop], numbers[step], origin);
      case Statement.Branch(int condition, var then, var otherwise) ->
          new Statement.Branch(numbers[condition], all(then, numbers), all(otherwise, numbers));
      case Statement.While(var test, int condition, var loop, int origin) ->
          new Statement.While(all(test, numbers), numbers[condition], all(loop, numbers), origin);
      case Statement.Counted(int trips, int position, var loop, int origin) ->
          new Statement.Counted(numbers[trips], numbers[position], all(loop, numbers), origin);
      case Statement.Scope(int label, var scope) -> new Statement.Scope(label, all(scope, numbers));
      case Statement.Clear _, Statement.Leave _, Statement.Raise _ -> statement;
    };
  }

  private static Operation numbered(Operation operation, int[] numbers) {
    return operation instanceof Operation.Load(int variable, var storage)
        ? new Operation.Load(numbers[variable], storage)
        : operation;
  }

  private static List<Integer> numbered(List<Integer> all, int[] numbers) {
    return all.stream().map(variable -> numbers[variable]).toList();
  }
}
