package io.parallax.kernel.bytecode;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_long;

import io.parallax.program.BinaryOperation;
import io.parallax.program.Fault;
import io.parallax.program.Operation;
import io.parallax.type.DataType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;

/// Writes integer operations that may fault. The operand stack is empty before, and has the value
/// after.
final class FaultingCode {
  private final LineCode line;
  private final MethodCode method;
  private final CodeBuilder code;

  FaultingCode(LineCode line, MethodCode method) {
    this.line = line;
    this.method = method;
    this.code = method.code;
  }

  void write(Operation.Binary binary) {
    TypeKind kind = MethodCode.kind(binary.type());
    boolean isLong = binary.type() == DataType.INT64;
    int mark = method.mark();
    int left = method.allocate(kind);
    int right = method.allocate(kind);
    line.push(binary.left());
    code.storeLocal(kind, left);
    line.push(binary.right());
    code.storeLocal(kind, right);
    switch (binary.operation()) {
      case FLOOR_DIVIDE, FLOOR_MODULO -> {
        compareWithZero(kind, right);
        code.ifeq(method.fault(Fault.ZERO_DIVISOR, binary.origin()));
        value(binary, kind, left, right);
      }
      case INTEGER_POWER -> {
        requireNotNegative(kind, right, Fault.NEGATIVE_EXPONENT, binary.origin());
        value(binary, kind, left, right);
      }
      case SHIFT_LEFT, SHIFT_RIGHT -> {
        requireNotNegative(kind, right, Fault.NEGATIVE_SHIFT, binary.origin());
        value(binary, kind, left, right);
      }
      case INTEGER_POWER_EXACT -> {
        requireNotNegative(kind, right, Fault.NEGATIVE_EXPONENT, binary.origin());
        requireFits("powerFits", kind, left, right, binary.origin());
        value(binary, kind, left, right);
      }
      case SHIFT_LEFT_EXACT -> {
        requireNotNegative(kind, right, Fault.NEGATIVE_SHIFT, binary.origin());
        requireFits("shiftFits", kind, left, right, binary.origin());
        value(binary, kind, left, right);
      }
      case ADD_EXACT, SUBTRACT_EXACT -> sum(binary, kind, left, right);
      case MULTIPLY_EXACT -> {
        if (isLong) {
          longProduct(left, right, binary.origin());
        } else {
          intProduct(left, right, binary.origin());
        }
      }
      case ADD, SUBTRACT, MULTIPLY, MULTIPLY_EXCESS, DIVIDE, REMAINDER ->
          throw new IllegalArgumentException(binary + " cannot fault");
      case AND, OR, XOR, MINIMUM, MAXIMUM ->
          throw new IllegalArgumentException(binary + " cannot fault");
    }
    method.release(mark);
  }

  private void value(Operation.Binary binary, TypeKind kind, int left, int right) {
    code.loadLocal(kind, left).loadLocal(kind, right);
    OperationCode.binary(code, binary.operation(), binary.type());
  }

  /// Pushes how an integer compares with 0.
  private void compareWithZero(TypeKind kind, int local) {
    code.loadLocal(kind, local);
    if (kind == TypeKind.LONG) {
      code.lconst_0().lcmp();
    }
  }

  private void requireNotNegative(TypeKind kind, int local, Fault fault, int origin) {
    compareWithZero(kind, local);
    code.iflt(method.fault(fault, origin));
  }

  private void requireFits(String name, TypeKind kind, int left, int right, int origin) {
    code.loadLocal(kind, left)
        .loadLocal(kind, right)
        .invokestatic(
            MethodCode.desc(IntegerCode.class),
            name,
            MethodTypeDesc.of(CD_boolean, kind.upperBound(), kind.upperBound()))
        .ifeq(method.fault(Fault.OVERFLOW, origin));
  }

  /// A sum does not fit where both addends have the sign that it has not; a difference where the
  /// operands differ in sign, and the result from the first.
  private void sum(Operation.Binary binary, TypeKind kind, int left, int right) {
    int result = method.allocate(kind);
    boolean adds = binary.operation() == BinaryOperation.ADD_EXACT;
    value(binary, kind, left, right);
    code.storeLocal(kind, result);
    code.loadLocal(kind, left).loadLocal(kind, adds ? result : right);
    xor(kind);
    code.loadLocal(kind, adds ? right : left).loadLocal(kind, result);
    xor(kind);
    if (kind == TypeKind.LONG) {
      code.land().lconst_0().lcmp();
    } else {
      code.iand();
    }
    code.iflt(method.fault(Fault.OVERFLOW, binary.origin()));
    code.loadLocal(kind, result);
  }

  private void xor(TypeKind kind) {
    if (kind == TypeKind.LONG) {
      code.lxor();
    } else {
      code.ixor();
    }
  }

  private void longProduct(int left, int right, int origin) {
    int product = method.allocate(TypeKind.LONG);
    code.lload(left).lload(right).lmul().lstore(product);
    code.lload(left)
        .lload(right)
        .invokestatic(
            MethodCode.desc(Math.class),
            "multiplyHigh",
            MethodTypeDesc.of(CD_long, CD_long, CD_long));
    code.lload(product).loadConstant(Long.SIZE - 1).lshr().lcmp();
    code.ifne(method.fault(Fault.OVERFLOW, origin)).lload(product);
  }

  private void intProduct(int left, int right, int origin) {
    int product = method.allocate(TypeKind.LONG);
    code.iload(left).i2l().iload(right).i2l().lmul().lstore(product);
    code.lload(product).lload(product).l2i().i2l().lcmp();
    code.ifne(method.fault(Fault.OVERFLOW, origin)).lload(product).l2i();
  }
}
