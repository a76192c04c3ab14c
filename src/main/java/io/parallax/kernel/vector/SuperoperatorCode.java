package io.parallax.kernel.vector;

import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Operation;
import io.parallax.program.Table;
import io.parallax.type.DataType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The code of a [SuperoperatorLoop]: inputs that are the same everywhere are loaded, then for
/// every vector of the block the others, and a call of the Vector API is made for each operation.
///
/// Nothing else is called in the loop: the just-in-time compiler inlines the Vector API whatever it
/// costs, but in a loop this long not even the smallest method of anyone else.
final class SuperoperatorCode {
  static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          SuperoperatorWriter.desc(Block.class),
          ConstantDescs.CD_int.arrayType());

  private static final ClassDesc SELF = SuperoperatorWriter.SELF;
  private static final ClassDesc VECTOR = SuperoperatorWriter.VECTOR;
  private static final ClassDesc SPECIES = SuperoperatorWriter.SPECIES;
  private static final ClassDesc MASK = SuperoperatorWriter.desc(VectorMask.class);
  private static final ClassDesc OPERATORS = SuperoperatorWriter.desc(VectorOperators.class);
  private static final ClassDesc BINARY = SuperoperatorWriter.desc(VectorOperators.Binary.class);
  private static final ClassDesc ASSOCIATIVE =
      SuperoperatorWriter.desc(VectorOperators.Associative.class);
  private static final ClassDesc TERNARY = SuperoperatorWriter.desc(VectorOperators.Ternary.class);
  private static final ClassDesc UNARY = SuperoperatorWriter.desc(VectorOperators.Unary.class);
  private static final ClassDesc COMPARISON =
      SuperoperatorWriter.desc(VectorOperators.Comparison.class);
  private static final ClassDesc SEGMENT = SuperoperatorWriter.desc(MemorySegment.class);
  private static final ClassDesc ORDER = SuperoperatorWriter.desc(ByteOrder.class);
  private static final ClassDesc BLOCK = SuperoperatorWriter.desc(Block.class);
  private static final ClassDesc MEMORY = SuperoperatorWriter.desc(Memory.class);
  private static final ClassDesc BOOLS = SuperoperatorWriter.desc(Bools.class);
  private static final MethodTypeDesc COMPARE = MethodTypeDesc.of(MASK, COMPARISON, VECTOR);

  private final Superoperator superoperator;
  private final CodeBuilder code;
  private final int lanes;
  private final int width;
  private final int[] addresses;
  private final int[] locals;
  private final DataType[] masksOf;
  private int index;

  SuperoperatorCode(Superoperator superoperator, CodeBuilder code) {
    this.superoperator = superoperator;
    this.code = code;
    DataType number = SuperoperatorWriter.numberOf(superoperator);
    width = number.byteWidth();
    lanes = Species.of(number).length();
    int values = superoperator.inputs().size() + superoperator.operations().size();
    addresses = new int[values];
    locals = new int[values];
    masksOf = new DataType[values];
  }

  void write() {
    int inputs = superoperator.inputs().size();
    for (int place = 0; place < inputs + superoperator.outputs().size(); place++) {
      int value = place < inputs ? place : inputs + superoperator.outputs().get(place - inputs);
      addresses[value] = code.allocateLocal(TypeKind.LONG);
      code.aload(1)
          .aload(2)
          .loadConstant(place)
          .iaload()
          .invokevirtual(
              BLOCK, "address", MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_int))
          .lstore(addresses[value]);
    }
    index = code.allocateLocal(TypeKind.INT);
    int count = code.allocateLocal(TypeKind.INT);
    code.loadConstant(0).istore(index);
    for (int input = 0; input < inputs; input++) {
      if (superoperator.inputs().get(input).uniform()) {
        loadInput(input, true);
      }
    }
    code.aload(1)
        .invokevirtual(BLOCK, "paddedCount", MethodTypeDesc.of(ConstantDescs.CD_int))
        .istore(count);
    Label next = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(next).iload(index).iload(count).if_icmpge(end);
    for (int input = 0; input < inputs; input++) {
      if (!superoperator.inputs().get(input).uniform()) {
        loadInput(input, false);
      }
    }
    for (int at = 0; at < superoperator.operations().size(); at++) {
      compute(inputs + at, superoperator.operations().get(at));
    }
    for (int output : superoperator.outputs()) {
      store(inputs + output);
    }
    code.iinc(index, lanes).goto_(next);
    code.labelBinding(end).return_();
  }

  private void keep(int value) {
    locals[value] = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(locals[value]);
  }

  /// Leaves the address of the elements at hand.
  private void address(int value, int elementWidth) {
    code.lload(addresses[value])
        .iload(index)
        .loadConstant(Memory.LAST_INDEX)
        .iand()
        .i2l()
        .loadConstant((long) elementWidth)
        .lmul()
        .ladd();
  }

  private void loadInput(int input, boolean uniform) {
    DataType type = superoperator.inputs().get(input).type();
    boolean isBool = type == DataType.BOOL;
    if (isBool && !hasBytes()) {
      DataType number = SuperoperatorWriter.numberOf(superoperator);
      code.getstatic(SELF, number.name(), SPECIES);
      address(input, 1);
      code.loadConstant(lanes)
          .invokestatic(
              BOOLS,
              "read",
              MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long, ConstantDescs.CD_int))
          .invokestatic(MASK, "fromLong", MethodTypeDesc.of(MASK, SPECIES, ConstantDescs.CD_long));
      masksOf[input] = number;
      keep(input);
      return;
    }
    code.getstatic(SELF, type.name(), SPECIES).getstatic(MEMORY, "ALL", SEGMENT);
    if (uniform) {
      code.lload(addresses[input]);
    } else {
      address(input, isBool ? 1 : width);
    }
    code.getstatic(SuperoperatorWriter.desc(Species.class), "ORDER", ORDER)
        .invokeinterface(
            SPECIES,
            "fromMemorySegment",
            MethodTypeDesc.of(VECTOR, SEGMENT, ConstantDescs.CD_long, ORDER));
    if (isBool) {
      code.getstatic(OPERATORS, "NE", COMPARISON)
          .getstatic(SELF, "FALSE", VECTOR)
          .invokevirtual(VECTOR, "compare", COMPARE);
      masksOf[input] = DataType.BOOL;
    }
    keep(input);
  }

  private boolean hasBytes() {
    return lanes >= Long.BYTES;
  }

  private void compute(int value, Operation operation) {
    switch (operation) {
      case Operation.Constant _ -> {
        return;
      }
      case Operation.Unary unary -> unary(unary);
      case Operation.Binary binary -> binary(binary);
      case Operation.Compare compare -> {
        number(compare.left(), compare.operandType());
        code.getstatic(OPERATORS, name(compare.comparison()), COMPARISON);
        number(compare.right(), compare.operandType());
        code.invokevirtual(VECTOR, "compare", COMPARE);
        masksOf[value] = compare.operandType();
      }
      case Operation.Select select -> {
        number(select.whenFalse(), select.type());
        number(select.whenTrue(), select.type());
        mask(select.condition(), select.type());
        code.invokevirtual(VECTOR, "blend", MethodTypeDesc.of(VECTOR, VECTOR, MASK));
      }
      case Operation.FusedMultiplyAdd fused -> {
        number(fused.a(), fused.type());
        code.getstatic(OPERATORS, "FMA", TERNARY);
        number(fused.b(), fused.type());
        number(fused.c(), fused.type());
        code.invokevirtual(VECTOR, "lanewise", MethodTypeDesc.of(VECTOR, TERNARY, VECTOR, VECTOR));
      }
      case Operation.Lookup(var table, int at) -> lookUp(table, at);
      case Operation.Load _, Operation.Position _, Operation.Convert _, Operation.Reinterpret _ ->
          throw new IllegalArgumentException(operation + " is no part of a superoperator");
    }
    keep(value);
  }

  /// Permutes the table's two vectors by the bits of the index.
  private void lookUp(Table table, int at) {
    int first = 2 * superoperator.tables().indexOf(table);
    number(at, table.indexType());
    code.loadConstant(SuperoperatorWriter.vectorOfTable(first))
        .loadConstant(SuperoperatorWriter.vectorOfTable(first + 1))
        .invokevirtual(VECTOR, "selectFrom", MethodTypeDesc.of(VECTOR, VECTOR, VECTOR));
    reinterpret(table.indexType(), table.type());
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
    number(unary.operand(), unary.type());
    code.getstatic(OPERATORS, name, UNARY)
        .invokevirtual(VECTOR, "lanewise", MethodTypeDesc.of(VECTOR, UNARY));
  }

  private void binary(Operation.Binary binary) {
    number(binary.left(), binary.type());
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
    number(binary.right(), binary.type());
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
      case REMAINDER, FLOOR_DIVIDE, FLOOR_MODULO, INTEGER_POWER ->
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

  /// Leaves a number as a vector of that type.
  private void number(int value, DataType wanted) {
    code.aload(locals[value]);
    reinterpret(superoperator.type(value), wanted);
  }

  /// Has the vector left be one of another type.
  private void reinterpret(DataType type, DataType wanted) {
    if (type != wanted) {
      Class<?> vectors =
          switch (wanted) {
            case INT32 -> IntVector.class;
            case INT64 -> LongVector.class;
            case FLOAT32 -> FloatVector.class;
            case FLOAT64 -> DoubleVector.class;
            case BOOL -> throw new IllegalArgumentException("no number");
          };
      String name =
          switch (wanted) {
            case INT32 -> "reinterpretAsInts";
            case INT64 -> "reinterpretAsLongs";
            case FLOAT32 -> "reinterpretAsFloats";
            case FLOAT64 -> "reinterpretAsDoubles";
            case BOOL -> throw new IllegalArgumentException("no number");
          };
      code.invokevirtual(VECTOR, name, MethodTypeDesc.of(SuperoperatorWriter.desc(vectors)));
    }
  }

  /// Leaves a bool as a mask of vectors of that type.
  private void mask(int value, DataType wanted) {
    code.aload(locals[value]);
    if (masksOf[value] != wanted) {
      code.getstatic(SELF, wanted.name(), SPECIES)
          .invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, SPECIES));
    }
  }

  private void store(int value) {
    if (superoperator.type(value) != DataType.BOOL) {
      code.aload(locals[value]).getstatic(MEMORY, "ALL", SEGMENT);
      address(value, width);
    } else if (hasBytes()) {
      code.getstatic(SELF, "FALSE", VECTOR).getstatic(SELF, "TRUE", VECTOR);
      mask(value, DataType.BOOL);
      code.invokevirtual(VECTOR, "blend", MethodTypeDesc.of(VECTOR, VECTOR, MASK))
          .getstatic(MEMORY, "ALL", SEGMENT);
      address(value, 1);
    } else {
      address(value, 1);
      code.loadConstant(lanes)
          .aload(locals[value])
          .invokevirtual(MASK, "toLong", MethodTypeDesc.of(ConstantDescs.CD_long))
          .invokestatic(
              BOOLS,
              "write",
              MethodTypeDesc.of(
                  ConstantDescs.CD_void,
                  ConstantDescs.CD_long,
                  ConstantDescs.CD_int,
                  ConstantDescs.CD_long));
      return;
    }
    code.getstatic(SuperoperatorWriter.desc(Species.class), "ORDER", ORDER)
        .invokevirtual(
            VECTOR,
            "intoMemorySegment",
            MethodTypeDesc.of(ConstantDescs.CD_void, SEGMENT, ConstantDescs.CD_long, ORDER));
  }
}
