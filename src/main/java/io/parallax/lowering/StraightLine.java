package io.parallax.lowering;

import io.parallax.program.Graph;
import io.parallax.program.Node;
import io.parallax.program.Operation;
import io.parallax.program.Program;
import io.parallax.program.Statement;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// A [Statement.Compute] under construction: what is computed and assigned without any control in
/// between, as one graph. Everything in the graph has been computed in the order of its nodes, so
/// what can fault stays even if nothing needs it.
final class StraightLine {
  private final RoutineDraft draft;
  private final Premises premises;
  private final Map<Integer, Integer> loaded = new HashMap<>();
  private final Map<Integer, Integer> assigned = new TreeMap<>();

  StraightLine(RoutineDraft draft) {
    this.draft = draft;
    this.premises = draft.premises();
  }

  Premises premises() {
    return premises;
  }

  Graph graph() {
    return premises.graph();
  }

  /// The node of a variable's value at the end of the line so far.
  int value(int variable) {
    Integer known = assigned.get(variable);
    return known == null ? load(variable) : known;
  }

  private int load(int variable) {
    DataType type = draft.type(variable);
    int node = graph().add(new Node.Input("$" + variable, type, Shape.SCALAR));
    loaded.put(node, variable);
    return node;
  }

  void assign(int variable, int node) {
    draft.requireRoom(graph());
    draft.write(variable);
    assigned.put(variable, node);
  }

  /// The statement, empty if there is nothing to do.
  Optional<Statement.Compute> finish() {
    assigned.entrySet().removeIf(entry -> entry.getValue() == unchanged(entry.getKey()));
    BitSet needed = needed();
    if (needed.isEmpty()) {
      return Optional.empty();
    }
    int[] places = new int[needed.length()];
    List<Operation> operations = new ArrayList<>();
    List<Program.Origin> origins = graph().origins();
    for (int id = needed.nextSetBit(0); id >= 0; id = needed.nextSetBit(id + 1)) {
      places[id] = operations.size();
      operations.add(operation(id, places, origins));
    }
    draft.count(operations.size());
    List<Statement.Write> writes = new ArrayList<>();
    assigned.forEach((variable, node) -> writes.add(new Statement.Write(variable, places[node])));
    return Optional.of(new Statement.Compute(operations, writes));
  }

  /// The node that loads a variable, −1 if nothing loads it.
  private int unchanged(int variable) {
    return loaded.entrySet().stream()
        .filter(entry -> entry.getValue() == variable)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(-1);
  }

  private BitSet needed() {
    Graph graph = graph();
    BitSet needed = new BitSet();
    assigned.values().forEach(needed::set);
    for (int id = graph.size() - 1; id >= 0; id--) {
      if (graph.node(id) instanceof Node.Element(Operation operation, _, _)
          && graph.canFault(operation)) {
        needed.set(id);
      }
      if (needed.get(id)) {
        graph.node(id).operands().forEach(needed::set);
      }
    }
    return needed;
  }

  private Operation operation(int id, int[] places, List<Program.Origin> origins) {
    return switch (graph().node(id)) {
      case Node.Input input ->
          new Operation.Load(Objects.requireNonNull(loaded.get(id)), StorageType.of(input.type()));
      case Node.Element(Operation operation, _, _) ->
          placed(operation, origins).onOperands(operand -> places[operand]);
      case Node.Reduced _, Node.Quantile _, Node.View _, Node.Returned _ ->
          throw new IllegalStateException("not within a function: " + graph().node(id));
    };
  }

  /// The operation with a place of the routine.
  private Operation placed(Operation operation, List<Program.Origin> origins) {
    if (!(operation instanceof Operation.Binary binary)) {
      return operation;
    }
    int origin =
        graph().canFault(binary) ? draft.origin(origins.get(binary.origin())) : Operation.NO_ORIGIN;
    return new Operation.Binary(
        binary.operation(), binary.left(), binary.right(), binary.type(), origin);
  }
}
