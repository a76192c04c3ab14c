package io.parallax.kernel.block.superoperator;

import static io.parallax.kernel.block.superoperator.VectorApi.SPECIES;
import static io.parallax.kernel.block.superoperator.VectorApi.VECTOR;
import static io.parallax.kernel.block.superoperator.VectorApi.desc;

import io.parallax.kernel.block.loop.Lane;
import io.parallax.kernel.block.loop.Species;
import io.parallax.kernel.block.loop.TableLoop;
import io.parallax.program.Operation;
import io.parallax.program.Table;
import io.parallax.type.DataType;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorSpecies;

/// Writes the class of a [SuperoperatorLoop]. The species are constants of the class, as in
/// [Templates]. [SuperoperatorCode] writes the code of the loop.
public final class SuperoperatorWriter {
  static final ClassDesc SELF =
      ClassDesc.of(SuperoperatorWriter.class.getPackageName(), "WrittenLoop");

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final DirectMethodHandleDesc CLASS_DATA =
      ConstantDescs.ofConstantBootstrap(
          desc(MethodHandles.class), "classDataAt", ConstantDescs.CD_Object, ConstantDescs.CD_int);
  private static final ClassDesc TYPE = desc(DataType.class);
  private static final int CONSTANT = ClassFile.ACC_STATIC | ClassFile.ACC_FINAL;

  private SuperoperatorWriter() {}

  public static SuperoperatorLoop write(Superoperator superoperator) {
    byte[] bytes = ClassFile.of().build(SELF, type -> write(superoperator, type));
    try {
      MethodHandles.Lookup copy =
          LOOKUP.defineHiddenClassWithClassData(bytes, vectorsOfTables(superoperator), true);
      return (SuperoperatorLoop)
          copy.findConstructor(copy.lookupClass(), MethodType.methodType(void.class)).invoke();
    } catch (Throwable impossible) {
      throw new LinkageError("cannot write " + superoperator, impossible);
    }
  }

  private static void write(Superoperator superoperator, ClassBuilder type) {
    type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
        .withInterfaceSymbols(desc(SuperoperatorLoop.class))
        .withField("FALSE", VECTOR, CONSTANT)
        .withField("TRUE", VECTOR, CONSTANT);
    for (DataType each : DataType.values()) {
      type.withField(each.name(), SPECIES, CONSTANT);
    }
    type.withMethodBody(
            ConstantDescs.CLASS_INIT_NAME,
            ConstantDescs.MTD_void,
            ClassFile.ACC_STATIC,
            code -> initialize(superoperator, code))
        .withMethodBody(
            ConstantDescs.INIT_NAME,
            ConstantDescs.MTD_void,
            0,
            code ->
                code.aload(0)
                    .invokespecial(
                        ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                    .return_())
        .withMethodBody(
            "run",
            SuperoperatorCode.RUN,
            ClassFile.ACC_PUBLIC,
            code -> new SuperoperatorCode(superoperator, code).write());
  }

  /// Two vectors for each table, in the order of [Superoperator#tables]. These vectors are the
  /// class data of the written class.
  private static List<Vector<?>> vectorsOfTables(Superoperator superoperator) {
    List<Vector<?>> vectors = new ArrayList<>();
    for (Table table : superoperator.tables()) {
      VectorSpecies<Lane> species = Species.of(table.indexType());
      int lanes = species.length();
      Object elements =
          table.indexType() == DataType.INT64
              ? TableLoop.longs(table, 2 * lanes)
              : TableLoop.ints(table, 2 * lanes);
      vectors.add(species.fromArray(elements, 0));
      vectors.add(species.fromArray(elements, lanes));
    }
    return vectors;
  }

  /// The constant that loads the vector at an index of the class data. The vector is a constant to
  /// the just-in-time compiler, too.
  static ConstantDesc vectorOfTable(int index) {
    return DynamicConstantDesc.ofNamed(CLASS_DATA, ConstantDescs.DEFAULT_NAME, VECTOR, index);
  }

  /// A type of the superoperator's numbers. All numbers have the width of this type.
  static DataType numberOf(Superoperator superoperator) {
    return superoperator.operations().stream()
        .map(
            operation ->
                operation instanceof Operation.Compare compare
                    ? compare.operandType()
                    : operation.type())
        .filter(type -> type != DataType.BOOL)
        .findFirst()
        .orElseThrow();
  }

  private static void initialize(Superoperator superoperator, CodeBuilder code) {
    int lanes = Species.of(numberOf(superoperator)).length();
    for (DataType type : DataType.values()) {
      if (type == DataType.BOOL) {
        code.loadConstant(lanes)
            .invokestatic(
                desc(Species.class), "ofBools", MethodTypeDesc.of(SPECIES, ConstantDescs.CD_int));
      } else {
        code.getstatic(TYPE, type.name(), TYPE)
            .invokestatic(desc(Species.class), "of", MethodTypeDesc.of(SPECIES, TYPE));
      }
      code.putstatic(SELF, type.name(), SPECIES);
    }
    for (long value = 0; value < 2; value++) {
      code.getstatic(SELF, DataType.BOOL.name(), SPECIES)
          .loadConstant(value)
          .invokestatic(
              desc(ByteVector.class),
              "broadcast",
              MethodTypeDesc.of(desc(ByteVector.class), SPECIES, ConstantDescs.CD_long))
          .putstatic(SELF, value == 0 ? "FALSE" : "TRUE", VECTOR);
    }
    code.return_();
  }
}
