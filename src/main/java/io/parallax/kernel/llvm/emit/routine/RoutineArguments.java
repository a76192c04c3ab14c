package io.parallax.kernel.llvm.emit.routine;

import io.parallax.kernel.llvm.emit.IrText;
import io.parallax.kernel.llvm.emit.Vectors;
import io.parallax.program.Routine;

/// Reads the arguments of a routine's function from its block, once at its begin, and gives them
/// names.
final class RoutineArguments {
  static final String STOP = "%stop";
  static final String MAXIMUM = "%maximum";
  static final String MASK = "%item_mask";
  static final String FAILURES = "%failures";

  private final Routine routine;
  private final RoutineLayout layout;
  private final IrText ir;

  RoutineArguments(Routine routine, IrText ir) {
    this.routine = routine;
    this.layout = new RoutineLayout(routine);
    this.ir = ir;
  }

  void read() {
    read("%runtime", "ptr", RoutineLayout.RUNTIME);
    read(STOP, "ptr", RoutineLayout.STOP);
    read(MAXIMUM, "i64", RoutineLayout.MAXIMUM);
    read(MASK, "ptr", RoutineLayout.MASK);
    read(FAILURES, "ptr", RoutineLayout.FAILURES);
    for (int parameter = 0; parameter < routine.parameters().size(); parameter++) {
      read("%parameter." + parameter, "ptr", layout.parameter(parameter));
    }
    for (int result = 0; result < routine.results().size(); result++) {
      read("%result." + result, "ptr", layout.result(result));
    }
    for (int array = 0; array < routine.arrays().size(); array++) {
      read(array(array), "ptr", layout.array(array));
      for (int dimension = 0; dimension < routine.arrays().get(array).rank(); dimension++) {
        read("%extent." + array + "." + dimension, "i64", layout.extent(array, dimension));
      }
    }
  }

  private void read(String name, String type, long offset) {
    ir.let(name, "load " + type + ", ptr " + ir.element("i8", "%block", Long.toString(offset)));
  }

  void write(String value, long offset) {
    ir.store("i64", value, ir.element("i8", "%block", Long.toString(offset)));
  }

  /// The address of an item's value of a parameter.
  String parameter(int parameter, String item) {
    String stored = Vectors.stored(routine.variables().get(routine.parameters().get(parameter)));
    return ir.element(stored, "%parameter." + parameter, item);
  }

  /// The address of an item's result.
  String result(int result, String item) {
    return ir.element(Vectors.stored(routine.resultType(result)), "%result." + result, item);
  }

  /// The address of the first element of an array that items read.
  static String array(int array) {
    return "%array." + array;
  }

  /// The number of elements of a dimension, as an int64.
  String extent(int array, int dimension) {
    return routine.isLocal(array)
        ? Long.toString(
            routine.locals().get(array - routine.arrays().size()).extents().get(dimension))
        : "%extent." + array + "." + dimension;
  }
}
