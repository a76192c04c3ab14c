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

/// Where the values of a [Superoperator] are while its loop runs: the code that goes from vector to
/// vector of the block, brings inputs into local variables, has operations find and keep values
/// there, and stores outputs.
///
/// In its variable a number is a vector of its type, and a bool a mask of vectors of some type.
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

  /// Keeps where the values stand that [SuperoperatorLoop#run] is given, and begins with the first
  /// vector.
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

  /// Repeats code for every vector of the block.
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

  /// Loads the inputs that are the same everywhere.
  void loadUniform() {
    inputs().filter(this::isUniform).forEach(this::load);
  }

  /// Loads the vectors at hand of the other inputs.
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

  /// Keeps the vector left, which is a number.
  void keep(int value) {
    locals[value] = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(locals[value]);
  }

  /// Keeps the mask left, of vectors of that type.
  void keepMask(int value, DataType type) {
    masksOf[value] = type;
    keep(value);
  }

  /// Leaves a number as a vector of that type.
  void number(int value, DataType wanted) {
    code.aload(locals[value]);
    reinterpret(superoperator.type(value), wanted);
  }

  /// Leaves a bool as a mask of vectors of that type.
  void mask(int value, DataType wanted) {
    code.aload(locals[value]);
    if (masksOf[value] != wanted) {
      code.getstatic(SELF, wanted.name(), SPECIES)
          .invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, SPECIES));
    }
  }

  /// Has the vector left be one of another type.
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

  /// Stores an output.
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

  /// Stores a bool of fewer elements than a vector of bytes has.
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

  /// Whether the bytes of a vector's bools fill one.
  private boolean hasBytes() {
    return lanes >= Long.BYTES;
  }

  /// Leaves the address of the elements at hand.
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

  /// Leaves the order of bytes.
  private CodeBuilder order() {
    return code.getstatic(desc(Species.class), "ORDER", ORDER);
  }
}
