package io.parallax.program;

import io.parallax.type.DataType;
import io.parallax.type.Scalar;

/// A node of a [Graph], in the form in which formulas are written, such as those of the functions
/// of mathematics. Each method adds one primitive operation to the graph, or finds the operation
/// that is there already.
///
/// A `double` operand stands for the constant of the value's own type nearest to it. NaN has no
/// sign or payload: a formula may look at [#bits] of a value that can be NaN only if its result is
/// the same whatever they are. No method can fault.
public record Value(Graph graph, int node) {
  public DataType type() {
    return graph.type(node);
  }

  public boolean isDouble() {
    return type() == DataType.FLOAT64;
  }

  /// The constant of this value's type nearest to the number.
  public Value constant(double number) {
    return at(graph.constant(type(), number));
  }

  /// The constant of this value's integer type.
  public Value constant(long number) {
    if (type().isFloating()) {
      throw new IllegalArgumentException(number + " is no float: write it with a point");
    }
    return at(graph.constant(new Scalar(type(), number)));
  }

  public Value plus(Value other) {
    return binary(BinaryOperation.ADD, other);
  }

  public Value plus(double other) {
    return plus(constant(other));
  }

  public Value plus(long other) {
    return plus(constant(other));
  }

  public Value minus(Value other) {
    return binary(BinaryOperation.SUBTRACT, other);
  }

  public Value minus(double other) {
    return minus(constant(other));
  }

  public Value minus(long other) {
    return minus(constant(other));
  }

  public Value times(Value other) {
    return binary(BinaryOperation.MULTIPLY, other);
  }

  public Value times(double other) {
    return times(constant(other));
  }

  public Value over(Value other) {
    return binary(BinaryOperation.DIVIDE, other);
  }

  /// `this · factor + addend` with one rounding.
  public Value timesPlus(Value factor, Value addend) {
    return at(graph.add(new Operation.FusedMultiplyAdd(node, factor.node, addend.node, type())));
  }

  public Value timesPlus(Value factor, double addend) {
    return timesPlus(factor, constant(addend));
  }

  public Value timesPlus(double factor, Value addend) {
    return timesPlus(constant(factor), addend);
  }

  public Value timesPlus(double factor, double addend) {
    return timesPlus(constant(factor), constant(addend));
  }

  /// `c[0] + c[1]·this + c[2]·this² + …` by Horner's rule, a fused step each.
  ///
  /// @param coefficients from the constant term up; at least one
  public Value polynomial(double... coefficients) {
    Value sum = constant(coefficients[coefficients.length - 1]);
    for (int at = coefficients.length - 2; at >= 0; at--) {
      sum = sum.timesPlus(this, coefficients[at]);
    }
    return sum;
  }

  public Value negated() {
    return unary(UnaryOperation.NEGATE);
  }

  public Value magnitude() {
    return unary(UnaryOperation.ABSOLUTE);
  }

  public Value squareRoot() {
    return unary(UnaryOperation.SQUARE_ROOT);
  }

  public Value floor() {
    return unary(UnaryOperation.FLOOR);
  }

  /// Round to integral, ties to even.
  public Value rounded() {
    return unary(UnaryOperation.ROUND_EVEN);
  }

  public Value truncated() {
    return unary(UnaryOperation.TRUNCATE);
  }

  public Value minimum(Value other) {
    return binary(BinaryOperation.MINIMUM, other);
  }

  public Value maximum(Value other) {
    return binary(BinaryOperation.MAXIMUM, other);
  }

  /// The value with the sign bit of another, neither a NaN whose sign would be seen.
  public Value withSignOf(Value other) {
    Value sign = other.bits().and(signBit());
    return magnitude().bits().or(sign).asFloat();
  }

  /// The float's sign bit, the others zero, as an integer of the same width.
  public Value sign() {
    return bits().and(signBit());
  }

  /// A bit of this integer moved to the sign's place, the others zero.
  ///
  /// @param bit 0 for the lowest
  public Value bitAsSign(int bit) {
    boolean wide = type() == DataType.INT64;
    return shiftLeft((wide ? Long.SIZE : Integer.SIZE) - 1 - bit)
        .and(wide ? Long.MIN_VALUE : Integer.MIN_VALUE);
  }

