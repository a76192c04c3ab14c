package io.parallax.lowering;

import static io.parallax.program.BinaryOperation.FLOOR_DIVIDE;
import static io.parallax.program.BinaryOperation.FLOOR_MODULO;
import static io.parallax.program.BinaryOperation.INTEGER_POWER;
import static io.parallax.program.BinaryOperation.INTEGER_POWER_EXACT;
import static io.parallax.program.BinaryOperation.SHIFT_LEFT_EXACT;
import static io.parallax.program.BinaryOperation.SHIFT_RIGHT;

import io.parallax.error.ComputeException;
import io.parallax.language.BasicFunction;
import io.parallax.language.BinaryOperator;
import io.parallax.language.ComparisonOperator;
import io.parallax.language.Definition;
import io.parallax.language.Expression;
import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Graph;
import io.parallax.program.Operation;
import io.parallax.program.Program;
import io.parallax.program.UnaryOperation;
import io.parallax.type.DataType;
import io.parallax.type.Overflow;
import io.parallax.type.Scalar;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// One target's expression as nodes of a graph.
///
/// Operations that can fault get a harmless right operand at positions that a guard rejects: the
/// divisor 1, and 0 in any other operation. Where overflow is an error, arithmetic of integers
/// becomes operations that can fault.
public final class Translation {
  private final Premises premises;
  private final Graph graph;
  private final Target target;
  private final Guards guards;
  private final NameNodes names;
  private final FunctionLowering functions;
  private final DivisionLowering divisions;
  private final PowerLowering powers;

  /// @param names what the names in the target's expression stand for
  Translation(Premises premises, Target target, Guards guards, NameNodes names) {
    this.premises = premises;
    this.graph = premises.graph();
    this.target = target;
    this.guards = guards;
    this.names = names;
    this.functions = new FunctionLowering(graph);
    this.divisions = new DivisionLowering(graph);
    this.powers = new PowerLowering(graph);
  }

  /// A translation whose names are the caller's arrays.
  static Translation ofRequest(Premises premises, Target target, Guards guards) {
    return new Translation(premises, target, guards, NameNodes.ofInputs(premises.graph()));
  }

