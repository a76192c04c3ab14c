package io.parallax.kernel.llvm.emit;

import io.parallax.program.BinaryOperation;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.util.function.Supplier;

/// Writes divisions and remainders, computed with doubles. A processor divides eight doubles at a
/// time, but integers one at a time.
///
/// Why the results are exact. For integers |a| < 2^53 the double nearest to a ÷ b is never rounded
/// up to an integer: a quotient that is no integer is at least 1 ÷ |b| away from the next integer.
/// This distance is more than half a unit in the last place of a quotient below 2^53 ÷ |b|. So the
/// floor of the double is the floor of the quotient q, and a − q·b is exact, because all its terms
/// are doubles. For a constant divisor c > 0 one multiplication is enough: (a + ½) ÷ c is at least
/// ½ ÷ c away from any integer, and the two roundings of (a + ½) · (1/c) change it by less while
/// |a| < 2^50. A vector that contains an int64 beyond 2^50 takes the slow path, and so does a
/// vector whose remainders of floats need it: [WideDivision], and `fmod` for one element at a time.
public final class DivisionEmitter {
  private static final long EXACT = 1L << 50;

  private final Vectors vectors;
  private final IrText ir;
  private final ArithmeticEmitter arithmetic;
  private final ConversionEmitter conversion;
  private final WideDivision wide;
  private boolean hasBuffers;

  DivisionEmitter(Vectors vectors, IrText ir) {
    this.vectors = vectors;
    this.ir = ir;
    this.arithmetic = new ArithmeticEmitter(vectors, ir);
    this.conversion = new ConversionEmitter(vectors, ir);
    this.wide = new WideDivision(vectors, ir);
  }

  /// Floor division or modulo of integers; 0 where the divisor is 0, but any value in a scalar.
  ///
  /// @param fault the mask of the zero divisors; empty when no divisor is 0
  String divide(BinaryOperation operation, DataType type, String left, String right, String fault) {
    if (vectors.isScalar()) {
      return new ScalarDivision(ir).divide(operation, type, left, right);
    }
    String divisor =
        fault.isEmpty() ? right : arithmetic.select(type, fault, Vectors.splat(type, "1"), right);
    String value =
        type == DataType.INT32
            ? throughDoubles(operation, type, left, divisor)
            : guarded(
                ir.let("or " + vectors.mask() + " " + large(left) + ", " + large(divisor)),
                DataType.INT64,
                () -> throughDoubles(operation, type, left, divisor),
                () -> wide.divide(operation, left, divisor));
    return fault.isEmpty() ? value : arithmetic.select(type, fault, "zeroinitializer", value);
  }

  /// Floor division or modulo of integers by a constant; 0 when the constant is 0.
  String byConstant(BinaryOperation operation, DataType type, String left, long divisor) {
    boolean modulo = operation == BinaryOperation.FLOOR_MODULO;
    if (divisor == 0 || (divisor == -1 && modulo)) {
      return "zeroinitializer";
    }
    if (divisor == -1) {
      return arithmetic.instruction("sub", type, "zeroinitializer", left);
    }
    if (divisor > 0 && Long.bitCount(divisor) == 1) {
      return modulo
          ? arithmetic.instruction("and", type, left, splat(type, divisor - 1))
          : arithmetic.instruction(
              "ashr", type, left, splat(type, Long.numberOfTrailingZeros(divisor)));
    }
    if (vectors.isScalar()) {
      return new ScalarDivision(ir).byConstant(operation, type, left, divisor);
    }
    if (type == DataType.INT32) {
      return byReciprocal(modulo, type, left, divisor);
    }
    if (WideDivision.isMedium(divisor)) {
      return wide.byMedium(operation, left, divisor);
    }
    if (divisor > EXACT || divisor < -EXACT) {
      return wide.divide(operation, left, splat(type, divisor));
    }
    return guarded(
        large(left),
        DataType.INT64,
        () -> byReciprocal(modulo, type, left, divisor),
        () -> wide.divide(operation, left, splat(type, divisor)));
  }

  /// The remainder of truncated division of floats, with the dividend's sign. It is exactly a − q·b
  /// for quotients q below 2^52, where the computed q may be one too large. Larger quotients take
  /// the slow path.
  String remainder(DataType type, String left, String right) {
    String a = conversion.convert(type, DataType.FLOAT64, left);
    String b = conversion.convert(type, DataType.FLOAT64, right);
    String dividend = arithmetic.intrinsic("fabs", DataType.FLOAT64, a);
    String divisor = arithmetic.intrinsic("fabs", DataType.FLOAT64, b);
    String ratio = arithmetic.instruction("fdiv", DataType.FLOAT64, dividend, divisor);
    String large = compare("oge", ratio, vectors.constant(Scalar.of(0x1p52)));
    String value =
        guarded(
            large,
            DataType.FLOAT64,
            () -> exactRemainder(a, dividend, divisor, ratio),
            () -> callSlow(RuntimeFunction.REMAINDER, DataType.FLOAT64, a, b));
    return conversion.convert(DataType.FLOAT64, type, value);
  }

