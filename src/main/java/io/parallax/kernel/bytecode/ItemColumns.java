package io.parallax.kernel.bytecode;

import io.parallax.kernel.InvocationRun;
import io.parallax.program.Operand;
import io.parallax.program.Routine;
import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.util.List;

/// Copies the parameters of items from slots to the columns of a block, and results back.
final class ItemColumns {
  private final Routine routine;
  private final InvocationRun run;
  private final ItemBlock block;
  private final List<Operand> parameters;
  private boolean isLoaded;

  ItemColumns(Routine routine, InvocationRun run, ItemBlock block) {
    this.routine = routine;
    this.run = run;
    this.block = block;
    parameters = run.step().parameters();
  }

  /// Copies the parameters of `count` items.
  void load(long first, int count) {
    for (int parameter = 0; parameter < parameters.size(); parameter++) {
      Operand operand = parameters.get(parameter);
      if (operand.isScalar()) {
        if (!isLoaded) {
          fill(parameter, first);
        }
      } else if (operand.isContiguous(run.step().extents())
          && !isWidened(run.storage(operand.slot()))) {
        copy(run.slot(operand.slot()), first, block.columns[parameter], count);
      } else {
        gather(parameter, first, count);
      }
    }
    isLoaded = true;
  }

  /// Copies the results of the items at places `from` to before `to` of the block.
  void store(long first, int from, int to) {
    for (int result = 0; result < routine.results().size(); result++) {
      MemorySegment slot = run.slot(run.step().results().get(result));
      int count = to - from;
      boolean isBool = routine.resultType(result) == DataType.BOOL;
      switch (block.columns[parameters.size() + result]) {
        case long[] longs ->
            MemorySegment.copy(
                longs, from, slot, ValueLayout.JAVA_LONG, (first + from) * Long.BYTES, count);
        case double[] doubles ->
            MemorySegment.copy(
                doubles, from, slot, ValueLayout.JAVA_DOUBLE, (first + from) * Long.BYTES, count);
        case float[] floats ->
            MemorySegment.copy(
                floats, from, slot, ValueLayout.JAVA_FLOAT, (first + from) * Float.BYTES, count);
        case int[] bools when isBool -> {
          for (int at = from; at < to; at++) {
            slot.set(ValueLayout.JAVA_BYTE, first + at, (byte) bools[at]);
          }
        }
        case int[] ints ->
            MemorySegment.copy(
                ints, from, slot, ValueLayout.JAVA_INT, (first + from) * Integer.BYTES, count);
        case Object other -> throw new IllegalStateException("a column of " + other);
      }
    }
  }

  private static void copy(MemorySegment slot, long first, Object column, int count) {
    switch (column) {
      case long[] longs ->
          MemorySegment.copy(slot, ValueLayout.JAVA_LONG, first * Long.BYTES, longs, 0, count);
      case double[] doubles ->
          MemorySegment.copy(
              slot, ValueLayout.JAVA_DOUBLE, first * Double.BYTES, doubles, 0, count);
      case float[] floats ->
          MemorySegment.copy(slot, ValueLayout.JAVA_FLOAT, first * Float.BYTES, floats, 0, count);
      case int[] ints ->
          MemorySegment.copy(slot, ValueLayout.JAVA_INT, first * Integer.BYTES, ints, 0, count);
      case Object other -> throw new IllegalStateException("a column of " + other);
    }
  }

  /// Whether elements are not stored as a column holds them.
  private static boolean isWidened(StorageType storage) {
    return storage.isNarrow() || storage == StorageType.BOOL;
  }

  private void fill(int parameter, long item) {
    long bits = run.parameter(parameter, item);
    for (int at = 0; at < Array.getLength(block.columns[parameter]); at++) {
      set(block.columns[parameter], at, bits);
    }
  }

  private void gather(int parameter, long first, int count) {
    for (int at = 0; at < count; at++) {
      set(block.columns[parameter], at, run.parameter(parameter, first + at));
    }
  }

  /// @param bits as [io.parallax.type.Scalar] describes them
  private static void set(Object column, int at, long bits) {
    switch (column) {
      case long[] longs -> longs[at] = bits;
      case double[] doubles -> doubles[at] = Double.longBitsToDouble(bits);
      case float[] floats -> floats[at] = Float.intBitsToFloat((int) bits);
      case int[] ints -> ints[at] = (int) bits;
      case Object other -> throw new IllegalStateException("a column of " + other);
    }
  }
}
