package io.parallax.lowering;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.program.Domain;
import io.parallax.program.Folding;
import io.parallax.program.Graph;
import io.parallax.program.Invocation;
import io.parallax.program.Node;
import io.parallax.program.Operand;
import io.parallax.program.OrderStatistic;
import io.parallax.program.Program;
import io.parallax.program.Sink;
import io.parallax.program.Slot;
import io.parallax.program.Step;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Distributes a graph over loops: all work of one level over one domain is one loop. Nothing is
/// computed that no result needs.
///
/// Levels run in order. A loop may read values that another loop of its level computed beforehand.
/// The other loop has fewer elements, or as many and fewer dimensions; loops of a level run in this
/// order.
public final class Schedule {
  private static final Comparator<LoopDraft> RUNNING_ORDER =
      Comparator.<LoopDraft>comparingLong(draft -> draft.domain().shape().elementCount())
          .thenComparingInt(draft -> draft.domain().shape().rank());

  private final Graph graph;
  private final List<Slot> slots = new ArrayList<>();
  private final Map<Integer, Integer> memory = new HashMap<>();
  private final Map<Stored, Integer> stored = new HashMap<>();
  private final Map<LoopKey, LoopDraft> drafts = new LinkedHashMap<>();
  private final Map<Integer, List<OrderStatistic>> orderStatistics = new HashMap<>();
  private final Map<Integer, List<Invocation>> invocations = new HashMap<>();
  private final Set<Node.Call> invoked = new HashSet<>();
  private int temporaries;
  private int operations;

  private record LoopKey(int level, Domain domain) {}

  private record Stored(int node, Domain domain) {}

  Schedule(Graph graph) {
    this.graph = graph;
    for (int id : graph.inputs()) {
      Node.Input input = (Node.Input) graph.node(id);
      memory.put(id, add(new Slot(input.name(), input.arrayType(), Slot.Role.INPUT, Slot.EXACT)));
    }
  }

  /// A new slot for a result.
  int resultSlot(String name, DataType type, Shape shape) {
    return slot(name, type, shape, Slot.Role.RESULT);
  }

  /// A new slot for a compacted result.
  ///
  /// @param capacity the most elements there can be
  int countedSlot(String name, DataType type, long capacity, int countSlot) {
    return add(new Slot(name, type, Shape.of(capacity), Slot.Role.RESULT, countSlot));
  }

  int temporarySlot(DataType type, Shape shape) {
    return slot("t" + temporaries++, type, shape, Slot.Role.INTERMEDIATE);
  }

  /// Stores a node in the slot, where other loops may load it, unless the node is stored elsewhere.
  ///
  /// @return whether it is the node's place now, so that [#generate] is due
  boolean claim(int node, int slot) {
    return memory.putIfAbsent(unviewed(node), slot) == null;
  }

  /// Computes a node into its slot.
  void generate(int node) {
    int id = unviewed(node);
    int slot = slotOf(id);
    switch (graph.node(id)) {
      case Node.Reduced reduced -> reduce(reduced, slot);
      case Node.Quantile quantile -> select(quantile, slot);
      case Node.Returned returned -> invoke(returned);
      case Node.Element element -> store(id, Domain.whole(element.shape()), slot);
      case Node.Input _, Node.View _ -> throw new IllegalStateException("not computed: " + id);
    }
  }

  /// Writes a node's values over the domain to the slot.
  void store(int node, Domain domain, int slot) {
    LoopDraft draft = draft(graph.level(node), domain);
    draft.add(new Sink.Store(node, slot));
    need(draft, node);
  }

  /// Writes the values where the mask is true to counted slots.
  void compact(Domain domain, Sink.Compact compact) {
    int level =
        compact.columns().stream()
            .mapToInt(column -> graph.level(column.value()))
            .reduce(graph.level(compact.mask()), Math::max);
    LoopDraft draft = draft(level, domain);
    draft.add(compact);
    need(draft, compact.mask());
    compact.columns().forEach(column -> need(draft, column.value()));
  }

  Program finish(List<Program.Result> results) {
    List<Step> steps = new ArrayList<>();
    for (int level = 0; level <= graph.maximumLevel(); level++) {
      int current = level;
      drafts.values().stream()
          .filter(draft -> draft.level() == current)
          .sorted(RUNNING_ORDER)
          .forEach(draft -> steps.add(draft.finish(this::slotOf)));
      steps.addAll(orderStatistics.getOrDefault(level, List.of()));
      steps.addAll(invocations.getOrDefault(level, List.of()));
    }
    return new Program(slots, steps, graph.origins(), results);
  }

  private void reduce(Node.Reduced reduced, int slot) {
    LoopDraft draft = draft(reduced.level() - 1, reduced.domain());
    draft.add(
        new Sink.Reduce(
            reduced.reduction(), reduced.value(), reduced.mask(), slot, reduced.origin()));
    need(draft, reduced.value());
    if (reduced.mask() != Sink.NO_MASK) {
      need(draft, reduced.mask());
    }
  }