  private String exactRemainder(String a, String dividend, String divisor, String ratio) {
    DataType type = DataType.FLOAT64;
    String quotient = arithmetic.intrinsic("floor", type, ratio);
    String rest = restOf(quotient, divisor, dividend);
    String added = arithmetic.instruction("fadd", type, rest, divisor);
    String negative = compare("olt", rest, "zeroinitializer");
    String corrected = arithmetic.select(type, negative, added, rest);
    String smaller = compare("olt", dividend, divisor);
    String magnitude = arithmetic.select(type, smaller, dividend, corrected);
    return arithmetic.intrinsic("copysign", type, magnitude, a);
  }

  private String throughDoubles(
      BinaryOperation operation, DataType type, String left, String divisor) {
    String a = conversion.convert(type, DataType.FLOAT64, left);
    String b = conversion.convert(type, DataType.FLOAT64, divisor);
    String ratio = arithmetic.instruction("fdiv", DataType.FLOAT64, a, b);
    String quotient = arithmetic.intrinsic("floor", DataType.FLOAT64, ratio);
    return operation == BinaryOperation.FLOOR_MODULO
        ? integer(type, restOf(quotient, b, a))
        : integer(type, wrapped(type, quotient));
  }

  /// Corrects the only quotient out of range: the smallest int32 divided by −1.
  private String wrapped(DataType type, String quotient) {
    if (type == DataType.INT64) {
      return quotient;
    }
    String beyond = compare("oeq", quotient, Vectors.splatDouble(0x1p31));
    return arithmetic.select(DataType.FLOAT64, beyond, Vectors.splatDouble(-0x1p31), quotient);
  }

  private String byReciprocal(boolean modulo, DataType type, String left, long divisor) {
    String value = conversion.convert(type, DataType.FLOAT64, left);
    String a = divisor < 0 ? ir.let("fneg " + vectors.of(DataType.FLOAT64) + " " + value) : value;
    double magnitude = Math.abs((double) divisor);
    String biased = arithmetic.instruction("fadd", DataType.FLOAT64, a, Vectors.splatDouble(0.5));
    String ratio =
        arithmetic.instruction(
            "fmul", DataType.FLOAT64, biased, Vectors.splatDouble(1 / magnitude));
    String quotient = arithmetic.intrinsic("floor", DataType.FLOAT64, ratio);
    return integer(
        type, modulo ? restOf(quotient, Vectors.splatDouble((double) divisor), value) : quotient);
  }

  /// `dividend − quotient · divisor`. The callers choose operands for which this is exact.
  private String restOf(String quotient, String divisor, String dividend) {
    String type = vectors.of(DataType.FLOAT64);
    String negated = ir.let("fneg " + type + " " + quotient);
    return arithmetic.intrinsic("fma", DataType.FLOAT64, negated, divisor, dividend);
  }

  private String integer(DataType type, String value) {
    return conversion.cast("fptosi", DataType.FLOAT64, type, value);
  }

  /// The mask of the int64 elements beyond ±2^50.
  private String large(String value) {
    String moved = arithmetic.instruction("add", DataType.INT64, value, Vectors.splatLong(EXACT));
    return ir.let(
        "icmp ugt "
            + vectors.of(DataType.INT64)
            + " "
            + moved
            + ", "
            + Vectors.splatLong(2 * EXACT));
  }

  private String compare(String predicate, String left, String right) {
    return ir.let(
        "fcmp " + predicate + " " + vectors.of(DataType.FLOAT64) + " " + left + ", " + right);
  }

  /// The fast path; the slow path when any bit of the mask is set.
  private String guarded(
      String slowMask, DataType type, Supplier<String> fast, Supplier<String> slow) {
    String label = ir.freshLabel("division");
    ir.branchRarely(arithmetic.any(slowMask), label + ".slow", label + ".fast");
    ir.label(label + ".slow");
    String slowValue = slow.get();
    ir.jump(label + ".end");
    ir.label(label + ".fast");
    String fastValue = fast.get();
    ir.jump(label + ".end");
    ir.label(label + ".end");
    return ir.let(
        "phi "
            + vectors.of(type)
            + " [ "
            + slowValue
            + ", %"
            + label
            + ".slow ], [ "
            + fastValue
            + ", %"
            + label
            + ".fast ]");
  }

  private String callSlow(RuntimeFunction function, DataType type, String left, String right) {
    String vector = vectors.of(type);
    if (!hasBuffers) {
      ir.variable("%slow.left", vectors.of("i64"));
      ir.variable("%slow.right", vectors.of("i64"));
      hasBuffers = true;
    }
    ir.store(vector, left, "%slow.left");
    ir.store(vector, right, "%slow.right");
    function.call(ir, "ptr %slow.left, ptr %slow.right, i64 " + vectors.lanes() + ", ptr %runtime");
    return ir.load(vector, "%slow.left");
  }

  private String splat(DataType type, long value) {
    return vectors.constant(type, Long.toString(value));
  }
}
