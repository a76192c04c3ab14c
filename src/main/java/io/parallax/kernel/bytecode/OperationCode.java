package io.parallax.kernel.bytecode;

import io.parallax.program.BinaryOperation;
import io.parallax.program.UnaryOperation;
import io.parallax.type.DataType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;

/// The instructions of operations whose operands are on the operand stack, and that do not fault
/// with them. Bools and int32 are ints.
final class OperationCode {
  private static final ClassDesc MATH = MethodCode.desc(Math.class);
  private static final ClassDesc INTEGERS = MethodCode.desc(IntegerCode.class);

  private OperationCode() {}

  static void unary(CodeBuilder code, UnaryOperation operation, DataType type) {
    TypeKind kind = MethodCode.kind(type);
    switch (operation) {
      case NEGATE -> operator(code, kind, Opcode.INEG, Opcode.LNEG, Opcode.FNEG, Opcode.DNEG);
      case ABSOLUTE -> call(code, MATH, "abs", kind, 1);
      case NOT -> {
        switch (type) {
          case BOOL -> code.iconst_1().ixor();
          case INT32 -> code.iconst_m1().ixor();
          case INT64 -> code.loadConstant(-1L).lxor();
          case FLOAT32, FLOAT64 -> throw new IllegalArgumentException("not of a float");
        }
      }
      case SQUARE_ROOT -> rounded(code, MATH, "sqrt", kind);
      case FLOOR -> rounded(code, MATH, "floor", kind);
      case CEIL -> rounded(code, MATH, "ceil", kind);
      case ROUND_EVEN -> rounded(code, MATH, "rint", kind);
      case TRUNCATE -> rounded(code, INTEGERS, "truncate", kind);
    }
  }

  /// Calls a function of a double. The value of a float is exact before it is rounded, or a square
  /// root, whose second rounding changes nothing.
  private static void rounded(CodeBuilder code, ClassDesc owner, String name, TypeKind kind) {
    code.conversion(kind, TypeKind.DOUBLE);
    call(code, owner, name, TypeKind.DOUBLE, 1);
    code.conversion(TypeKind.DOUBLE, kind);
  }

  static void binary(CodeBuilder code, BinaryOperation operation, DataType type) {
    TypeKind kind = MethodCode.kind(type);
    switch (operation) {
      case ADD, ADD_EXACT ->
          operator(code, kind, Opcode.IADD, Opcode.LADD, Opcode.FADD, Opcode.DADD);
      case SUBTRACT, SUBTRACT_EXACT ->
          operator(code, kind, Opcode.ISUB, Opcode.LSUB, Opcode.FSUB, Opcode.DSUB);
      case MULTIPLY, MULTIPLY_EXACT ->
          operator(code, kind, Opcode.IMUL, Opcode.LMUL, Opcode.FMUL, Opcode.DMUL);
      case DIVIDE -> operator(code, kind, Opcode.IDIV, Opcode.LDIV, Opcode.FDIV, Opcode.DDIV);
      case REMAINDER -> operator(code, kind, Opcode.IREM, Opcode.LREM, Opcode.FREM, Opcode.DREM);
      case AND -> integer(code, kind, Opcode.IAND, Opcode.LAND);
      case OR -> integer(code, kind, Opcode.IOR, Opcode.LOR);
      case XOR -> integer(code, kind, Opcode.IXOR, Opcode.LXOR);
      case MINIMUM -> call(code, MATH, "min", kind, 2);
      case MAXIMUM -> call(code, MATH, "max", kind, 2);
      case FLOOR_DIVIDE -> call(code, MATH, "floorDiv", kind, 2);
      case FLOOR_MODULO -> call(code, MATH, "floorMod", kind, 2);
      case MULTIPLY_EXCESS -> call(code, INTEGERS, "multiplyExcess", kind, 2);
      case INTEGER_POWER, INTEGER_POWER_EXACT -> call(code, INTEGERS, "power", kind, 2);
      case SHIFT_LEFT, SHIFT_LEFT_EXACT -> call(code, INTEGERS, "shiftLeft", kind, 2);
      case SHIFT_RIGHT -> call(code, INTEGERS, "shiftRight", kind, 2);
    }
  }

  private static void operator(
      CodeBuilder code,
      TypeKind kind,
      Opcode ofInt,
      Opcode ofLong,
      Opcode ofFloat,
      Opcode ofDouble) {
    code.with(
        OperatorInstruction.of(
            switch (kind) {
              case LONG -> ofLong;
              case FLOAT -> ofFloat;
              case DOUBLE -> ofDouble;
              default -> ofInt;
            }));
  }

  private static void integer(CodeBuilder code, TypeKind kind, Opcode ofInt, Opcode ofLong) {
    code.with(OperatorInstruction.of(kind == TypeKind.LONG ? ofLong : ofInt));
  }

  /// Calls a function whose operands and value have one type.
  private static void call(
      CodeBuilder code, ClassDesc owner, String name, TypeKind kind, int operands) {
    ClassDesc type = kind.upperBound();
    code.invokestatic(owner, name, MethodTypeDesc.of(type, Collections.nCopies(operands, type)));
  }

  static void reinterpret(CodeBuilder code, DataType to) {
    switch (to) {
      case INT64 -> call(code, Double.class, "doubleToRawLongBits", TypeKind.DOUBLE, TypeKind.LONG);
      case FLOAT64 -> call(code, Double.class, "longBitsToDouble", TypeKind.LONG, TypeKind.DOUBLE);
      case INT32 -> call(code, Float.class, "floatToRawIntBits", TypeKind.FLOAT, TypeKind.INT);
      case FLOAT32 -> call(code, Float.class, "intBitsToFloat", TypeKind.INT, TypeKind.FLOAT);
      case BOOL -> throw new IllegalArgumentException("bits cannot be read as bool");
    }
  }

  private static void call(
      CodeBuilder code, Class<?> owner, String name, TypeKind from, TypeKind to) {
    code.invokestatic(
        MethodCode.desc(owner), name, MethodTypeDesc.of(to.upperBound(), from.upperBound()));
  }

  static void fusedMultiplyAdd(CodeBuilder code, DataType type) {
    call(code, MATH, "fma", MethodCode.kind(type), 3);
  }
}
