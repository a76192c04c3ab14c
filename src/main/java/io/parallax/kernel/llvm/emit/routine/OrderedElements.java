package io.parallax.kernel.llvm.emit.routine;

import io.parallax.kernel.llvm.emit.IrText;
import io.parallax.kernel.llvm.emit.Vectors;
import io.parallax.program.Routine;
import java.util.List;
import java.util.function.Supplier;

/// Reads and writes elements whose indices are progressions: one element for all lanes, or elements
/// that are next to each other, instead of a gather. Where the index of any lane is outside 0 … n −
/// 1, also of a lane outside the mask, everything is left to the code that looks at each lane.
final class OrderedElements {
  private final Routine routine;
  private final Vectors vectors;
  private final IrText ir;
  private final RoutineArguments arguments;
  private final ElementPlaces places;

  OrderedElements(
      Routine routine,
      Vectors vectors,
      IrText ir,
      RoutineArguments arguments,
      ElementPlaces places) {
    this.routine = routine;
    this.vectors = vectors;
    this.ir = ir;
    this.arguments = arguments;
    this.places = places;
  }

  /// Whether elements of the array can be read without a gather. An item's own array is stored with
  /// the lanes next to each other, so its elements are in order only at the same index.
  boolean isOrdered(int array, List<Progression> indices) {
    return !routine.isLocal(array) || indices.stream().allMatch(Progression::isSame);
  }

  /// Reads an element for each lane, widened.
  ///
  /// @param otherwise reads the elements by the index of each lane
  String read(int array, List<Progression> indices, Supplier<String> otherwise) {
    String type = vectors.of(Vectors.element(routine.elementType(array)));
    String label = ir.freshLabel("elements");
    String value = ir.variable("%" + label + ".value", type);
    ir.branchRarely(isOutside(array, indices), label + ".any", label + ".inside");
    ir.label(label + ".any");
    store(type, otherwise.get(), value, label);
    ir.label(label + ".inside");
    String position = combined(array, indices.stream().map(Progression::first).toList());
    if (routine.isLocal(array)) {
      store(type, places.row(array, ofLane(position)), value, label);
    } else if (indices.stream().allMatch(Progression::isSame)) {
      store(type, places.one(array, position), value, label);
    } else {
      String stride = combined(array, indices.stream().map(Progression::stride).toList());
      ir.branch(ir.let("icmp eq i64 " + stride + ", 1"), label + ".row", label + ".apart");
      ir.label(label + ".row");
      store(type, places.row(array, position), value, label);
      ir.label(label + ".apart");
      ir.branch(ir.let("icmp eq i64 " + stride + ", 0"), label + ".one", label + ".far");
      ir.label(label + ".one");
      store(type, places.one(array, position), value, label);
      ir.label(label + ".far");
      store(type, places.steps(array, position, stride), value, label);
    }
    ir.label(label + ".end");
    return ir.load(type, value);
  }

  private void store(String type, String loaded, String value, String label) {
    ir.store(type, loaded, value);
    ir.jump(label + ".end");
  }

  /// Writes an element of a local array for each lane of a mask.
  ///
  /// @param indices the same for all lanes
  /// @param otherwise writes the elements by the index of each lane
  void write(int array, List<Progression> indices, String values, String mask, Runnable otherwise) {
    String label = ir.freshLabel("elements");
    ir.branchRarely(isOutside(array, indices), label + ".any", label + ".inside");
    ir.label(label + ".any");
    otherwise.run();
    ir.jump(label + ".end");
    ir.label(label + ".inside");
    String position = combined(array, indices.stream().map(Progression::first).toList());
    places.storeRow(array, ofLane(position), values, mask);
    ir.jump(label + ".end");
    ir.label(label + ".end");
  }

  private String ofLane(String position) {
    return ir.let("mul i64 " + position + ", " + vectors.lanes());
  }

  /// Whether the first or the last lane is outside; where neither is, no lane between them is.
  private String isOutside(int array, List<Progression> indices) {
    String outside = "";
    for (int dimension = 0; dimension < indices.size(); dimension++) {
      Progression index = indices.get(dimension);
      String extent = arguments.extent(array, dimension);
      outside = either(outside, ir.let("icmp uge i64 " + index.first() + ", " + extent));
      if (!index.isSame()) {
        outside = either(outside, ir.let("icmp uge i64 " + index.last() + ", " + extent));
      }
    }
    return outside;
  }

  private String either(String first, String second) {
    return first.isEmpty() ? second : ir.let("or i1 " + first + ", " + second);
  }

  /// Numbers for the dimensions as one for the row-major array.
  private String combined(int array, List<String> numbers) {
    String sum = numbers.getFirst();
    for (int dimension = 1; dimension < numbers.size(); dimension++) {
      String rows = ir.let("mul i64 " + sum + ", " + arguments.extent(array, dimension));
      sum = ir.let("add i64 " + rows + ", " + numbers.get(dimension));
    }
    return sum;
  }
}
