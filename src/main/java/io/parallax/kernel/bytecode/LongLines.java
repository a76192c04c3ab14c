package io.parallax.kernel.bytecode;

import io.parallax.program.Operation;
import io.parallax.program.Routine;
import io.parallax.program.Statement;
import io.parallax.type.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Cuts statements of many operations into several. What one computes and a later one reads is kept
/// in new variables. The last one writes, so that all of them read variables as they were before.
final class LongLines {
  /// The most operations of a statement, loads and constants not counted.
  private static final int MOST = 120;

  private final List<DataType> variables;

  private LongLines(Routine routine) {
    variables = new ArrayList<>(routine.variables());
  }

  /// The routine with no longer statements, which computes the same.
  static Routine cut(Routine routine) {
    LongLines lines = new LongLines(routine);
    List<Statement> body = lines.cut(routine.body());
    return new Routine(
        routine.name(),
        lines.variables,
        routine.parameters(),
        routine.arrays(),
        routine.locals(),
        routine.results(),
        body,
        routine.origins());
  }

  private List<Statement> cut(List<Statement> statements) {
    return statements.stream().flatMap(statement -> cut(statement).stream()).toList();
  }

  private List<Statement> cut(Statement statement) {
    UnaryOperator<List<Statement>> within = this::cut;
    return switch (statement) {
      case Statement.Compute compute -> cut(compute);
      case Statement.Branch(int condition, var then, var otherwise) ->
          List.of(new Statement.Branch(condition, within.apply(then), within.apply(otherwise)));
      case Statement.While(var test, int condition, var body, int origin) ->
          List.of(new Statement.While(within.apply(test), condition, within.apply(body), origin));
      case Statement.Counted(int trips, int position, var body, int origin) ->
          List.of(new Statement.Counted(trips, position, within.apply(body), origin));
      case Statement.Scope(int label, var body) ->
          List.of(new Statement.Scope(label, within.apply(body)));
      case Statement.Fetch _,
          Statement.Put _,
          Statement.Clear _,
          Statement.Measure _,
          Statement.CountTrips _,
          Statement.Leave _,
          Statement.Raise _ ->
          List.of(statement);
    };
  }

  private List<Statement> cut(Statement.Compute compute) {
    List<Operation> operations = compute.operations();
    int[] pieces = pieces(operations);
    int last = operations.isEmpty() ? 0 : pieces[operations.size() - 1];
    if (last == 0) {
      return List.of(compute);
    }
    Map<Integer, Integer> kept = kept(compute, pieces, last);
    List<Statement> cut = new ArrayList<>();
    for (int piece = 0; piece <= last; piece++) {
      cut.add(new Piece(compute, pieces, piece, kept).statement(piece == last));
    }
    return cut;
  }

  /// The piece of each operation.
  private static int[] pieces(List<Operation> operations) {
    int[] pieces = new int[operations.size()];
    int computed = 0;
    for (int at = 0; at < pieces.length; at++) {
      pieces[at] = computed / MOST;
      computed += isRepeated(operations.get(at)) ? 0 : 1;
    }
    return pieces;
  }

  /// Whether each piece has its own.
  private static boolean isRepeated(Operation operation) {
    return operation instanceof Operation.Load || operation instanceof Operation.Constant;
  }

  /// The new variables of operations that later pieces read.
  private Map<Integer, Integer> kept(Statement.Compute compute, int[] pieces, int last) {
    List<Operation> operations = compute.operations();
    Map<Integer, Integer> kept = new HashMap<>();
    for (int at = 0; at < pieces.length; at++) {
      for (int operand : operations.get(at).operands()) {
        keep(operations, operand, pieces[operand] < pieces[at], kept);
      }
    }
    for (Statement.Write write : compute.writes()) {
      keep(operations, write.operation(), pieces[write.operation()] < last, kept);
    }
    return kept;
  }

  private void keep(
      List<Operation> operations, int at, boolean isReadLater, Map<Integer, Integer> kept) {
    if (isReadLater && !isRepeated(operations.get(at)) && !kept.containsKey(at)) {
      kept.put(at, variables.size());
      variables.add(operations.get(at).type());
    }
  }

  /// One of the statements.
  private static final class Piece {
    private final Statement.Compute compute;
    private final int[] pieces;
    private final int piece;
    private final Map<Integer, Integer> kept;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<Integer, Integer> places = new HashMap<>();

    Piece(Statement.Compute compute, int[] pieces, int piece, Map<Integer, Integer> kept) {
      this.compute = compute;
      this.pieces = pieces;
      this.piece = piece;
      this.kept = kept;
    }

    Statement statement(boolean isLast) {
      List<Statement.Write> writes = new ArrayList<>();
      for (int at = 0; at < pieces.length; at++) {
        Integer variable = kept.get(at);
        if (pieces[at] == piece && !isRepeated(compute.operations().get(at))) {
          int place = place(at);
          if (variable != null) {
            writes.add(new Statement.Write(variable, place));
          }
        }
      }
      if (isLast) {
        for (Statement.Write write : compute.writes()) {
          writes.add(new Statement.Write(write.variable(), place(write.operation())));
        }
      }
      return new Statement.Compute(operations, writes);
    }

    /// The place in this statement of an operation of the whole.
    private int place(int at) {
      Integer known = places.get(at);
      if (known != null) {
        return known;
      }
      Operation operation = compute.operations().get(at);
      Integer variable = kept.get(at);
      Operation own =
          variable != null && pieces[at] < piece
              ? new Operation.Load(variable, operation.type())
              : operation.onOperands(this::place);
      operations.add(own);
      places.put(at, operations.size() - 1);
      return operations.size() - 1;
    }
  }
}