  /// The float with its sign turned where an integer like [#sign] has the bit.
  public Value turnedBy(Value sign) {
    return bits().xor(sign).asFloat();
  }

  /// The float's bits as an integer of the same width.
  public Value bits() {
    return at(graph.reinterpret(node, isDouble() ? DataType.INT64 : DataType.INT32));
  }

  /// The float with this integer's bits.
  public Value asFloat() {
    return at(
        graph.reinterpret(node, type() == DataType.INT64 ? DataType.FLOAT64 : DataType.FLOAT32));
  }

  public Value and(Value other) {
    return binary(BinaryOperation.AND, other);
  }

  public Value and(long mask) {
    return and(constant(mask));
  }

  public Value or(Value other) {
    return binary(BinaryOperation.OR, other);
  }

  public Value or(long bits) {
    return or(constant(bits));
  }

  public Value xor(Value other) {
    return binary(BinaryOperation.XOR, other);
  }

  /// The complement of an integer or bool.
  public Value not() {
    return unary(UnaryOperation.NOT);
  }

  /// An integer's bits moved towards the sign, zeros after them.
  ///
  /// @param count 0 … width − 1
  public Value shiftLeft(int count) {
    return binary(BinaryOperation.SHIFT_LEFT, constant((long) count));
  }

  /// With the sign.
  ///
  /// @param count 0 … width − 1
  public Value shiftRight(int count) {
    return binary(BinaryOperation.SHIFT_RIGHT, constant((long) count));
  }

  /// The value converted by its number, not its bits. Between int64 and floats this is slow on
  /// machines without AVX-512: adding 1.5·2⁵² and looking at the bits is not.
  public Value to(DataType type) {
    return at(graph.convert(node, type));
  }

  public Value isLess(Value other) {
    return compare(Comparison.LESS, other);
  }

  public Value isLess(double other) {
    return isLess(constant(other));
  }

  public Value isAtMost(Value other) {
    return compare(Comparison.LESS_EQUAL, other);
  }

  public Value isAtMost(double other) {
    return isAtMost(constant(other));
  }

  public Value isGreater(Value other) {
    return compare(Comparison.GREATER, other);
  }

  public Value isGreater(double other) {
    return isGreater(constant(other));
  }

  public Value isAtLeast(Value other) {
    return compare(Comparison.GREATER_EQUAL, other);
  }

  public Value isAtLeast(double other) {
    return isAtLeast(constant(other));
  }

  public Value isEqual(Value other) {
    return compare(Comparison.EQUAL, other);
  }

  public Value isEqual(double other) {
    return isEqual(constant(other));
  }

  public Value isNotEqual(Value other) {
    return compare(Comparison.NOT_EQUAL, other);
  }

  public Value isNan() {
    return compare(Comparison.NOT_EQUAL, this);
  }

  /// Of a bool: one of two values, both computed.
  public Value choose(Value whenTrue, Value whenFalse) {
    return at(graph.select(node, whenTrue.node, whenFalse.node));
  }

  /// The other value where the condition holds, which is rare, and this value elsewhere. Engines
  /// may leave out what only the other value needs while the condition is false for all elements of
  /// a block.
  public Value exceptWhere(Value condition, Value rare) {
    return at(graph.rarely(condition.node, rare.node, node));
  }

  /// The element of the table at this integer, of which only the lowest bits count. The integer is
  /// int64 for tables of float64 or int64, and int32 for other tables.
  public Value elementOf(Table table) {
    return at(graph.lookUp(table, node));
  }

  private Value signBit() {
    return new Value(
        graph,
        graph.constant(
            new Scalar(
                isDouble() ? DataType.INT64 : DataType.INT32,
                isDouble() ? Long.MIN_VALUE : Integer.MIN_VALUE)));
  }

  private Value unary(UnaryOperation operation) {
    return at(graph.unary(operation, node));
  }

  private Value binary(BinaryOperation operation, Value other) {
    return at(graph.binary(operation, node, other.node));
  }

  private Value compare(Comparison comparison, Value other) {
    return at(graph.compare(comparison, node, other.node));
  }

  private Value at(int other) {
    return new Value(graph, other);
  }
}
