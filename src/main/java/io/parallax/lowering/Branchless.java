package io.parallax.lowering;

import io.parallax.function.TypedFunction;
import io.parallax.function.TypedStatement;
import io.parallax.language.Expression;
import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Graph;
import io.parallax.program.Node;
import io.parallax.program.Operation;
import io.parallax.program.UnaryOperation;
import io.parallax.type.DataType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Statements without loops and arrays as nodes of a graph. Both arms of a branch are computed, and
/// selects choose between their values; what can fault in an arm is guarded by its condition, and
/// what follows a `return` by the conditions under which nothing is returned.
final class Branchless {
  /// Nothing is returned, at no position.
  private static final int NOWHERE = -1;

  /// A value is returned at every position.
  private static final int EVERYWHERE = -2;

  private final Premises premises;
  private final Graph graph;
  private final TypedFunction function;
  private final Map<String, DataType> types;

  Branchless(Premises premises, TypedFunction function) {
    this.premises = premises;
    this.graph = premises.graph();
    this.function = function;
    this.types =
        function.variables().stream()
            .collect(
                Collectors.toMap(
                    TypedFunction.Variable::name, TypedFunction.Variable::type, (one, _) -> one));
  }

  /// The nodes of the values that the function returns.
  ///
  /// @param arguments nodes, one for each parameter
  /// @param guards where the call takes place
  List<Integer> call(List<Integer> arguments, Guards guards) {
    State state = new State(new HashMap<>(), guards);
    for (int at = 0; at < arguments.size(); at++) {
      state.values.put(function.parameters().get(at).name(), arguments.get(at));
    }
    int before = graph.size();
    run(function.body(), state);
    return withFaults(before, state.results);
  }

  /// The results, the first of which also needs what can fault and no result needs. What nothing
  /// needs is not computed, but a statement of the caller's faults whether its value is used or
  /// not.
  ///
  /// @param from the first node of the call
  private List<Integer> withFaults(int from, List<Integer> results) {
    BitSet needed = new BitSet();
    results.forEach(needed::set);
    int first = results.getFirst();
    for (int id = graph.size() - 1; id >= from; id--) {
      if (!needed.get(id)
          && graph.node(id) instanceof Node.Element(Operation operation, _, _)
          && graph.canFault(operation)) {
        int succeeds = graph.compare(Comparison.EQUAL, id, id);
        first = graph.select(succeeds, first, graph.zero(graph.type(first)));
        needed.set(id);
      }
      if (needed.get(id)) {
        graph.node(id).operands().forEach(needed::set);
      }
    }
    List<Integer> all = new ArrayList<>(results);
    all.set(0, first);
    return all;
  }

  /// The nodes of variables after a statement, and of what it returns.
  ///
  /// @param values the nodes of the variables that it reads, or keeps in one of its arms
  After after(TypedStatement statement, Map<String, Integer> values) {
    State state = new State(new HashMap<>(values), Guards.NONE);
    run(List.of(statement), state);
    return new After(state.values, state.results);
  }

  /// @param results empty where nothing is returned
  record After(Map<String, Integer> values, List<Integer> results) {}

  /// What statements have come to.
  private static final class State {
    private Map<String, Integer> values;
    private Guards guards;

    /// Where a value was returned: a bool node, [#NOWHERE] or [#EVERYWHERE].
    private int gone = NOWHERE;

    private List<Integer> results = List.of();

    State(Map<String, Integer> values, Guards guards) {
      this.values = values;
      this.guards = guards;
    }

    State branch(int condition, boolean holds) {
      return new State(new HashMap<>(values), guards.where(condition, holds));
    }
  }

  private void run(List<TypedStatement> statements, State state) {
    for (TypedStatement statement : statements) {
      if (state.gone == EVERYWHERE) {
        return;
      }
      run(statement, state);
    }
  }