  /// The node of the expression's value.
  int lower(Expression expression) {
    return switch (expression) {
      case Expression.Literal literal -> graph.constant(literal.value());
      case Expression.Input input -> names.node(input);
      case Expression.Use(Definition definition, _) ->
          premises
              .definitions()
              .node(definition, guards, effective -> value(definition, effective));
      case Expression.Cast cast -> cast(cast);
      case Expression.Unary unary -> unary(unary);
      case Expression.Binary binary -> binary(binary);
      case Expression.Comparison comparison ->
          graph.compare(
              primitive(comparison.operator()),
              lower(comparison.left()),
              lower(comparison.right()));
      case Expression.Call call -> call(call);
      case Expression.Apply apply ->
          new CallLowering(premises, target, guards).lower(apply, this::lower).get(apply.result());
      case Expression.Element _, Expression.Extent _ ->
          throw new IllegalStateException("only within a function: " + expression);
      case Expression.Reduce reduce -> {
        Translation inside = under(guards.withinReduction(graph));
        Supplier<OptionalInt> used = () -> guards.everywhere(graph).node(graph);
        yield new ReductionLowering(
                graph, target, guards.inside(), reduce, premises.overflow(), used)
            .lower(inside.lowerAll(reduce.arguments()));
      }
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
    int operand = lower(unary.operand());
    return operation == UnaryOperation.NEGATE && isChecked(unary.type())
        ? opposite(operand, unary)
        : graph.unary(operation, operand);
  }

  /// A conversion. An int64 fits int32 if it can be shifted by the difference of the widths.
  private int cast(Expression.Cast cast) {
    int operand = lower(cast.operand());
    if (names.areVariables() && graph.type(operand).isFloating() && isChecked(cast.type())) {
      return fitted(operand, cast);
    }
    boolean narrows = cast.type() == DataType.INT32 && graph.type(operand) == DataType.INT64;
    if (!narrows || premises.overflow() == Overflow.WRAP) {
      return graph.convert(operand, cast.type());
    }
    int count = graph.constant(Scalar.of((long) Integer.SIZE));
    int shifted = guarded(SHIFT_LEFT_EXACT, operand, count, cast);
    return graph.convert(graph.binary(SHIFT_RIGHT, shifted, count), cast.type());
  }

  /// A float as an integer; one that does not fit, or NaN, makes the sum of the greatest integer
  /// and 1.
  private int fitted(int operand, Expression.Cast cast) {
    DataType type = cast.type();
    double bound = type == DataType.INT32 ? 0x1p31 : 0x1p63;
    int whole = graph.unary(UnaryOperation.TRUNCATE, operand);
    DataType floating = graph.type(operand);
    int fits =
        graph.binary(
            BinaryOperation.AND,
            graph.compare(Comparison.GREATER_EQUAL, whole, graph.constant(floating, -bound)),
            graph.compare(Comparison.LESS, whole, graph.constant(floating, bound)));
    long greatest = type == DataType.INT32 ? Integer.MAX_VALUE : Long.MAX_VALUE;
    int converted =
        graph.select(
            fits, graph.convert(operand, type), graph.constant(new Scalar(type, greatest)));
    int excess = graph.select(fits, graph.zero(type), graph.constant(new Scalar(type, 1)));
    return guarded(BinaryOperation.ADD_EXACT, converted, excess, cast);
  }

  /// Whether arithmetic in the type is looked at for overflow.
  private boolean isChecked(DataType type) {
    return premises.overflow() == Overflow.ERROR && type.isInteger();
  }

  /// An operation of numbers that are not bool.
  private int arithmetic(BinaryOperation operation, int left, int right, Expression place) {
    return isChecked(graph.type(left))
        ? guarded(operation.exact(), left, right, place)
        : graph.binary(operation, left, right);
  }

  private int opposite(int operand, Expression place) {
    return arithmetic(BinaryOperation.SUBTRACT, graph.zero(graph.type(operand)), operand, place);
  }

  private int binary(Expression.Binary binary) {
    int left = lower(binary.left());
    boolean bool = binary.type() == DataType.BOOL;
    if (bool && binary.operator() == BinaryOperator.AND) {
      return graph.binary(BinaryOperation.AND, left, within(left, true).lower(binary.right()));
    }
    if (bool && binary.operator() == BinaryOperator.OR) {
      return graph.binary(BinaryOperation.OR, left, within(left, false).lower(binary.right()));
    }
    int right = lower(binary.right());
    return switch (binary.operator()) {
      case ADD ->
          bool
              ? graph.binary(BinaryOperation.OR, left, right)
              : arithmetic(BinaryOperation.ADD, left, right, binary);
      case SUBTRACT -> arithmetic(BinaryOperation.SUBTRACT, left, right, binary);
      case MULTIPLY ->
          bool
              ? graph.binary(BinaryOperation.AND, left, right)
              : arithmetic(BinaryOperation.MULTIPLY, left, right, binary);
      case DIVIDE -> graph.binary(BinaryOperation.DIVIDE, left, right);
      case FLOOR_DIVIDE ->
          binary.type().isFloating()
              ? divisions.floatFloorDivide(left, right)
              : quotient(left, right, binary);
      case MODULO ->
          binary.type().isFloating()
              ? divisions.floatModulo(left, right)
              : guarded(FLOOR_MODULO, left, right, binary);
      case POWER -> power(left, right, binary);
      case SHIFT_LEFT ->
          guarded(
              isChecked(binary.type()) ? SHIFT_LEFT_EXACT : BinaryOperation.SHIFT_LEFT,
              left,
              right,
              binary);
      case SHIFT_RIGHT -> guarded(SHIFT_RIGHT, left, right, binary);
      case AND -> graph.binary(BinaryOperation.AND, left, right);
      case OR -> graph.binary(BinaryOperation.OR, left, right);
      case XOR -> graph.binary(BinaryOperation.XOR, left, right);
    };
  }

  private int power(int left, int right, Expression.Binary binary) {
    return binary.type().isFloating()
        ? powers.floatPower(left, right)
        : powers
            .integerPower(left, right, (x, y) -> arithmetic(BinaryOperation.MULTIPLY, x, y, binary))
            .orElseGet(
                () ->
                    guarded(
                        isChecked(binary.type()) ? INTEGER_POWER_EXACT : INTEGER_POWER,
                        left,
                        right,
                        binary));
  }

  /// `left // right` of integers. Only the quotient of the smallest integer by −1 overflows.
  private int quotient(int left, int right, Expression place) {
    int quotient = guarded(FLOOR_DIVIDE, left, right, place);
    int minusOne = graph.constant(new Scalar(graph.type(right), -1));
    boolean canBeLeast =
        graph.constantAt(left).map(value -> value.bits() == least(value.type())).orElse(true);
    if (premises.overflow() == Overflow.WRAP
        || !canBeLeast
        || (graph.constantAt(right).isPresent() && right != minusOne)) {
      return quotient;
    }
    if (right == minusOne) {
      return opposite(left, place);
    }
    int turns = graph.compare(Comparison.EQUAL, right, minusOne);
    int turned = graph.select(turns, left, graph.zero(graph.type(left)));
    return graph.select(turns, opposite(turned, place), quotient);
  }

  private static long least(DataType integer) {
    return integer == DataType.INT32 ? Integer.MIN_VALUE : Long.MIN_VALUE;
  }

  /// The node of a definition's value, whose failures are located in the definition's text.
  private int value(Definition definition, Guards effective) {
    Target defined =
        new Target(
            definition.name(),
            definition.source(),
            definition.value(),
            definition.pointer(),
            target.scope());
    return new Translation(premises, defined, effective, names).lower(definition.value());
  }

  private Translation under(Guards others) {
    return new Translation(premises, target, others, names);
  }

  /// Translates what is used only where a condition has a value.
  ///
  /// @param condition a bool node
  private Translation within(int condition, boolean holds) {
    return under(guards.where(condition, holds));
  }

  private int call(Expression.Call call) {
    if (call.function() == BasicFunction.WHERE) {
      return where(call);
    }
    if (call.function() == BasicFunction.ISIN) {
      return isIn(call);
    }
    List<Integer> arguments = lowerAll(call.arguments());
    if (call.function() == BasicFunction.ABS && isChecked(call.type())) {
      int x = arguments.getFirst();
      return graph.binary(BinaryOperation.MAXIMUM, x, opposite(x, call));
    }
    if (call.function() == BasicFunction.ROUND && call.type().isInteger()) {
      return multiple(arguments.getFirst(), arguments.getLast(), call);
    }
    if (call.function() == BasicFunction.FMOD && call.type().isInteger()) {
      int left = arguments.get(0);
      int right = arguments.get(1);
      return divisions.truncatedRemainder(left, right, guarded(FLOOR_MODULO, left, right, call));
    }
    return functions.lower(call.function(), arguments);
  }

  private int where(Expression.Call call) {
    int condition = lower(call.arguments().get(0));
    return graph.select(
        condition,
        within(condition, true).lower(call.arguments().get(1)),
        within(condition, false).lower(call.arguments().get(2)));
  }

  /// An integer rounded to tens, hundreds and so on.
  private int multiple(int x, int decimals, Expression place) {
    DecimalLowering rounding = new DecimalLowering(graph);
    int power = graph.constant(new Scalar(graph.type(x), rounding.power(x, decimals)));
    return arithmetic(BinaryOperation.MULTIPLY, power, rounding.multiple(x, decimals), place);
  }

  /// All elements of the set take part, whatever the guards outside reductions say of x.
  private int isIn(Expression.Call call) {
    List<Expression> arguments = call.arguments();
    List<Integer> members =
        under(guards.everywhere(graph)).lowerAll(arguments.subList(1, arguments.size()));
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
    if (!graph.canFault(plain) || graph.contains(plain)) {
      return graph.add(plain);
    }
    OptionalInt guard = guards.node(graph);
    if (guard.isEmpty()) {
      return graph.add(plain);
    }
    long harmless = operation == FLOOR_DIVIDE || operation == FLOOR_MODULO ? 1 : 0;
    int neutral = graph.constant(new Scalar(graph.type(right), harmless));
    int safe = graph.select(guard.getAsInt(), right, neutral);
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
