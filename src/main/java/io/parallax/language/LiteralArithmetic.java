package io.parallax.language;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/// Exact arithmetic on the integers written in a text, with Python's meaning, up to
/// [Parser#MAX_INTEGER_BITS].
record LiteralArithmetic(Source source) {
  private static final BigInteger MAX_COUNT = BigInteger.valueOf(Parser.MAX_INTEGER_BITS);

  /// The result of an operator that keeps integers integers: not of `/`, nor of `**` with a
  /// negative exponent.
  BigInteger apply(BinaryOperator operator, BigInteger left, BigInteger right, int offset) {
    BigInteger result =
        switch (operator) {
          case ADD -> left.add(right);
          case SUBTRACT -> left.subtract(right);
          case MULTIPLY -> left.multiply(right);
          case FLOOR_DIVIDE -> left.subtract(modulo(left, right, offset)).divide(right);
          case MODULO -> modulo(left, right, offset);
          case POWER -> power(left, right, offset);
          case SHIFT_LEFT -> shiftLeft(left, right, offset);
          case SHIFT_RIGHT -> shiftRight(left, right, offset);
          case AND -> left.and(right);
          case OR -> left.or(right);
          case XOR -> left.xor(right);
          case DIVIDE -> throw new IllegalArgumentException("division leaves the integers");
        };
    if (result.bitLength() > Parser.MAX_INTEGER_BITS) {
      throw tooLarge(offset);
    }
    return result;
  }

  /// The result of a function that keeps integers integers, empty for any other.
  Optional<BigInteger> apply(BasicFunction function, List<BigInteger> arguments, int offset) {
    BigInteger first = arguments.getFirst();
    BigInteger last = arguments.getLast();
    return switch (function) {
      case FLOOR, CEIL, TRUNC -> Optional.of(first);
      case ROUND ->
          Optional.of(
              new BigDecimal(first)
                  .setScale(last.intValueExact(), RoundingMode.HALF_EVEN)
                  .toBigIntegerExact());
      case ABS -> Optional.of(first.abs());
      case SIGN -> Optional.of(BigInteger.valueOf(first.signum()));
      case MAXIMUM, FMAX -> Optional.of(first.max(last));
      case MINIMUM, FMIN -> Optional.of(first.min(last));
      case BIT_COUNT -> Optional.of(BigInteger.valueOf(first.abs().bitCount()));
      case CLIP -> Optional.of(first.max(arguments.get(1)).min(last));
      case FMOD -> Optional.of(first.remainder(checkedDivisor(last, offset)));
      case WHERE,
          SQRT,
          COPYSIGN,
          NEXTAFTER,
          ISNAN,
          ISFINITE,
          ISINF,
          SIGNBIT,
          LOGICAL_AND,
          LOGICAL_OR,
          LOGICAL_XOR,
          LOGICAL_NOT,
          UNIFORM,
          ISIN ->
          Optional.empty();
    };
  }

  private BigInteger modulo(BigInteger left, BigInteger right, int offset) {
    BigInteger remainder = left.remainder(checkedDivisor(right, offset));
    return remainder.signum() * right.signum() < 0 ? remainder.add(right) : remainder;
  }

  private BigInteger checkedDivisor(BigInteger divisor, int offset) {
    if (divisor.signum() == 0) {
      throw source.error(ErrorCode.ARITHMETIC_FAULT, offset, "integer division by zero");
    }
    return divisor;
  }

  private BigInteger power(BigInteger base, BigInteger exponent, int offset) {
    int bits = base.abs().bitLength();
    if (bits <= 1) {
      boolean odd = exponent.testBit(0);
      return exponent.signum() == 0 ? BigInteger.ONE : base.pow(odd ? 1 : 2);
    }
    if (exponent.compareTo(MAX_COUNT) > 0
        || (bits - 1) * exponent.intValueExact() > Parser.MAX_INTEGER_BITS) {
      throw tooLarge(offset);
    }
    return base.pow(exponent.intValueExact());
  }

  private BigInteger shiftLeft(BigInteger value, BigInteger count, int offset) {
    if (checkedCount(count, offset).compareTo(MAX_COUNT) > 0 && value.signum() != 0) {
      throw tooLarge(offset);
    }
    return value.shiftLeft(count.min(MAX_COUNT).intValueExact());
  }

  private BigInteger shiftRight(BigInteger value, BigInteger count, int offset) {
    return value.shiftRight(checkedCount(count, offset).min(MAX_COUNT).intValueExact());
  }

  private BigInteger checkedCount(BigInteger count, int offset) {
    if (count.signum() < 0) {
      throw source.error(
          ErrorCode.ARITHMETIC_FAULT, offset, "a shift count is not negative; this is " + count);
    }
    return count;
  }

  private ComputeException tooLarge(int offset) {
    return source.error(
        ErrorCode.INVALID_ARGUMENT,
        offset,
        "this integer has more than "
            + Parser.MAX_INTEGER_BITS
            + " bits; for a float, write one operand as a float, such as 2.0");
  }
}
