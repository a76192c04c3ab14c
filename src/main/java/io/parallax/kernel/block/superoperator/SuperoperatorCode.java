package io.parallax.kernel.block.superoperator;

import static io.parallax.kernel.block.superoperator.VectorApi.ASSOCIATIVE;
import static io.parallax.kernel.block.superoperator.VectorApi.BINARY;
import static io.parallax.kernel.block.superoperator.VectorApi.BLEND;
import static io.parallax.kernel.block.superoperator.VectorApi.COMPARE;
import static io.parallax.kernel.block.superoperator.VectorApi.COMPARISON;
import static io.parallax.kernel.block.superoperator.VectorApi.OPERATORS;
import static io.parallax.kernel.block.superoperator.VectorApi.TERNARY;
import static io.parallax.kernel.block.superoperator.VectorApi.UNARY;
import static io.parallax.kernel.block.superoperator.VectorApi.VECTOR;

import io.parallax.kernel.block.loop.Block;
import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Operation;
import io.parallax.program.Table;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// Writes the code of a [SuperoperatorLoop]. The code first loads the inputs that are the same at
/// every position. Then, for every vector of the block, it loads the other inputs and calls the
/// Vector API once for each operation.
///
/// The loop calls nothing else. The just-in-time compiler inlines the Vector API at any cost, but
/// in a loop this long it inlines no other method, not even the smallest.
final class SuperoperatorCode {
  static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_void, VectorApi.desc(Block.class), ConstantDescs.CD_int.arrayType());

  private final Superoperator superoperator;
  private final CodeBuilder code;
  private final SuperoperatorValues values;

  SuperoperatorCode(Superoperator superoperator, CodeBuilder code) {
    this.superoperator = superoperator;
    this.code = code;
    values = new SuperoperatorValues(superoperator, code);
  }

  void write() {
    values.locate();
    values.loadUniform();
    values.repeat(
        () -> {
          values.loadOthers();
          int inputs = superoperator.inputs().size();
          for (int at = 0; at < superoperator.operations().size(); at++) {
            compute(inputs + at, superoperator.operations().get(at));
          }
          superoperator.outputs().forEach(output -> values.store(inputs + output));
        });
    code.return_();
  }

  private void compute(int value, Operation operation) {
    switch (operation) {
      case Operation.Constant _ -> {
        return;
      }
      case Operation.Unary unary -> unary(unary);
      case Operation.Binary binary -> binary(binary);
      case Operation.Compare compare -> {
        values.number(compare.left(), compare.operandType());
        code.getstatic(OPERATORS, name(compare.comparison()), COMPARISON);
        values.number(compare.right(), compare.operandType());
        code.invokevirtual(VECTOR, "compare", COMPARE);
        values.keepMask(value, compare.operandType());
        return;
      }
      case Operation.Select select -> {
        values.number(select.whenFalse(), select.type());
        values.number(select.whenTrue(), select.type());
        values.mask(select.condition(), select.type());
        code.invokevirtual(VECTOR, "blend", BLEND);
      }
      case Operation.FusedMultiplyAdd fused -> {
        values.number(fused.a(), fused.type());
        code.getstatic(OPERATORS, "FMA", TERNARY);
        values.number(fused.b(), fused.type());
        values.number(fused.c(), fused.type());
        code.invokevirtual(VECTOR, "lanewise", MethodTypeDesc.of(VECTOR, TERNARY, VECTOR, VECTOR));
      }
      case Operation.Lookup(var table, int at) -> lookUp(table, at);
      case Operation.Load _, Operation.Position _, Operation.Convert _, Operation.Reinterpret _ ->
          throw new IllegalArgumentException(operation + " is no part of a superoperator");
    }
    values.keep(value);
  }

  /// Permutes the table's two vectors by the lowest bits of the index.
  private void lookUp(Table table, int at) {
    int first = 2 * superoperator.tables().indexOf(table);
    values.number(at, table.indexType());
    code.loadConstant(SuperoperatorWriter.vectorOfTable(first))
        .loadConstant(SuperoperatorWriter.vectorOfTable(first + 1))
        .invokevirtual(VECTOR, "selectFrom", MethodTypeDesc.of(VECTOR, VECTOR, VECTOR));
    values.reinterpret(table.indexType(), table.type());
  }

  private void unary(Operation.Unary unary) {
    String name =
        switch (unary.operation()) {
          case NEGATE -> "NEG";
          case ABSOLUTE -> "ABS";
          case SQUARE_ROOT -> "SQRT";
          case NOT -> "NOT";
          case FLOOR, CEIL, ROUND_EVEN, TRUNCATE ->
              throw new IllegalArgumentException(unary + " is no part of a superoperator");
        };
    values.number(unary.operand(), unary.type());
    code.getstatic(OPERATORS, name, UNARY)
        .invokevirtual(VECTOR, "lanewise", MethodTypeDesc.of(VECTOR, UNARY));
  }

  private void binary(Operation.Binary binary) {
    values.number(binary.left(), binary.type());
    code.getstatic(
        OPERATORS,
        name(binary.operation()),
        binary.operation().isCommutative() ? ASSOCIATIVE : BINARY);
    int count = binary.right() - superoperator.inputs().size();
    if (count >= 0
        && superoperator.operations().get(count) instanceof Operation.Constant constant) {
      code.loadConstant(constant.value().bits())
          .invokevirtual(
              VECTOR, "lanewise", MethodTypeDesc.of(VECTOR, BINARY, ConstantDescs.CD_long));
      return;
    }
    values.number(binary.right(), binary.type());
    code.invokevirtual(VECTOR, "lanewise", MethodTypeDesc.of(VECTOR, BINARY, VECTOR));
  }

  private static String name(BinaryOperation operation) {
    return switch (operation) {
      case ADD -> "ADD";
      case SUBTRACT -> "SUB";
      case MULTIPLY -> "MUL";
      case DIVIDE -> "DIV";
      case AND -> "AND";
      case OR -> "OR";
      case XOR -> "XOR";
      case MINIMUM -> "MIN";
      case MAXIMUM -> "MAX";
      case SHIFT_LEFT -> "LSHL";
      case SHIFT_RIGHT -> "ASHR";
      case ADD_EXACT, SUBTRACT_EXACT, MULTIPLY_EXACT, INTEGER_POWER_EXACT, SHIFT_LEFT_EXACT ->
          throw new IllegalArgumentException(operation + " is no part of a superoperator");
      case MULTIPLY_EXCESS, REMAINDER, FLOOR_DIVIDE, FLOOR_MODULO, INTEGER_POWER ->
          throw new IllegalArgumentException(operation + " is no part of a superoperator");
    };
  }

  private static String name(Comparison comparison) {
    return switch (comparison) {
      case LESS -> "LT";
      case LESS_EQUAL -> "LE";
      case GREATER -> "GT";
      case GREATER_EQUAL -> "GE";
      case EQUAL -> "EQ";
      case NOT_EQUAL -> "NE";
    };
  }
}
