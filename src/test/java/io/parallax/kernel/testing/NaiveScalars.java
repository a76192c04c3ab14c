package io.parallax.kernel.testing;

import io.parallax.language.BasicFunction;
import io.parallax.language.BinaryOperator;
import io.parallax.language.ComparisonOperator;
import io.parallax.language.ElementwiseFunction;
import io.parallax.language.MathFunction;
import io.parallax.mathematics.Formula;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;

/// Operators and functions on single values, written a second time from their definitions: integers
/// as [BigInteger], floor division as NumPy's C code has it, the rest as the JDK has it. Nothing is
/// shared with the code under test but the values of the functions of mathematics.
final class NaiveScalars {
  private NaiveScalars() {}

  public static Scalar cast(Scalar x, DataType to) {
    boolean floating = x.type().isFloating();
    double value = x.asDouble();
    return switch (to) {
      case BOOL -> Scalar.of(x.asBoolean());
      case INT32 -> Scalar.of(floating ? (int) value : BigInteger.valueOf(x.bits()).intValue());
      case INT64 -> Scalar.of(floating ? (long) value : x.bits());
      case FLOAT32 -> Scalar.of(floating ? (float) value : (float) x.bits());
      case FLOAT64 -> Scalar.of(value);
    };
  }

  public static Scalar binary(BinaryOperator operator, Scalar x, Scalar y) {
    return switch (x.type()) {
      case BOOL -> Scalar.of(bools(operator, x.asBoolean(), y.asBoolean()));
      case INT32, INT64 ->
          new Scalar(
              x.type(),
              integers(
                      operator,
                      BigInteger.valueOf(x.bits()),
                      BigInteger.valueOf(y.bits()),
                      x.type())
                  .longValue());
      case FLOAT32, FLOAT64 -> floats(operator, x, y);
    };
  }

  public static boolean compare(ComparisonOperator operator, Scalar x, Scalar y) {
    boolean unordered = isNan(x) || isNan(y);
    int order =
        x.type().isFloating()
            ? Double.compare(x.asDouble() + 0.0, y.asDouble() + 0.0)
            : Long.compare(x.bits(), y.bits());
    return switch (operator) {
      case LESS -> !unordered && order < 0;
      case LESS_EQUAL -> !unordered && order <= 0;
      case GREATER -> !unordered && order > 0;
      case GREATER_EQUAL -> !unordered && order >= 0;
      case EQUAL -> !unordered && order == 0;
      case NOT_EQUAL -> unordered || order != 0;
    };
  }

  public static Scalar negate(Scalar x) {
    return x.type().isFloating()
        ? floating(x.type(), -x.asDouble())
        : new Scalar(x.type(), -x.bits());
  }

  public static Scalar invert(Scalar x) {
    return x.type() == DataType.BOOL ? Scalar.of(!x.asBoolean()) : new Scalar(x.type(), ~x.bits());
  }

  private static boolean bools(BinaryOperator operator, boolean x, boolean y) {
    return switch (operator) {
      case ADD, OR -> x || y;
      case MULTIPLY, AND -> x && y;
      case XOR -> x != y;
      default -> throw new IllegalArgumentException(operator + " of bools");
    };
  }

  private static BigInteger integers(
      BinaryOperator operator, BigInteger x, BigInteger y, DataType type) {
    int bits = type.byteWidth() * Byte.SIZE;
    return switch (operator) {
      case ADD -> x.add(y);
      case SUBTRACT -> x.subtract(y);
      case MULTIPLY -> x.multiply(y);
      case FLOOR_DIVIDE -> x.subtract(floorModulo(x, y)).divide(y);
      case MODULO -> floorModulo(x, y);
      case POWER -> x.modPow(y, BigInteger.TWO.pow(bits));
      case SHIFT_LEFT ->
          y.intValueExact() >= bits ? BigInteger.ZERO : x.shiftLeft(y.intValueExact());
      case SHIFT_RIGHT -> x.shiftRight(y.min(BigInteger.valueOf(bits)).intValueExact());
      case AND -> x.and(y);
      case OR -> x.or(y);
      case XOR -> x.xor(y);
      case DIVIDE -> throw new IllegalArgumentException("true division of integers");
    };
  }

