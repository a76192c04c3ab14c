package io.parallax.kernel.llvm.emit;

import io.parallax.program.BinaryOperation;
import io.parallax.type.DataType;

/// Writes floor divisions and modulos of single integers, with the processor's integer division.
///
/// An int32 is divided as an int64, so that its smallest value divided by −1 wraps by truncation.
/// An int64 is never divided by 0 or −1, which would trap.
final class ScalarDivision {
  private final IrText ir;

  ScalarDivision(IrText ir) {
    this.ir = ir;
  }

  /// Floor division or modulo; any value where the divisor is 0.
  String divide(BinaryOperation operation, DataType type, String left, String right) {
    String a = widened(type, left);
    String b = widened(type, right);
    String moved = ir.let("add i64 " + b + ", 1");
    String isSpecial = ir.let("icmp ult i64 " + moved + ", 2"); // −1 or 0
    String divisor = ir.let("select i1 " + isSpecial + ", i64 1, i64 " + b);
    String quotient = ir.let("sdiv i64 " + a + ", " + divisor);
    String rest = ir.let("sub i64 " + a + ", " + ir.let("mul i64 " + quotient + ", " + divisor));
    String signs = ir.let("xor i64 " + rest + ", " + divisor);
    String differ = ir.let("icmp slt i64 " + signs + ", 0");
    String isInexact = ir.let("icmp ne i64 " + rest + ", 0");
    String isDown = ir.let("and i1 " + differ + ", " + isInexact);
    if (operation == BinaryOperation.FLOOR_MODULO) {
      String added = ir.let("add i64 " + rest + ", " + divisor);
      return narrowed(type, ir.let("select i1 " + isDown + ", i64 " + added + ", i64 " + rest));
    }
    String floor = ir.let("sub i64 " + quotient + ", " + ir.let("zext i1 " + isDown + " to i64"));
    String negated = ir.let("sub i64 0, " + a);
    return narrowed(type, ir.let("select i1 " + isSpecial + ", i64 " + negated + ", i64 " + floor));
  }

  /// Floor division or modulo by a constant that is not 0 and −1. For a divisor c > 0 the quotient
  /// of a < 0 is −1 − ⌊(−1 − a) ÷ c⌋, and −1 − x flips all bits of x.
  String byConstant(BinaryOperation operation, DataType type, String left, long divisor) {
    if (divisor < 0) {
      return divide(operation, type, left, Long.toString(divisor));
    }
    String a = widened(type, left);
    String sign = ir.let("ashr i64 " + a + ", 63");
    String magnitude = ir.let("xor i64 " + a + ", " + sign);
    String divided = ir.let("udiv i64 " + magnitude + ", " + divisor);
    String quotient = ir.let("xor i64 " + divided + ", " + sign);
    if (operation == BinaryOperation.FLOOR_DIVIDE) {
      return narrowed(type, quotient);
    }
    String product = ir.let("mul i64 " + quotient + ", " + divisor);
    return narrowed(type, ir.let("sub i64 " + a + ", " + product));
  }

  private String widened(DataType type, String value) {
    return type == DataType.INT64 ? value : ir.let("sext i32 " + value + " to i64");
  }

  private String narrowed(DataType type, String value) {
    return type == DataType.INT64 ? value : ir.let("trunc i64 " + value + " to i32");
  }
}
