package io.parallax.kernel.bytecode;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import io.parallax.program.Fault;
import io.parallax.program.ItemFault;
import io.parallax.program.Routine;
import io.parallax.type.DataType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/// A static method that is being written, `long method(ItemBlock block, int item)`, and where its
/// values are: a JVM local for each variable, for each extent and address of an array, for the
/// trips left and for the code with which the method ends.
final class MethodCode {
  static final ClassDesc BLOCK = desc(ItemBlock.class);
  static final MethodTypeDesc METHOD = MethodTypeDesc.of(CD_long, BLOCK, CD_int);
  static final int BLOCK_LOCAL = 0;
  static final int ITEM_LOCAL = 1;

  final CodeBuilder code;
  final Routine routine;

  private final int left;
  private final int result;
  private final int[] variables;
  private final int[] arrays;
  private final int[][] extents;
  private final Label end;
  private final Map<Exit, Label> exits = new LinkedHashMap<>();
  private Runnable beforeExit = () -> {};
  private int free = 2;

  /// A way out of the method.
  ///
  /// @param before what is written before the code, by identity
  /// @param isLimit whether the run may be over instead
  private record Exit(Runnable before, long code, boolean isLimit) {}

  MethodCode(CodeBuilder code, Routine routine) {
    this.code = code;
    this.routine = routine;
    end = code.newLabel();
    left = allocate(TypeKind.INT);
    result = allocate(TypeKind.LONG);
    variables = new int[routine.variables().size()];
    for (int variable = 0; variable < variables.length; variable++) {
      variables[variable] = allocate(kind(routine.variables().get(variable)));
    }
    int all = routine.arrays().size() + routine.locals().size();
    arrays = new int[all];
    extents = new int[all][];
    for (int array = 0; array < all; array++) {
      boolean isLocal = routine.isLocal(array);
      arrays[array] = allocate(isLocal ? TypeKind.REFERENCE : TypeKind.LONG);
      extents[array] = new int[isLocal ? 0 : routine.rank(array)];
      for (int dimension = 0; dimension < extents[array].length; dimension++) {
        extents[array][dimension] = allocate(TypeKind.LONG);
      }
    }
  }

  static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  static TypeKind kind(DataType type) {
    return switch (type) {
      case BOOL, INT32 -> TypeKind.INT;
      case INT64 -> TypeKind.LONG;
      case FLOAT32 -> TypeKind.FLOAT;
      case FLOAT64 -> TypeKind.DOUBLE;
    };
  }

  /// A JVM local that nothing else uses.
  int allocate(TypeKind kind) {
    int local = free;
    free += kind.slotSize();
    return local;
  }

  /// What [#release] takes to free the locals allocated from now on.
  int mark() {
    return free;
  }

  void release(int mark) {
    free = mark;
  }

  /// Begins the method of an item: gives variables 0 and finds the arrays.
  void beginItem(Mentioned mentioned) {
    begin(mentioned);
    mentioned.variables().stream()
        .forEach(
            variable -> {
              zero(kind(routine.variables().get(variable)));
              store(variable);
            });
  }

  /// Begins the method of a part: takes over the variables and the trips left.
  void beginPart(Mentioned mentioned) {
    begin(mentioned);
    code.aload(BLOCK_LOCAL).getfield(BLOCK, "left", CD_int).istore(left);
    mentioned.variables().stream().forEach(this::takeOver);
  }

  /// Hands variables and the trips left over to another method, or to the one that called this.
  void handOver(BitSet handed) {
    code.aload(BLOCK_LOCAL).iload(left).putfield(BLOCK, "left", CD_int);
    handed.stream()
        .forEach(
            variable -> {
              TypeKind kind = loadFrame(variable);
              load(variable);
              code.arrayStore(kind);
            });
  }

  private void takeOver(int variable) {
    code.arrayLoad(loadFrame(variable));
    store(variable);
  }

  /// Pushes the array and the index of a variable that goes from method to method.
  private TypeKind loadFrame(int variable) {
    TypeKind kind = kind(routine.variables().get(variable));
    String field =
        switch (kind) {
          case LONG -> "longs";
          case FLOAT -> "floats";
          case DOUBLE -> "doubles";
          default -> "ints";
        };
    code.aload(BLOCK_LOCAL)
        .getfield(BLOCK, field, kind.upperBound().arrayType())
        .loadConstant(variable);
    return kind;
  }

  /// Calls the method of a part. An item that it ends ends here, too; one that it lets leave a
  /// scope around it goes on in [#result].
  void call(Outline.Part part) {
    handOver(part.mentioned().variables());
    code.aload(BLOCK_LOCAL)
        .iload(ITEM_LOCAL)
        .invokestatic(RoutineClass.SELF, part.name(), METHOD)
        .lstore(result);
    code.aload(BLOCK_LOCAL).getfield(BLOCK, "left", CD_int).istore(left);
    part.mentioned().written().stream().forEach(this::takeOver);
  }

