package io.parallax.program;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// All values of a request, each stored once: equal operations on equal operands are one node,
/// constants are folded, identities removed ([Simplification]). A node comes after the nodes it
/// depends on.
public final class Graph {
  /// The most primitive operations a program may have. A function of mathematics has 20 to 480 of
  /// them, a sine 220, so a program has room for some 300 different sines; the longest text adds up
  /// 400 terms. Lowering this many operations takes a few tenths of a second. A block engine, which
  /// stops between morsels, needs a similar time for one morsel.
  public static final int MAX_OPERATIONS = 65_536;

  private final List<Node> nodes = new ArrayList<>();
  private final Map<Node, Integer> numbers = new HashMap<>();
  private final Map<Program.Origin, Integer> origins = new HashMap<>();
  private final BitSet faulting = new BitSet();

  /// The number of nodes.
  public int size() {
    return nodes.size();
  }

  public Node node(int id) {
    return nodes.get(id);
  }

  public DataType type(int id) {
    return node(id).type();
  }

  public Shape shape(int id) {
    return node(id).shape();
  }

  public int level(int id) {
    return node(id).level();
  }

  /// The highest level of any node.
  public int maximumLevel() {
    return nodes.stream().mapToInt(Node::level).max().orElse(0);
  }

  /// The value of a node known before execution.
  public Optional<Scalar> constantAt(int id) {
    return node(id) instanceof Node.Element(Operation.Constant(Scalar value), _, _)
        ? Optional.of(value)
        : Optional.empty();
  }

  /// The caller's arrays, in the order of first use.
  public List<Integer> inputs() {
    return numbers.values().stream().filter(id -> node(id) instanceof Node.Input).sorted().toList();
  }

  /// The number of a node equal to this one.
  ///
  /// @throws ComputeException TOO_LARGE beyond [#MAX_OPERATIONS] nodes
  public int add(Node node) {
    Integer known = numbers.get(node.withoutOrigin());
    if (known != null) {
      return known;
    }
    requireOperations(nodes.size() + 1);
    faulting.set(nodes.size(), canFault(node));
    nodes.add(node);
    numbers.put(node.withoutOrigin(), nodes.size() - 1);
    return nodes.size() - 1;
  }

  /// The number of the node that computes this operation on nodes of the graph.
  public int add(Operation operation) {
    return Simplification.of(this, operation)
        .orElseGet(() -> add(new Node.Element(operation, shapeOf(operation), levelOf(operation))));
  }

  /// Whether the operation is here already.
  public boolean contains(Operation operation) {
    Node node = new Node.Element(operation, shapeOf(operation), levelOf(operation));
    return numbers.containsKey(node.withoutOrigin());
  }

  /// The nodes of all values of a run of a routine.
  public List<Integer> returned(Node.Call call) {
    int level = levelOf(call) + 1;
    return IntStream.range(0, call.resultCount())
        .map(result -> add(new Node.Returned(call, result, level)))
        .boxed()
        .toList();
  }

  /// Whether a run of a routine is here already.
  public boolean contains(Node.Call call) {
    return numbers.containsKey(new Node.Returned(call, 0, levelOf(call) + 1).withoutOrigin());
  }

  private int levelOf(Node.Call call) {
    return new Node.Returned(call, 0, 0).sources().stream().mapToInt(this::level).max().orElse(0);
  }

  /// Whether computing the node, or anything it depends on, can fault.
  public boolean canFault(int id) {
    return faulting.get(id);
  }

  /// Whether the operation itself can fault.
  public boolean canFault(Operation operation) {
    return operation instanceof Operation.Binary binary
        && Fault.isPossible(binary, constantAt(binary.left()), constantAt(binary.right()));
  }

  private boolean canFault(Node node) {
    return Stream.concat(node.operands().stream(), node.sources().stream()).anyMatch(faulting::get)
        || (node instanceof Node.Element element && canFault(element.operation()))
        || (node instanceof Node.Returned returned && !returned.call().collectsFailures());
  }

  /// Refuses a request with more than [#MAX_OPERATIONS] operations.
  ///
  /// @throws ComputeException TOO_LARGE beyond [#MAX_OPERATIONS]
  public static void requireOperations(int count) {
    if (count > MAX_OPERATIONS) {
      throw new ComputeException(
          ErrorCode.TOO_LARGE,
          "the request needs more than "
              + MAX_OPERATIONS
              + " primitive operations; a function of mathematics is 20 to 480 of them, and every"
              + " loop counts as 8 more");
    }
  }

  public int origin(Program.Origin origin) {
    return origins.computeIfAbsent(origin, _ -> origins.size());
  }

  /// All origins by their number.
  public List<Program.Origin> origins() {
    return origins.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  public int constant(Scalar value) {
    return add(new Operation.Constant(value));
  }

  /// The constant of that type nearest to the value.
  public int constant(DataType type, double value) {
    return convert(constant(Scalar.of(value)), type);
  }

  public int unary(UnaryOperation operation, int operand) {
    return add(new Operation.Unary(operation, operand, type(operand)));
  }

  /// For operations that cannot fault.
  public int binary(BinaryOperation operation, int left, int right) {
    return add(new Operation.Binary(operation, left, right, type(left), Operation.NO_ORIGIN));
  }

  public int compare(Comparison comparison, int left, int right) {
    return add(new Operation.Compare(comparison, left, right, type(left)));
  }

  public int select(int condition, int whenTrue, int whenFalse) {
    return add(new Operation.Select(condition, whenTrue, whenFalse, type(whenTrue)));
  }

  /// A select whose condition hardly ever holds.
  public int rarely(int condition, int whenTrue, int whenFalse) {
    return add(
        new Operation.Select(condition, whenTrue, whenFalse, type(whenTrue), Likelihood.RARE));
  }

  public int lookUp(Table table, int index) {
    return add(new Operation.Lookup(table, index));
  }

  public int reinterpret(int operand, DataType type) {
    return add(new Operation.Reinterpret(operand, type(operand), type));
  }

  /// The value in that type; bool asks whether it is not zero.
  public int convert(int operand, DataType type) {
    if (type(operand) == type) {
      return operand;
    }
    return type == DataType.BOOL
        ? compare(Comparison.NOT_EQUAL, operand, zero(type(operand)))
        : add(new Operation.Convert(operand, type(operand), type));
  }

  public int zero(DataType type) {
    return constant(new Scalar(type, 0));
  }

  /// The value in the type reductions work in: float64 for floats, int64 for the rest.
  public int widen(int operand) {
    return convert(operand, type(operand).isFloating() ? DataType.FLOAT64 : DataType.INT64);
  }

  private Shape shapeOf(Operation operation) {
    return operation.operands().stream()
        .map(this::shape)
        .reduce(Shape.SCALAR, (left, right) -> left.broadcast(right).orElseThrow());
  }

  private int levelOf(Operation operation) {
    return operation.operands().stream().mapToInt(this::level).max().orElse(0);
  }
}
