package io.parallax.kernel.block.superoperator;

import static io.parallax.kernel.block.superoperator.SuperoperatorWriter.SELF;
import static io.parallax.kernel.block.superoperator.VectorApi.BLEND;
import static io.parallax.kernel.block.superoperator.VectorApi.COMPARE;
import static io.parallax.kernel.block.superoperator.VectorApi.COMPARISON;
import static io.parallax.kernel.block.superoperator.VectorApi.MASK;
import static io.parallax.kernel.block.superoperator.VectorApi.OPERATORS;
import static io.parallax.kernel.block.superoperator.VectorApi.ORDER;
import static io.parallax.kernel.block.superoperator.VectorApi.SEGMENT;
import static io.parallax.kernel.block.superoperator.VectorApi.SPECIES;
import static io.parallax.kernel.block.superoperator.VectorApi.VECTOR;
import static io.parallax.kernel.block.superoperator.VectorApi.desc;

import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.Bools;
import io.parallax.kernel.block.loop.Memory;
import io.parallax.kernel.block.loop.Species;
import io.parallax.type.DataType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.stream.IntStream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;

/// Writes the code that accesses the values of a [Superoperator] in its loop. The code goes from
/// vector to vector of the block, loads inputs into local variables, lets operations read and write
/// local variables, and stores outputs.
///
/// The local variable of a number holds a vector of the number's type. The local variable of a bool
/// holds a mask for vectors of some type. Methods that push a value push it on the operand stack.
final class SuperoperatorValues {
  private static final ClassDesc BLOCK = desc(Block.class);
  private static final ClassDesc MEMORY = desc(Memory.class);
  private static final ClassDesc BOOLS = desc(Bools.class);

  private final Superoperator superoperator;
  private final CodeBuilder code;
  private final DataType number;
  private final int lanes;
  private final int index;
  private final int[] addresses;
  private final int[] locals;
  private final DataType[] masksOf;

  SuperoperatorValues(Superoperator superoperator, CodeBuilder code) {
    this.superoperator = superoperator;
    this.code = code;
    number = SuperoperatorWriter.numberOf(superoperator);
    lanes = Species.of(number).length();
    index = code.allocateLocal(TypeKind.INT);
    int values = superoperator.inputs().size() + superoperator.operations().size();
    addresses = new int[values];
    locals = new int[values];
    masksOf = new DataType[values];
  }

  /// Stores the addresses of the values given to [SuperoperatorLoop#run] in local variables, and
  /// starts at the first vector.
  void locate() {
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
    code.loadConstant(0).istore(index);
  }

  /// Repeats the code of `body` for every vector of the block.
  void repeat(Runnable body) {
    int count = code.allocateLocal(TypeKind.INT);
    Label next = code.newLabel();
    Label end = code.newLabel();
    code.aload(1)
        .invokevirtual(BLOCK, "paddedCount", MethodTypeDesc.of(ConstantDescs.CD_int))
        .istore(count);
    code.labelBinding(next).iload(index).iload(count).if_icmpge(end);
    body.run();
    code.iinc(index, lanes).goto_(next);
    code.labelBinding(end);
  }

  /// Loads the inputs that are the same at every position.
  void loadUniform() {
    inputs().filter(this::isUniform).forEach(this::load);
  }

  /// Loads the current vector of every other input.
  void loadOthers() {
    inputs().filter(input -> !isUniform(input)).forEach(this::load);
  }

  private IntStream inputs() {
    return IntStream.range(0, superoperator.inputs().size());
  }

  private void load(int input) {
    DataType type = superoperator.type(input);
    if (type == DataType.BOOL && !hasBytes()) {
      code.getstatic(SELF, number.name(), SPECIES);
      address(input);
      code.loadConstant(lanes)
          .invokestatic(
              BOOLS,
              "read",
              MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long, ConstantDescs.CD_int))
          .invokestatic(MASK, "fromLong", MethodTypeDesc.of(MASK, SPECIES, ConstantDescs.CD_long));
      keepMask(input, number);
      return;
    }
    code.getstatic(SELF, type.name(), SPECIES).getstatic(MEMORY, "ALL", SEGMENT);
    address(input);
    order()
        .invokeinterface(
            SPECIES,
            "fromMemorySegment",
            MethodTypeDesc.of(VECTOR, SEGMENT, ConstantDescs.CD_long, ORDER));
    if (type == DataType.BOOL) {
      code.getstatic(OPERATORS, "NE", COMPARISON)
          .getstatic(SELF, "FALSE", VECTOR)
          .invokevirtual(VECTOR, "compare", COMPARE);
      keepMask(input, DataType.BOOL);
    } else {
      keep(input);
    }
  }

  /// Pops a vector of numbers into the local variable of a value.
  void keep(int value) {
    locals[value] = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(locals[value]);
  }

  /// Pops a mask for vectors of a type into the local variable of a value.
  void keepMask(int value, DataType type) {
    masksOf[value] = type;
    keep(value);
  }

  /// Pushes a number as a vector of the wanted type.
  void number(int value, DataType wanted) {
    code.aload(locals[value]);
    reinterpret(superoperator.type(value), wanted);
  }

  /// Pushes a bool as a mask for vectors of the wanted type.
  void mask(int value, DataType wanted) {
    code.aload(locals[value]);
    if (masksOf[value] != wanted) {
      code.getstatic(SELF, wanted.name(), SPECIES)
          .invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, SPECIES));
    }
  }

  /// Reinterprets the vector on top of the stack as a vector of the wanted type.
  void reinterpret(DataType type, DataType wanted) {
    if (type == wanted) {
      return;
    }
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
    code.invokevirtual(VECTOR, name, MethodTypeDesc.of(desc(vectors)));
  }

  /// Stores the current vector of an output.
  void store(int value) {
    if (superoperator.type(value) == DataType.BOOL && !hasBytes()) {
      storeBits(value);
      return;
    }
    if (superoperator.type(value) == DataType.BOOL) {
      code.getstatic(SELF, "FALSE", VECTOR).getstatic(SELF, "TRUE", VECTOR);
      mask(value, DataType.BOOL);
      code.invokevirtual(VECTOR, "blend", BLEND);
    } else {
      code.aload(locals[value]);
    }
    code.getstatic(MEMORY, "ALL", SEGMENT);
    address(value);
    order()
        .invokevirtual(
            VECTOR,
            "intoMemorySegment",
            MethodTypeDesc.of(ConstantDescs.CD_void, SEGMENT, ConstantDescs.CD_long, ORDER));
  }

  /// Stores the bools of a mask with fewer lanes than the smallest vector of bytes.
  private void storeBits(int value) {
    address(value);
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
  }

  /// Whether a vector of bytes exists with as many bytes as lanes.
  private boolean hasBytes() {
    return lanes >= Long.BYTES;
  }

  /// Pushes the address of a value's current elements.
  private void address(int value) {
    code.lload(addresses[value]);
    if (isUniform(value)) {
      return;
    }
    code.iload(index)
        .loadConstant(Memory.LAST_INDEX)
        .iand()
        .i2l()
        .loadConstant((long) superoperator.type(value).byteWidth())
        .lmul()
        .ladd();
  }

  private boolean isUniform(int value) {
    return value < superoperator.inputs().size() && superoperator.inputs().get(value).uniform();
  }

  /// Pushes the byte order.
  private CodeBuilder order() {
    return code.getstatic(desc(Species.class), "ORDER", ORDER);
  }
}
