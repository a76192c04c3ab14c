package io.parallax.kernel.llvm;

import io.parallax.error.SourcePosition;
import io.parallax.program.Invocation;
import io.parallax.program.Operand;
import io.parallax.program.Program;
import io.parallax.program.Routine;
import io.parallax.program.Slot;
import io.parallax.program.Space;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// An invocation of a routine over made-up arrays.
///
/// @param inputCount the number of slots that are inputs; they are the first slots
/// @param round the number of the round; rounds have unrelated values
/// @param isInOrder whether an int64 parameter goes up by 1 from item to item or is the same for
///   all, and arrays are so large that most of these values are indices
record RoutineTrial(
    Program program,
    Invocation invocation,
    SyntheticValues values,
    int round,
    int inputCount,
    boolean isInOrder) {
  /// The slots of two runs that share no array: parameters, arrays, results, mask and failures.
  static final int MOST_ARRAYS = 2 * (3 * Refusal.ARRAYS + 2);

  /// The extent of the first dimension of an array; each next one is longer by 1.
  private static final long EXTENT = 5;

  private static final long EXTENT_IN_ORDER = 22;

  /// @param maximumTrips the trips that an item may make
  /// @param collects whether failures are collected, and a mask says which items run
  static RoutineTrial of(
      Routine routine,
      long items,
      long maximumTrips,
      boolean collects,
      SyntheticValues values,
      int round) {
    return of(routine, items, maximumTrips, collects, values, round, EXTENT);
  }

  /// A trial of small numbers of which int64 parameters are in order.
  static RoutineTrial inOrder(
      Routine routine, long items, long maximumTrips, boolean collects, int round) {
    return of(routine, items, maximumTrips, collects, SyntheticValues.MILD, round, EXTENT_IN_ORDER);
  }

  private static RoutineTrial of(
      Routine routine,
      long items,
      long maximumTrips,
      boolean collects,
      SyntheticValues values,
      int round,
      long extent) {
    List<Slot> slots = new ArrayList<>();
    List<Operand> parameters = new ArrayList<>();
    List<Integer> arrays = new ArrayList<>();
    Shape shape = Shape.of(items);
    for (int variable : routine.parameters()) {
      parameters.add(new Operand(slots.size(), List.of(1L)));
      slots.add(input(StorageType.of(routine.variables().get(variable)), shape));
    }
    for (Routine.Array array : routine.arrays()) {
      arrays.add(slots.size());
      List<Long> extents =
          IntStream.range(0, array.rank())
              .mapToObj(at -> at + (array.rank() < 3 || at == array.rank() - 1 ? extent : EXTENT))
              .toList();
      slots.add(input(array.storage(), new Shape(extents)));
    }
    List<Operand> mask = new ArrayList<>();
    if (collects) {
      mask.add(new Operand(slots.size(), List.of(1L)));
      slots.add(input(StorageType.BOOL, shape));
    }
    int inputCount = slots.size();
    List<Integer> results = new ArrayList<>();
    for (int result = 0; result < routine.results().size(); result++) {
      results.add(slots.size());
      slots.add(output(routine.resultType(result), shape));
    }
    int failures = Invocation.FIRST_FAILURE;
    if (collects) {
      failures = slots.size();
      slots.add(output(DataType.INT64, shape));
    }
    Invocation invocation =
        new Invocation(
            routine,
            new Space(shape, List.of(0)),
            List.of(items),
            parameters,
            mask,
            arrays,
            results,
            failures,
            Collections.nCopies(routine.origins(), 0),
            maximumTrips);
    Program program =
        new Program(
            slots,
            List.of(invocation),
            List.of(new Program.Origin(new SourcePosition("", 0), "")),
            List.of());
    return new RoutineTrial(
        program, invocation, values, round, inputCount, extent == EXTENT_IN_ORDER);
  }

  /// Fills an input.
  ///
  /// @param input its slot
  void fill(int input, MemorySegment memory) {
    Slot slot = program.slots().get(input);
    values.fill(memory, slot.arrayType().storage(), input, round);
    if (isInOrder && input < invocation.parameters().size() && slot.type() == DataType.INT64) {
      boolean rises = (input + round) % 2 == 0;
      for (long item = 0; item < invocation.itemCount(); item++) {
        memory.setAtIndex(ValueLayout.JAVA_LONG, item, 1 + (rises ? item : input));
      }
    }
  }

  /// The same trial with as many trips as several items may make together.
  RoutineTrial withMoreTrips(int items) {
    Invocation more =
        new Invocation(
            invocation.routine(),
            invocation.space(),
            invocation.extents(),
            invocation.parameters(),
            invocation.mask(),
            invocation.arrays(),
            invocation.results(),
            invocation.failures(),
            invocation.origins(),
            items * invocation.maximumTrips());
    return new RoutineTrial(program, more, values, round, inputCount, isInOrder);
  }

  private static Slot input(StorageType storage, Shape shape) {
    return new Slot("input", new ArrayType(storage, shape), Slot.Role.INPUT, Slot.EXACT);
  }

  private static Slot output(DataType type, Shape shape) {
    return new Slot("result", type, shape, Slot.Role.RESULT, Slot.EXACT);
  }

  @Override
  public String toString() {
    return values
        + (isInOrder ? " ordered" : "")
        + " values of "
        + invocation.itemCount()
        + " items";
  }
}
