package io.parallax.lowering;

import io.parallax.program.Domain;
import io.parallax.program.Graph;
import io.parallax.program.Program;
import io.parallax.program.Sink;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A loop that stores the values at the positions of a shape where a mask is true.
///
/// @param mask a bool node
record Compacted(Graph graph, Shape shape, int mask) {
  /// @param columns nodes by the names of their results, in the order asked
  Program program(Map<String, Integer> columns) {
    Schedule schedule = new Schedule(graph);
    int countSlot = schedule.resultSlot("matched", DataType.INT64, Shape.SCALAR);
    Map<Integer, Integer> slots = new HashMap<>();
    List<Sink.Column> sinks = new ArrayList<>();
    List<Program.Result> results = new ArrayList<>();
    columns.forEach(
        (name, node) -> {
          Integer known = slots.get(node);
          int slot =
              known != null
                  ? known
                  : schedule.countedSlot(name, graph.type(node), shape.elementCount(), countSlot);
          if (slots.put(node, slot) == null) {
            sinks.add(new Sink.Column(node, slot));
          }
          results.add(new Program.Result(name, slot));
        });
    schedule.compact(Domain.whole(shape), new Sink.Compact(mask, sinks, countSlot));
    return schedule.finish(results);
  }
}
