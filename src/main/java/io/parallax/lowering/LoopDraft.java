package io.parallax.lowering;

import io.parallax.program.Domain;
import io.parallax.program.Folding;
import io.parallax.program.Graph;
import io.parallax.program.Loop;
import io.parallax.program.Node;
import io.parallax.program.Operand;
import io.parallax.program.Operation;
import io.parallax.program.RareRegions;
import io.parallax.program.Sink;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/// A [Loop] under construction: the sinks of one level over one domain, and the nodes they need.
public final class LoopDraft {
  /// A value is computed beforehand, in a loop of its own, if the loop has at least this many times
  /// as many elements, or if the value has no dimensions. A loop without elements has nothing
  /// computed beforehand, so that nothing can fault for it.
  private static final int HOISTING_RATIO = 8;

  private final Graph graph;
  private final Domain domain;
  private final int level;
  private final BitSet needed = new BitSet();
  private final List<Sink> sinks = new ArrayList<>();

  public LoopDraft(Graph graph, Domain domain, int level) {
    this.graph = graph;
    this.domain = domain;
    this.level = level;
  }

  Domain domain() {
    return domain;
  }

  int level() {
    return level;
  }

  int operationCount() {
    return needed.cardinality();
  }

  /// Adds what happens to a value of the loop.
  ///
  /// @param sink refers to nodes of the graph instead of operations
  public void add(Sink sink) {
    sinks.add(sink);
  }

  /// Makes a node available in the loop.
  ///
  /// @return the nodes that must now be loaded from memory, in a fixed order
  public List<Integer> need(int node) {
    List<Integer> loaded = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(node));
    while (!open.isEmpty()) {
      int next = open.pop();
      if (!needed.get(next)) {
        needed.set(next);
        if (isLoaded(next)) {
          loaded.add(next);
        } else {
          graph.node(next).operands().forEach(open::push);
        }
      }
    }
    return loaded;
  }

  /// The loop, in the order of the graph but for what is rarely needed (see [RareRegions]).
  ///
  /// @param slots the slot of every node that is loaded
  public Loop finish(IntUnaryOperator slots) {
    int[] numbers = new int[needed.length()];
    Map<Operand, Integer> operands = new LinkedHashMap<>();
    List<Operation> operations = new ArrayList<>();
    for (int id = needed.nextSetBit(0); id >= 0; id = needed.nextSetBit(id + 1)) {
      numbers[id] = operations.size();
      operations.add(
          isLoaded(id)
              ? load(id, slots.applyAsInt(id), operands)
              : ((Node.Element) graph.node(id)).operation().onOperands(at -> numbers[at]));
    }
    List<Sink> numbered = numbered(sinks, numbers);
    List<Integer> order = RareRegions.of(operations, numbered).order();
    int[] places = new int[order.size()];
    for (int place = 0; place < places.length; place++) {
      places[order.get(place)] = place;
    }
    List<Operation> ordered =
        order.stream().map(at -> operations.get(at).onOperands(on -> places[on])).toList();
    return Folding.of(domain, List.copyOf(operands.keySet()))
        .loop(domain.space(), ordered, numbered(numbered, places));
  }

  private boolean isLoaded(int id) {
    return switch (graph.node(id)) {
      case Node.Element(Operation operation, Shape shape, _) ->
          !operation.operands().isEmpty() && isHoisted(shape);
      case Node.Input _, Node.Reduced _, Node.Quantile _, Node.View _, Node.Returned _ -> true;
    };
  }

  private boolean isHoisted(Shape shape) {
    if (shape.isScalar()) {
      return !domain.shape().isScalar() && domain.shape().elementCount() > 0;
    }
    long count = shape.elementCount();
    return count > 0 && domain.shape().elementCount() / HOISTING_RATIO >= count;
  }

  private Operation load(int id, int slot, Map<Operand, Integer> operands) {
    Operand operand = new Operand(slot, domain.strides(graph.shape(id)));
    int next = operands.size();
    Integer known = operands.putIfAbsent(operand, next);
    return new Operation.Load(known == null ? next : known, storage(id));
  }

  private StorageType storage(int id) {
    return switch (graph.node(id)) {
      case Node.Input input -> input.arrayType().storage();
      case Node.View view -> storage(view.source());
      case Node.Element _, Node.Reduced _, Node.Quantile _, Node.Returned _ ->
          StorageType.of(graph.type(id));
    };
  }

  private static List<Sink> numbered(List<Sink> sinks, int[] numbers) {
    return sinks.stream().map(sink -> numbered(sink, numbers)).toList();
  }

  private static Sink numbered(Sink sink, int[] numbers) {
    return switch (sink) {
      case Sink.Store store -> new Sink.Store(numbers[store.value()], store.slot());
      case Sink.Reduce reduce ->
          new Sink.Reduce(
              reduce.reduction(),
              numbers[reduce.value()],
              reduce.mask() == Sink.NO_MASK ? Sink.NO_MASK : numbers[reduce.mask()],
              reduce.slot(),
              reduce.origin());
      case Sink.Compact compact ->
          new Sink.Compact(
              numbers[compact.mask()],
              compact.columns().stream()
                  .map(column -> new Sink.Column(numbers[column.value()], column.slot()))
                  .toList(),
              compact.countSlot());
    };
  }
}