  /// Jumps if the last part that was called let the item leave a scope.
  void ifLeft(int label, Label target) {
    Label other = code.newLabel();
    code.lload(result).loadConstant(leaving(label)).lcmp().ifne(other);
    code.lconst_0().lstore(result).goto_(target).labelBinding(other);
  }

  /// Ends the item if the last part that was called ended it.
  void ifEnded() {
    Label goesOn = code.newLabel();
    code.lload(result).lconst_0().lcmp().ifeq(goesOn);
    beforeExit.run();
    code.goto_(end).labelBinding(goesOn);
  }

  /// Where an item goes that leaves a scope around the method.
  Label leave(int label) {
    return exit(new Exit(beforeExit, leaving(label), false));
  }

  /// The code of an item that leaves a scope.
  private static long leaving(int label) {
    return ItemBlock.OVER - 1 - label;
  }

  private void begin(Mentioned mentioned) {
    code.lconst_0().lstore(result).iconst_0().istore(left);
    int extent = 0;
    for (int array = 0; array < arrays.length; array++) {
      if (mentioned.arrays().get(array)) {
        find(array, extent);
      }
      extent += extents[array].length;
    }
  }

  /// @param firstExtent of the array, among the extents of all
  private void find(int array, int firstExtent) {
    if (routine.isLocal(array)) {
      code.aload(BLOCK_LOCAL)
          .getfield(BLOCK, "locals", desc(Object[].class))
          .loadConstant(array - routine.arrays().size())
          .aaload()
          .checkcast(localArray(array))
          .astore(arrays[array]);
      return;
    }
    loadLong("addresses", array);
    code.lstore(arrays[array]);
    for (int dimension = 0; dimension < extents[array].length; dimension++) {
      loadLong("extents", firstExtent + dimension);
      code.lstore(extents[array][dimension]);
    }
  }

  private void loadLong(String field, int index) {
    code.aload(BLOCK_LOCAL).getfield(BLOCK, field, desc(long[].class)).loadConstant(index).laload();
  }

  /// The class of a local array.
  ClassDesc localArray(int array) {
    return desc(
        switch (routine.elementType(array)) {
          case BOOL -> byte[].class;
          case INT32 -> int[].class;
          case INT64 -> long[].class;
          case FLOAT32 -> float[].class;
          case FLOAT64 -> double[].class;
        });
  }

  /// Pushes 0.
  void zero(TypeKind kind) {
    switch (kind) {
      case LONG -> code.lconst_0();
      case FLOAT -> code.fconst_0();
      case DOUBLE -> code.dconst_0();
      default -> code.iconst_0();
    }
  }

  void load(int variable) {
    code.loadLocal(kind(routine.variables().get(variable)), variables[variable]);
  }

  void store(int variable) {
    code.storeLocal(kind(routine.variables().get(variable)), variables[variable]);
  }

  /// Pushes a local array, or the address of one that is read.
  void loadArray(int array) {
    code.loadLocal(routine.isLocal(array) ? TypeKind.REFERENCE : TypeKind.LONG, arrays[array]);
  }

  /// Pushes the number of elements of a dimension.
  void loadExtent(int array, int dimension) {
    if (routine.isLocal(array)) {
      code.loadConstant(
          routine.locals().get(array - routine.arrays().size()).extents().get(dimension));
    } else {
      code.lload(extents[array][dimension]);
    }
  }

  /// The local with the trips left.
  int left() {
    return left;
  }

  /// Where an item goes that meets a fault.
  Label fault(Fault fault, int origin) {
    return exit(new Exit(beforeExit, ItemFault.code(fault, origin), false));
  }

  /// Where an item goes that may make no more trips.
  Label limit(int origin) {
    return exit(new Exit(beforeExit, ItemFault.code(Fault.ITERATION_LIMIT, origin), true));
  }

  private Label exit(Exit exit) {
    return exits.computeIfAbsent(exit, _ -> code.newLabel());
  }

  /// What is to be written where an item ends here.
  Runnable beforeExit() {
    return beforeExit;
  }

  /// Sets what is to be written where an item ends from here on.
  ///
  /// @return what was to be written before
  Runnable beforeExit(Runnable write) {
    Runnable before = beforeExit;
    beforeExit = write;
    return before;
  }

  /// Ends the method: those that come here return 0, those that leave early their code.
  ///
  /// @param last writes what all of them do at the end
  void end(Runnable last) {
    code.goto_(end);
    exits.forEach(
        (exit, label) -> {
          code.labelBinding(label);
          exit.before().run();
          if (exit.isLimit()) {
            code.aload(BLOCK_LOCAL)
                .loadConstant(exit.code())
                .invokevirtual(BLOCK, "ended", MethodTypeDesc.of(CD_long, CD_long));
          } else {
            code.loadConstant(exit.code());
          }
          code.lstore(result).goto_(end);
        });
    code.labelBinding(end);
    last.run();
    code.lload(result).lreturn();
  }
}