  private static BigInteger floorModulo(BigInteger x, BigInteger y) {
    BigInteger remainder = x.remainder(y);
    return remainder.signum() * y.signum() < 0 ? remainder.add(y) : remainder;
  }

  private static Scalar floats(BinaryOperator operator, Scalar x, Scalar y) {
    DataType type = x.type();
    double a = x.asDouble();
    double b = y.asDouble();
    return switch (operator) {
      case ADD -> floating(type, a + b);
      case SUBTRACT -> floating(type, a - b);
      case MULTIPLY -> floating(type, a * b);
      case DIVIDE -> floating(type, a / b);
      case FLOOR_DIVIDE -> divmod(type, a, b)[0];
      case MODULO -> divmod(type, a, b)[1];
      case POWER -> mathematics(MathFunction.POW, List.of(x, y));
      default -> throw new IllegalArgumentException(operator + " of floats");
    };
  }

  /// After `npy_divmod` in NumPy's npy_math_internal.h, every step rounded to the type.
  private static Scalar[] divmod(DataType type, double a, double b) {
    double mod = a % b;
    if (b == 0) {
      return new Scalar[] {floating(type, a / b), floating(type, mod)};
    }
    double div = rounded(type, rounded(type, a - mod) / b);
    if (mod != 0) {
      if ((b < 0) != (mod < 0)) {
        mod = rounded(type, mod + b);
        div = rounded(type, div - 1);
      }
    } else {
      mod = Math.copySign(0.0, b);
    }
    double floor;
    if (div != 0) {
      floor = Math.floor(div);
      if (rounded(type, div - floor) > 0.5) {
        floor = rounded(type, floor + 1);
      }
    } else {
      floor = Math.copySign(0.0, a / b);
    }
    return new Scalar[] {floating(type, floor), floating(type, mod)};
  }

  /// An elementwise function.
  ///
  /// @param type the call's type
  public static Scalar call(ElementwiseFunction function, List<Scalar> x, DataType type) {
    return switch (function) {
      case BasicFunction basic -> call(basic, x, type);
      case MathFunction math -> mathematics(math, x);
    };
  }

