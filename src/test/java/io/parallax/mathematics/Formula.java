package io.parallax.mathematics;

import io.parallax.language.MathFunction;
import io.parallax.program.Arithmetic;
import io.parallax.program.Graph;
import io.parallax.program.Node;
import io.parallax.program.Value;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// A formula of [Value]s, evaluated by [Arithmetic] one operation at a time.
public final class Formula {
  private static final Map<Definition, Formula> FUNCTIONS = new ConcurrentHashMap<>();

  private record Definition(MathFunction function, DataType type) {}

  private final Graph graph = new Graph();
  private final List<Integer> inputs = new ArrayList<>();
  private final int result;

  private Formula(UnaryOperator<Value> formula, DataType type) {
    result = formula.apply(input("x", type)).node();
  }

  private Formula(BinaryOperator<Value> formula, DataType type) {
    result = formula.apply(input("x", type), input("y", type)).node();
  }

  /// A function of mathematics, made once.
  public static Formula of(MathFunction function, DataType type) {
    return FUNCTIONS.computeIfAbsent(
        new Definition(function, type),
        _ ->
            function.operandCount() == 1
                ? of(type, x -> Mathematics.value(function, List.of(x)))
                : ofTwo(type, (x, y) -> Mathematics.value(function, List.of(x, y))));
  }

  static Formula of(DataType type, UnaryOperator<Value> formula) {
    return new Formula(formula, type);
  }

  static Formula ofTwo(DataType type, BinaryOperator<Value> formula) {
    return new Formula(formula, type);
  }

  /// How many operations it takes, constants included.
  int operationCount() {
    return result + 1 - inputs.size();
  }

  /// The bits of its value, as [io.parallax.type.Scalar] holds them.
  ///
  /// @param arguments the bits of each operand
  public long bits(long... arguments) {
    long[] values = new long[result + 1];
    for (int node = 0; node <= result; node++) {
      int input = inputs.indexOf(node);
      values[node] =
          input >= 0
              ? arguments[input]
              : Arithmetic.evaluate(
                  ((Node.Element) graph.node(node)).operation(), operand -> values[operand]);
    }
    return values[result];
  }

  double of(double... arguments) {
    long[] bits = new long[arguments.length];
    for (int at = 0; at < bits.length; at++) {
      bits[at] = Double.doubleToRawLongBits(arguments[at]);
    }
    return Double.longBitsToDouble(bits(bits));
  }

  float of(float... arguments) {
    long[] bits = new long[arguments.length];
    for (int at = 0; at < bits.length; at++) {
      bits[at] = Integer.toUnsignedLong(Float.floatToRawIntBits(arguments[at]));
    }
    return Float.intBitsToFloat((int) bits(bits));
  }

  private Value input(String name, DataType type) {
    int node = graph.add(new Node.Input(name, type, Shape.SCALAR));
    inputs.add(node);
    return new Value(graph, node);
  }
}
