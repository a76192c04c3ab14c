package io.parallax.lowering;

import io.parallax.program.Domain;
import io.parallax.program.Graph;
import io.parallax.program.Program;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The named values a request asks for; a value asked for twice is computed and stored once.
public final class Results {
  private final Graph graph;
  private final Schedule schedule;
  private final List<Program.Result> results = new ArrayList<>();
  private final Map<Value, Integer> slots = new LinkedHashMap<>();

  private record Value(int node, Shape shape) {}

  /// @param graph complete: no node is added from here on
  public Results(Graph graph) {
    this.graph = graph;
    this.schedule = new Schedule(graph);
  }

  /// Adds a named result.
  ///
  /// @param shape to which the node's value is broadcast
  public void add(String name, int node, Shape shape) {
    int slot =
        slots.computeIfAbsent(
            new Value(node, shape), _ -> schedule.resultSlot(name, graph.type(node), shape));
    results.add(new Program.Result(name, slot));
  }

  public Program program() {
    List<Runnable> steps = new ArrayList<>();
    slots.forEach(
        (value, slot) ->
            steps.add(
                isWhole(value) && schedule.claim(value.node(), slot)
                    ? () -> schedule.generate(value.node())
                    : () -> schedule.store(value.node(), Domain.whole(value.shape()), slot)));
    steps.forEach(Runnable::run);
    return schedule.finish(results);
  }

  /// Whether the result has the elements of the node's value in their order, so that other loops
  /// may load the value from the result: the shapes differ in dimensions of extent 1 at most.
  private boolean isWhole(Value value) {
    return graph.shape(value.node()).elementCount() == value.shape().elementCount();
  }
}