  private void run(TypedStatement statement, State state) {
    switch (statement) {
      case TypedStatement.Assign(var variables, var values, _) -> {
        List<Integer> nodes = nodes(values, state);
        IntStream.range(0, nodes.size())
            .forEach(at -> state.values.put(variables.get(at), nodes.get(at)));
      }
      case TypedStatement.Unpack(var variables, Expression.Apply call, _) -> {
        List<Integer> nodes =
            new CallLowering(premises, target(call), state.guards)
                .lower(call, argument -> node(argument, state));
        IntStream.range(0, variables.size())
            .forEach(
                at -> {
                  DataType type = Objects.requireNonNull(types.get(variables.get(at)));
                  state.values.put(variables.get(at), graph.convert(nodes.get(at), type));
                });
      }
      case TypedStatement.If branch -> branch(branch, state);
      case TypedStatement.Return(var values, _) -> {
        List<Integer> nodes = nodes(values, state);
        state.results = state.gone == NOWHERE ? nodes : selected(state.gone, state.results, nodes);
        state.gone = EVERYWHERE;
      }
      case TypedStatement.SetElement _,
          TypedStatement.Clear _,
          TypedStatement.While _,
          TypedStatement.ForRange _,
          TypedStatement.ForEach _,
          TypedStatement.Break _,
          TypedStatement.Continue _ ->
          throw new IllegalStateException("not without branches: " + statement);
    }
  }

  private void branch(TypedStatement.If branch, State state) {
    int condition = node(branch.condition(), state);
    if (graph.constantAt(condition).isPresent()) {
      boolean holds = graph.constantAt(condition).get().asBoolean();
      run(holds ? branch.then() : branch.otherwise(), state);
      return;
    }
    State then = state.branch(condition, true);
    State otherwise = state.branch(condition, false);
    run(branch.then(), then);
    run(branch.otherwise(), otherwise);
    state.values = merged(condition, then, otherwise);
    int gone = gone(condition, then.gone, otherwise.gone);
    if (gone == NOWHERE) {
      return;
    }
    List<Integer> results = results(condition, then, otherwise);
    if (state.gone == NOWHERE) {
      state.results = results;
      state.gone = gone;
    } else {
      state.results = selected(state.gone, state.results, results);
      state.gone =
          gone == EVERYWHERE ? EVERYWHERE : graph.binary(BinaryOperation.OR, state.gone, gone);
    }
    if (gone != EVERYWHERE) {
      state.guards = state.guards.where(gone, false);
    }
  }

  /// The values after a branch. A variable that only one arm assigns, and that has no value before,
  /// is never read.
  private Map<String, Integer> merged(int condition, State then, State otherwise) {
    if (then.gone == EVERYWHERE) {
      return otherwise.values;
    }
    if (otherwise.gone == EVERYWHERE) {
      return then.values;
    }
    Map<String, Integer> values = new HashMap<>();
    for (TypedFunction.Variable variable : function.variables()) {
      Integer one = then.values.get(variable.name());
      Integer other = otherwise.values.get(variable.name());
      if (one != null && other != null) {
        values.put(variable.name(), one.equals(other) ? one : graph.select(condition, one, other));
      }
    }
    then.values.forEach(
        (name, node) -> {
          if (node.equals(otherwise.values.get(name))) {
            values.putIfAbsent(name, node);
          }
        });
    return values;
  }

  private int gone(int condition, int then, int otherwise) {
    if (then == otherwise && then < 0) {
      return then;
    }
    if (then == EVERYWHERE) {
      return otherwise == NOWHERE
          ? condition
          : graph.binary(BinaryOperation.OR, condition, otherwise);
    }
    if (then == NOWHERE) {
      return otherwise == EVERYWHERE
          ? not(condition)
          : graph.binary(BinaryOperation.AND, not(condition), otherwise);
    }
    return switch (otherwise) {
      case NOWHERE -> graph.binary(BinaryOperation.AND, condition, then);
      case EVERYWHERE -> graph.binary(BinaryOperation.OR, not(condition), then);
      default -> graph.select(condition, then, otherwise);
    };
  }

  private List<Integer> results(int condition, State then, State otherwise) {
    if (then.gone == NOWHERE) {
      return otherwise.results;
    }
    return otherwise.gone == NOWHERE
        ? then.results
        : selected(condition, then.results, otherwise.results);
  }

  private List<Integer> selected(int condition, List<Integer> one, List<Integer> other) {
    return IntStream.range(0, one.size())
        .mapToObj(at -> graph.select(condition, one.get(at), other.get(at)))
        .toList();
  }

  private int not(int condition) {
    return graph.unary(UnaryOperation.NOT, condition);
  }

  private List<Integer> nodes(List<Expression> expressions, State state) {
    return expressions.stream().map(expression -> node(expression, state)).toList();
  }

  private int node(Expression expression, State state) {
    return new Translation(
            premises,
            target(expression),
            state.guards,
            NameNodes.ofVariables(
                input -> Objects.requireNonNull(state.values.get(input.name()), input.name())))
        .lower(expression);
  }

  private Target target(Expression expression) {
    return Target.within(function, expression);
  }
}