  private static Scalar call(BasicFunction function, List<Scalar> x, DataType type) {
    Scalar first = x.getFirst();
    Scalar last = x.getLast();
    double value = first.asDouble();
    return switch (function) {
      case WHERE -> first.asBoolean() ? x.get(1) : x.get(2);
      case ABS ->
          type.isFloating()
              ? floating(type, Math.abs(value))
              : new Scalar(type, BigInteger.valueOf(first.bits()).abs().longValue());
      case SIGN ->
          type.isFloating()
              ? floating(type, Double.isNaN(value) ? value : value == 0 ? 0 : Math.signum(value))
              : new Scalar(type, Long.signum(first.bits()));
      case SQRT -> floating(type, Math.sqrt(value));
      case FLOOR -> type.isFloating() ? floating(type, Math.floor(value)) : first;
      case CEIL -> type.isFloating() ? floating(type, Math.ceil(value)) : first;
      case ROUND ->
          x.size() == 1
              ? floating(type, Math.rint(value))
              : decimals(first, Math.toIntExact(last.bits()));
      case TRUNC ->
          type.isFloating()
              ? floating(type, Math.copySign(Math.floor(Math.abs(value)), value))
              : first;
      case FMOD ->
          type.isFloating()
              ? floating(type, value % last.asDouble())
              : new Scalar(
                  type,
                  BigInteger.valueOf(first.bits())
                      .remainder(BigInteger.valueOf(last.bits()))
                      .longValue());
      case COPYSIGN -> floating(type, StrictMath.copySign(value, last.asDouble()));
      case NEXTAFTER ->
          type == DataType.FLOAT32
              ? Scalar.of(Math.nextAfter((float) value, last.asDouble()))
              : Scalar.of(Math.nextAfter(value, last.asDouble()));
      case MAXIMUM -> greater(first, last);
      case MINIMUM -> lesser(first, last);
      case FMAX -> isNan(last) ? first : isNan(first) ? last : greater(first, last);
      case FMIN -> isNan(last) ? first : isNan(first) ? last : lesser(first, last);
      case LOGICAL_AND -> Scalar.of(first.asBoolean() && last.asBoolean());
      case LOGICAL_OR -> Scalar.of(first.asBoolean() || last.asBoolean());
      case LOGICAL_XOR -> Scalar.of(first.asBoolean() != last.asBoolean());
      case LOGICAL_NOT -> Scalar.of(!first.asBoolean());
      case BIT_COUNT -> new Scalar(type, BigInteger.valueOf(first.bits()).abs().bitCount());
      case UNIFORM ->
          Scalar.of(
              (new SplittableRandom(first.bits() + last.bits() * 0x9E37_79B9_7F4A_7C15L).nextLong()
                      >>> 11)
                  * 0x1p-53);
      case ISIN -> throw new IllegalArgumentException("isin is not of single values");
      case CLIP -> lesser(greater(first, x.get(1)), last);
      case ISNAN -> Scalar.of(isNan(first));
      case ISFINITE -> Scalar.of(!first.type().isFloating() || Double.isFinite(value));
      case ISINF -> Scalar.of(first.type().isFloating() && Double.isInfinite(value));
      case SIGNBIT ->
          Scalar.of(
              first.type().isFloating()
                  ? !isNan(first) && Math.copySign(1, value) < 0
                  : first.bits() < 0);
    };
  }

  private static Scalar decimals(Scalar x, int decimals) {
    if (!x.type().isFloating()) {
      BigInteger rounded =
          new BigDecimal(BigInteger.valueOf(x.bits()))
              .setScale(decimals, RoundingMode.HALF_EVEN)
              .toBigIntegerExact();
      return new Scalar(
          x.type(), x.type() == DataType.INT32 ? rounded.intValue() : rounded.longValue());
    }
    double power = new BigDecimal(BigInteger.ONE, -Math.abs(decimals)).doubleValue();
    double scaled = decimals > 0 ? x.asDouble() * power : x.asDouble() / power;
    if (!(Math.abs(scaled) < 1L << 52)) {
      return x;
    }
    double whole = Math.rint(scaled);
    return floating(x.type(), decimals > 0 ? whole / power : whole * power);
  }

  private static Scalar lesser(Scalar x, Scalar y) {
    return x.type().isFloating()
        ? floating(x.type(), Math.min(x.asDouble(), y.asDouble()))
        : x.bits() < y.bits() ? x : y;
  }

  private static Scalar greater(Scalar x, Scalar y) {
    return x.type().isFloating()
        ? floating(x.type(), Math.max(x.asDouble(), y.asDouble()))
        : x.bits() > y.bits() ? x : y;
  }

  private static Scalar mathematics(MathFunction function, List<Scalar> x) {
    DataType type = x.getFirst().type();
    long[] bits = x.stream().mapToLong(Scalar::bits).toArray();
    return new Scalar(type, Formula.of(function, type).bits(bits));
  }

  public static boolean isNan(Scalar x) {
    return x.type().isFloating() && Double.isNaN(x.asDouble());
  }

  private static double rounded(DataType type, double value) {
    return type == DataType.FLOAT32 ? (float) value : value;
  }

  /// The value in a floating type.
  public static Scalar floating(DataType type, double value) {
    return type == DataType.FLOAT32 ? Scalar.of((float) value) : Scalar.of(value);
  }
}
