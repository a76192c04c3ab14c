package io.parallax.kernel.bytecode;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import io.parallax.program.Routine;
import io.parallax.type.DataType;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Writes the hidden class of a routine: the loop over items, and a method that runs one item.
final class RoutineClass {
  static final ClassDesc SELF = ClassDesc.of(RoutineClass.class.getPackageName(), "WrittenRoutine");

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  /// About how many bytes of code a method may have that is not cut.
  static final int LARGEST = 7_000;

  private static final int SMALLEST = 800;

  /// A class that is written.
  ///
  /// @param handedOver how many variables its methods have room for in [ItemBlock]
  /// @param largestMethod bytes of code of its largest method
  record Written(ItemLoop loop, int handedOver, int largestMethod) {}

  private final Routine routine;
  private final Outline outline;
  private final TableConstants tables = new TableConstants();

  private RoutineClass(Routine routine, Outline outline) {
    this.routine = routine;
    this.outline = outline;
  }

  /// Writes the class of a routine, in so many methods that each is small enough to be compiled.
  ///
  /// @param largest about how many bytes of code a method may have that is not cut
  static Written write(Routine routine, int largest) {
    Outline whole = Outline.of(routine, largest);
    RoutineClass written =
        whole.parts().isEmpty() ? new RoutineClass(routine, whole) : cut(routine, largest);
    byte[] bytes = written.bytes();
    for (int most = largest / 2;
        most >= SMALLEST && largestMethod(bytes) > CodeSize.COMPILED;
        most /= 2) {
      written = cut(routine, most);
      bytes = written.bytes();
    }
    int handedOver = written.outline.parts().isEmpty() ? 0 : written.routine.variables().size();
    return new Written(written.define(bytes), handedOver, largestMethod(bytes));
  }

  private static RoutineClass cut(Routine routine, int most) {
    Routine lines = LongLines.cut(routine);
    return new RoutineClass(lines, Outline.of(lines, most));
  }

  /// The bytes of code of the largest method.
  private static int largestMethod(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .flatMap(method -> method.findAttribute(Attributes.code()).stream())
        .mapToInt(CodeAttribute::codeLength)
        .max()
        .orElse(0);
  }

  private ItemLoop define(byte[] bytes) {
    try {
      MethodHandles.Lookup written =
          LOOKUP.defineHiddenClassWithClassData(bytes, tables.classData(), true);
      return (ItemLoop)
          written
              .findConstructor(written.lookupClass(), MethodType.methodType(void.class))
              .invoke();
    } catch (Throwable impossible) {
      throw new LinkageError("cannot write " + routine.name(), impossible);
    }
  }

  private byte[] bytes() {
    return ClassFile.of()
        .build(
            SELF,
            type -> {
              type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                  .withInterfaceSymbols(MethodCode.desc(ItemLoop.class))
                  .withMethodBody(
                      ConstantDescs.INIT_NAME,
                      ConstantDescs.MTD_void,
                      0,
                      code ->
                          code.aload(0)
                              .invokespecial(
                                  ConstantDescs.CD_Object,
                                  ConstantDescs.INIT_NAME,
                                  ConstantDescs.MTD_void)
                              .return_())
                  .withMethodBody(
                      "run",
                      MethodTypeDesc.of(CD_int, MethodCode.BLOCK, CD_int, CD_int),
                      ClassFile.ACC_PUBLIC,
                      this::writeLoop)
                  .withMethodBody("item", MethodCode.METHOD, ClassFile.ACC_STATIC, this::writeItem);
              for (Outline.Part part : outline.parts()) {
                type.withMethodBody(
                    part.name(),
                    MethodCode.METHOD,
                    ClassFile.ACC_STATIC,
                    code -> write(part, code));
              }
            });
  }

  private void write(Outline.Part part, CodeBuilder code) {
    MethodCode method = new MethodCode(code, routine);
    method.beginPart(part.mentioned());
    new StatementCode(method, tables, outline).write(part.statements());
    method.end(() -> method.handOver(part.mentioned().written()));
  }

  /// Writes the method that runs item after item until one does not succeed.
  private void writeLoop(CodeBuilder code) {
    int block = 1;
    int item = 2;
    int end = 3;
    int result = 4;
    Label next = code.newLabel();
    Label stop = code.newLabel();
    code.labelBinding(next).iload(item).iload(end).if_icmpge(stop);
    code.aload(block).iload(item).invokestatic(SELF, "item", MethodCode.METHOD).lstore(result);
    if (StatementCode.repeats(routine.body())) {
      Label goesOn = code.newLabel();
      code.aload(block)
          .invokevirtual(MethodCode.BLOCK, "finish", MethodTypeDesc.of(CD_boolean))
          .ifeq(goesOn);
      code.lload(result).lconst_0().lcmp().ifne(goesOn);
      code.loadConstant(ItemBlock.OVER).lstore(result).labelBinding(goesOn);
    }
    Label succeeded = code.newLabel();
    code.lload(result).lconst_0().lcmp().ifeq(succeeded);
    code.aload(block)
        .lload(result)
        .putfield(MethodCode.BLOCK, "code", ConstantDescs.CD_long)
        .goto_(stop)
        .labelBinding(succeeded);
    code.iinc(item, 1).goto_(next).labelBinding(stop).iload(item).ireturn();
  }

  private void writeItem(CodeBuilder code) {
    MethodCode method = new MethodCode(code, routine);
    Mentioned mentioned = Mentioned.by(routine.body());
    routine.parameters().forEach(mentioned.variables()::set);
    routine.results().forEach(mentioned.variables()::set);
    method.beginItem(mentioned);
    boolean repeats = StatementCode.repeats(routine.body());
    if (repeats) {
      code.aload(MethodCode.BLOCK_LOCAL)
          .invokevirtual(MethodCode.BLOCK, "start", MethodTypeDesc.of(CD_int))
          .istore(method.left());
    }
    for (int at = 0; at < routine.parameters().size(); at++) {
      int variable = routine.parameters().get(at);
      TypeKind kind = loadColumn(code, at, routine.variables().get(variable));
      code.arrayLoad(kind);
      method.store(variable);
    }
    new StatementCode(method, tables, outline).write(routine.body());
    for (int at = 0; at < routine.results().size(); at++) {
      TypeKind kind = loadColumn(code, routine.parameters().size() + at, routine.resultType(at));
      method.load(routine.results().get(at));
      code.arrayStore(kind);
    }
    method.end(
        () -> {
          if (repeats) {
            code.aload(MethodCode.BLOCK_LOCAL)
                .iload(method.left())
                .putfield(MethodCode.BLOCK, "left", CD_int);
          }
        });
  }

  /// Pushes a column and the number of the item.
  private static TypeKind loadColumn(CodeBuilder code, int column, DataType type) {
    TypeKind kind = MethodCode.kind(type);
    code.aload(MethodCode.BLOCK_LOCAL)
        .getfield(MethodCode.BLOCK, "columns", MethodCode.desc(Object[].class))
        .loadConstant(column)
        .aaload()
        .checkcast(kind.upperBound().arrayType())
        .iload(MethodCode.ITEM_LOCAL);
    return kind;
  }
}