  private void select(Node.Quantile quantile, int slot) {
    Domain domain = quantile.domain();
    count(Lowering.STEP_OPERATIONS);
    long rowLength = domain.rowLength();
    OrderStatistic step =
        new OrderStatistic(
            storedSlot(quantile.value(), domain),
            quantile.mask() == Sink.NO_MASK ? Sink.NO_MASK : storedSlot(quantile.mask(), domain),
            domain.rowsShape().elementCount(),
            rowLength,
            slotOf(quantile.quantile()),
            slot,
            quantile.origin());
    orderStatistics.computeIfAbsent(quantile.level() - 1, _ -> new ArrayList<>()).add(step);
  }

  /// Runs a routine for all items, unless another of its results is computed already.
  private void invoke(Node.Returned returned) {
    Node.Call call = returned.call();
    if (!invoked.add(call)) {
      return;
    }
    count(Lowering.STEP_OPERATIONS);
    List<Integer> results =
        graph.returned(call).stream()
            .map(id -> memory.computeIfAbsent(id, this::temporaryOf))
            .toList();
    int own = call.routine().results().size();
    Domain domain = Domain.whole(call.items());
    List<Operand> operands =
        call.parameters().stream()
            .map(node -> operand(node, domain))
            .collect(Collectors.toCollection(ArrayList::new));
    if (call.mask() != Sink.NO_MASK) {
      operands.add(operand(call.mask(), domain));
    }
    List<Integer> arrays = new ArrayList<>();
    for (int at = 0; at < call.arrays().size(); at++) {
      arrays.add(wholeSlot(call.arrays().get(at), call.routine().arrays().get(at).storage()));
    }
    Folding folding = Folding.of(domain, operands);
    int parameters = call.parameters().size();
    invocations
        .computeIfAbsent(returned.level() - 1, _ -> new ArrayList<>())
        .add(
            new Invocation(
                call.routine(),
                domain.space(),
                folding.extents(),
                folding.operands().subList(0, parameters),
                folding.operands().subList(parameters, operands.size()),
                arrays,
                results.subList(0, own),
                call.collectsFailures() ? results.getLast() : Invocation.FIRST_FAILURE,
                call.origins(),
                call.maximumTrips()));
  }

  private Operand operand(int node, Domain domain) {
    return new Operand(slotOf(node), domain.strides(graph.shape(node)));
  }

  /// A slot with an array as a routine reads it.
  private int wholeSlot(Node.Whole array, StorageType storage) {
    return graph.node(array.node()) instanceof Node.Input input
            && input.shape().equals(array.shape())
            && input.arrayType().storage() == storage
        ? slotOf(array.node())
        : storedSlot(array.node(), Domain.whole(array.shape()));
  }

  /// A slot that holds the node's values in the domain's order, not narrowed; an input or a result
  /// of a routine that does so already is used in place.
  private int storedSlot(int node, Domain domain) {
    if (graph.node(node) instanceof Node.Returned returned
        && returned.shape().equals(domain.shape())
        && domain.isRowMajor()) {
      return slotOf(node);
    }
    if (graph.node(node) instanceof Node.Input input
        && input.shape().equals(domain.shape())
        && !input.arrayType().storage().isNarrow()
        && domain.isRowMajor()) {
      return slotOf(node);
    }
    Integer known = stored.get(new Stored(node, domain));
    if (known != null) {
      return known;
    }
    int slot = temporarySlot(graph.type(node), new Shape(domain.extents()));
    stored.put(new Stored(node, domain), slot);
    store(node, domain, slot);
    return slot;
  }

  private LoopDraft draft(int level, Domain domain) {
    return drafts.computeIfAbsent(
        new LoopKey(level, domain),
        _ -> {
          count(Lowering.STEP_OPERATIONS);
          return new LoopDraft(graph, domain, level);
        });
  }

  private void need(LoopDraft draft, int node) {
    int before = draft.operationCount();
    List<Integer> loaded = draft.need(node);
    count(draft.operationCount() - before);
    loaded.forEach(this::slotOf);
  }

  private void count(int more) {
    operations += more;
    Graph.requireOperations(operations);
  }

  private int slotOf(int node) {
    int id = unviewed(node);
    Integer known = memory.get(id);
    if (known != null) {
      return known;
    }
    int slot = temporaryOf(id);
    memory.put(id, slot);
    generate(id);
    return slot;
  }

  private int temporaryOf(int id) {
    return temporarySlot(graph.type(id), graph.shape(id));
  }

  private int unviewed(int node) {
    return graph.node(node) instanceof Node.View view ? view.source() : node;
  }

  private int slot(String name, DataType type, Shape shape, Slot.Role role) {
    return add(new Slot(name, type, shape, role, Slot.EXACT));
  }

  private int add(Slot slot) {
    if (slot.shape().elementCount() > Long.MAX_VALUE / slot.type().byteWidth()) {
      throw new ComputeException(
          ErrorCode.TOO_LARGE, "an array of shape " + slot.shape() + " exceeds every memory");
    }
    slots.add(slot);
    return slots.size() - 1;
  }
}
