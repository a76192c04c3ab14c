package io.parallax.program;

import io.parallax.type.DataType;
import io.parallax.type.Scalar;

/// A node of a [Graph], to write formulas with: the language in which the functions of mathematics
/// are defined. Each method adds one primitive operation, or finds it there.
///
/// A `double` operand stands for the constant of the value's own type nearest to it. NaN has no
/// sign or payload: a formula may look at [#bits] of a value that can be NaN only if its result is
/// the same whatever they are. No method can fault.
record Value(Graph graph, int node) {
  DataType type() {
    return graph.type(node);
  }

  boolean isDouble() {
    return type() == DataType.FLOAT64;
  }

  /// The constant of this value's type nearest to the number.
  Value constant(double number) {
    return at(graph.constant(type(), number));
  }

  /// The constant of this value's integer type.
  Value constant(long number) {
    if (type().isFloating()) {
      throw new IllegalArgumentException(number + " is no float: write it with a point");
    }
    return at(graph.constant(new Scalar(type(), number)));
  }

  Value plus(Value other) {
    return binary(BinaryOperation.ADD, other);
  }

  Value plus(double other) {
    return plus(constant(other));
  }

  Value plus(long other) {
    return plus(constant(other));
  }

  Value minus(Value other) {
    return binary(BinaryOperation.SUBTRACT, other);
  }

  Value minus(double other) {
    return minus(constant(other));
  }

  Value minus(long other) {
    return minus(constant(other));
  }

  Value times(Value other) {
    return binary(BinaryOperation.MULTIPLY, other);
  }

  Value times(double other) {
    return times(constant(other));
  }

  Value over(Value other) {
    return binary(BinaryOperation.DIVIDE, other);
  }

  /// `this · factor + addend` with one rounding.
  Value timesPlus(Value factor, Value addend) {
    return at(graph.add(new Operation.FusedMultiplyAdd(node, factor.node, addend.node, type())));
  }

  Value timesPlus(Value factor, double addend) {
    return timesPlus(factor, constant(addend));
  }

  Value timesPlus(double factor, Value addend) {
    return timesPlus(constant(factor), addend);
  }

  Value timesPlus(double factor, double addend) {
    return timesPlus(constant(factor), constant(addend));
  }

  /// `c[0] + c[1]·this + c[2]·this² + …` by Horner's rule, a fused step each.
  ///
  /// @param coefficients from the constant term up; at least one
  Value polynomial(double... coefficients) {
    Value sum = constant(coefficients[coefficients.length - 1]);
    for (int at = coefficients.length - 2; at >= 0; at--) {
      sum = sum.timesPlus(this, coefficients[at]);
    }
    return sum;
  }

  Value negated() {
    return unary(UnaryOperation.NEGATE);
  }

  Value magnitude() {
    return unary(UnaryOperation.ABSOLUTE);
  }

  Value squareRoot() {
    return unary(UnaryOperation.SQUARE_ROOT);
  }

  Value floor() {
    return unary(UnaryOperation.FLOOR);
  }

  /// Round to integral, ties to even.
  Value rounded() {
    return unary(UnaryOperation.ROUND_EVEN);
  }

  Value truncated() {
    return unary(UnaryOperation.TRUNCATE);
  }

  Value minimum(Value other) {
    return binary(BinaryOperation.MINIMUM, other);
  }

  Value maximum(Value other) {
    return binary(BinaryOperation.MAXIMUM, other);
  }

  /// The value with the sign bit of another, neither a NaN whose sign would be seen.
  Value withSignOf(Value other) {
    Value sign = other.bits().and(signBit());
    return magnitude().bits().or(sign).asFloat();
  }

  /// The float's sign bit, the others zero, as an integer of the same width.
  Value sign() {
    return bits().and(signBit());
  }

  /// A bit of this integer moved to the sign's place, the others zero.
  ///
  /// @param bit 0 for the lowest
  Value bitAsSign(int bit) {
    boolean wide = type() == DataType.INT64;
    return shiftLeft((wide ? Long.SIZE : Integer.SIZE) - 1 - bit)
        .and(wide ? Long.MIN_VALUE : Integer.MIN_VALUE);
  }

  /// The float with its sign turned where an integer like [#sign] has the bit.
  Value turnedBy(Value sign) {
    return bits().xor(sign).asFloat();
  }

  /// The float's bits as an integer of the same width.
  Value bits() {
    return at(graph.reinterpret(node, isDouble() ? DataType.INT64 : DataType.INT32));
  }

  /// The float with this integer's bits.
  Value asFloat() {
    return at(
        graph.reinterpret(node, type() == DataType.INT64 ? DataType.FLOAT64 : DataType.FLOAT32));
  }

  Value and(Value other) {
    return binary(BinaryOperation.AND, other);
  }

  Value and(long mask) {
    return and(constant(mask));
  }

  Value or(Value other) {
    return binary(BinaryOperation.OR, other);
  }

  Value or(long bits) {
    return or(constant(bits));
  }

  Value xor(Value other) {
    return binary(BinaryOperation.XOR, other);
  }

  /// The complement of an integer or bool.
  Value not() {
    return unary(UnaryOperation.NOT);
  }

  /// @param count 0 … width − 1
  Value shiftLeft(int count) {
    return binary(BinaryOperation.SHIFT_LEFT, constant((long) count));
  }

  /// With the sign.
  ///
  /// @param count 0 … width − 1
  Value shiftRight(int count) {
    return binary(BinaryOperation.SHIFT_RIGHT, constant((long) count));
  }

  /// The value converted by its number, not its bits. Between int64 and floats this is slow on
  /// machines without AVX-512: adding 1.5·2⁵² and looking at the bits is not.
  Value to(DataType type) {
    return at(graph.convert(node, type));
  }

  Value isLess(Value other) {
    return compare(Comparison.LESS, other);
  }

  Value isLess(double other) {
    return isLess(constant(other));
  }

  Value isAtMost(Value other) {
    return compare(Comparison.LESS_EQUAL, other);
  }

  Value isAtMost(double other) {
    return isAtMost(constant(other));
  }

  Value isGreater(Value other) {
    return compare(Comparison.GREATER, other);
  }

  Value isGreater(double other) {
    return isGreater(constant(other));
  }

  Value isAtLeast(Value other) {
    return compare(Comparison.GREATER_EQUAL, other);
  }

  Value isAtLeast(double other) {
    return isAtLeast(constant(other));
  }

  Value isEqual(Value other) {
    return compare(Comparison.EQUAL, other);
  }

  Value isEqual(double other) {
    return isEqual(constant(other));
  }

  Value isNotEqual(Value other) {
    return compare(Comparison.NOT_EQUAL, other);
  }

  Value isNan() {
    return compare(Comparison.NOT_EQUAL, this);
  }

  /// Of a bool: one of two values, both computed.
  Value choose(Value whenTrue, Value whenFalse) {
    return at(graph.select(node, whenTrue.node, whenFalse.node));
  }

  /// This value, but another where the condition holds, which is rare: engines may leave out what
  /// only that other value needs as long as the condition does not hold for any neighbour.
  Value exceptWhere(Value condition, Value rare) {
    return at(graph.rarely(condition.node, rare.node, node));
  }

  /// The table's element at this integer, of which only the lowest bits count. The integer is int64
  /// for tables of float64 or int64, int32 for the others.
  Value elementOf(Table table) {
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
