package io.parallax.lowering;

import static io.parallax.program.BinaryOperation.FLOOR_DIVIDE;
import static io.parallax.program.BinaryOperation.FLOOR_MODULO;
import static io.parallax.program.BinaryOperation.INTEGER_POWER;

import io.parallax.error.ComputeException;
import io.parallax.language.BasicFunction;
import io.parallax.language.ComparisonOperator;
import io.parallax.language.Expression;
import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Graph;
import io.parallax.program.Node;
import io.parallax.program.Operation;
import io.parallax.program.Program;
import io.parallax.program.UnaryOperation;
import io.parallax.type.DataType;
import io.parallax.type.Overflow;
import io.parallax.type.Scalar;
import java.util.List;

/// One target's expression as nodes of a graph.
///
/// Operations that can fault get a harmless right operand at positions that a guard rejects: the
/// divisor 1, the exponent or shift count 0.
public final class Translation {
  private final Graph graph;
  private final Target target;
  private final Guards guards;
  private final Overflow overflow;
  private final FunctionLowering functions;
  private final DivisionLowering divisions;
  private final PowerLowering powers;

  /// @param overflow what happens where an integer result does not fit its type
  Translation(Graph graph, Target target, Guards guards, Overflow overflow) {
    this.graph = graph;
    this.target = target;
    this.guards = guards;
    this.overflow = overflow;
    this.functions = new FunctionLowering(graph);
    this.divisions = new DivisionLowering(graph);
    this.powers = new PowerLowering(graph);
  }

  /// The node of the expression's value.
  int lower(Expression expression) {
    return switch (expression) {
      case Expression.Literal literal -> graph.constant(literal.value());
      case Expression.Input input ->
          graph.add(new Node.Input(input.name(), input.type(), input.shape()));
      case Expression.Cast cast -> graph.convert(lower(cast.operand()), cast.type());
      case Expression.Unary unary -> unary(unary);
      case Expression.Binary binary -> binary(binary);
      case Expression.Comparison comparison ->
          graph.compare(
              primitive(comparison.operator()),
              lower(comparison.left()),
              lower(comparison.right()));
      case Expression.Call call -> call(call);
      case Expression.Reduce reduce ->
          new ReductionLowering(graph, target, guards.inside(), reduce, overflow)
              .lower(
                  new Translation(graph, target, guards.withinReduction(), overflow)
                      .lowerAll(reduce.arguments()));
    };
  }

  private List<Integer> lowerAll(List<Expression> expressions) {
    return expressions.stream().map(this::lower).toList();
  }

  private int unary(Expression.Unary unary) {
    UnaryOperation operation =
        switch (unary.operator()) {
          case NEGATE -> UnaryOperation.NEGATE;
          case INVERT -> UnaryOperation.NOT;
        };
    return graph.unary(operation, lower(unary.operand()));
  }

  private int binary(Expression.Binary binary) {
    int left = lower(binary.left());
    int right = lower(binary.right());
    boolean bool = binary.type() == DataType.BOOL;
    return switch (binary.operator()) {
      case ADD -> graph.binary(bool ? BinaryOperation.OR : BinaryOperation.ADD, left, right);
      case SUBTRACT -> graph.binary(BinaryOperation.SUBTRACT, left, right);
      case MULTIPLY ->
          graph.binary(bool ? BinaryOperation.AND : BinaryOperation.MULTIPLY, left, right);
      case DIVIDE -> graph.binary(BinaryOperation.DIVIDE, left, right);
      case FLOOR_DIVIDE ->
          binary.type().isFloating()
              ? divisions.floatFloorDivide(left, right)
              : guarded(FLOOR_DIVIDE, left, right, binary);
      case MODULO ->
          binary.type().isFloating()
              ? divisions.floatModulo(left, right)
              : guarded(FLOOR_MODULO, left, right, binary);
      case POWER -> power(left, right, binary);
      case SHIFT_LEFT -> guarded(BinaryOperation.SHIFT_LEFT, left, right, binary);
      case SHIFT_RIGHT -> guarded(BinaryOperation.SHIFT_RIGHT, left, right, binary);
      case AND -> graph.binary(BinaryOperation.AND, left, right);
      case OR -> graph.binary(BinaryOperation.OR, left, right);
      case XOR -> graph.binary(BinaryOperation.XOR, left, right);
    };
  }

  private int power(int left, int right, Expression.Binary binary) {
    return binary.type().isFloating()
        ? powers.floatPower(left, right)
        : powers
            .integerPower(left, right)
            .orElseGet(() -> guarded(INTEGER_POWER, left, right, binary));
  }

  private int call(Expression.Call call) {
    if (call.function() == BasicFunction.ISIN) {
      return isIn(call);
    }
    List<Integer> arguments = lowerAll(call.arguments());
    if (call.function() == BasicFunction.ROUND && call.type().isInteger()) {
      return multiple(arguments.getFirst(), arguments.getLast());
    }
    if (call.function() == BasicFunction.FMOD && call.type().isInteger()) {
      int left = arguments.get(0);
      int right = arguments.get(1);
      return divisions.truncatedRemainder(left, right, guarded(FLOOR_MODULO, left, right, call));
    }
    return functions.lower(call.function(), arguments);
  }

  /// An integer rounded to tens, hundreds and so on.
  private int multiple(int x, int decimals) {
    DecimalLowering rounding = new DecimalLowering(graph);
    int power = graph.constant(new Scalar(graph.type(x), rounding.power(x, decimals)));
    return graph.binary(BinaryOperation.MULTIPLY, rounding.multiple(x, decimals), power);
  }

  /// All elements of the set take part, whatever the guards outside reductions say of x.
  private int isIn(Expression.Call call) {
    List<Expression> arguments = call.arguments();
    Guards everywhere = new Guards(Guards.Mask.NONE, guards.inside());
    List<Integer> members =
        new Translation(graph, target, everywhere).lowerAll(arguments.subList(1, arguments.size()));
    Program.Origin origin = target.originOf(call);
    try {
      return new MembershipLowering(graph, graph.origin(origin))
          .lower(lower(arguments.getFirst()), members);
    } catch (ComputeException failure) {
      throw origin.locate(failure);
    }
  }

  /// The operation, with a harmless operand at positions that do not take part. If the graph has
  /// the operation unguarded already, that node is shared, because it has to succeed everywhere
  /// anyway.
  private int guarded(BinaryOperation operation, int left, int right, Expression place) {
    int origin = graph.origin(target.originOf(place));
    Operation plain = new Operation.Binary(operation, left, right, graph.type(left), origin);
    if (!guards.outside().isPresent() || !graph.canFault(plain) || graph.contains(plain)) {
      return graph.add(plain);
    }
    long harmless = operation == FLOOR_DIVIDE || operation == FLOOR_MODULO ? 1 : 0;
    int neutral = graph.constant(new Scalar(graph.type(right), harmless));
    int safe = graph.select(guards.outside().node(), right, neutral);
    return graph.add(new Operation.Binary(operation, left, safe, graph.type(left), origin));
  }

  private static Comparison primitive(ComparisonOperator operator) {
    return switch (operator) {
      case LESS -> Comparison.LESS;
      case LESS_EQUAL -> Comparison.LESS_EQUAL;
      case GREATER -> Comparison.GREATER;
      case GREATER_EQUAL -> Comparison.GREATER_EQUAL;
      case EQUAL -> Comparison.EQUAL;
      case NOT_EQUAL -> Comparison.NOT_EQUAL;
    };
  }
}
