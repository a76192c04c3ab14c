package io.parallax.kernel.llvm.emit.routine;

import io.parallax.program.Routine;

/// The layout of the arguments and results of a routine's function: offsets in bytes within a block
/// of memory that Java fills before a call. Items are counted from the first of the call.
///
/// ```
/// 0              the table of RuntimeFunctions
/// 8              the stop word
/// 16             the trips that one item may make
/// 24         out the trips that all items made
/// 32         out items that were run to their end, from the first
/// 40         out how the run ended: END, FAULT or STOPPED; for lanes also RERUN
/// 48         out ItemFault.code of the item after them, where it faulted
/// 56             a byte for each item: 0 where it does not run; null: all items run
/// 64             an int64 for each item, for its failure; null: the first fault ends the run
/// 72             0: the stop word of a run that has none outside the heap
/// parameter(n)   the first item's value of each parameter; the others follow it
/// result(n)      where the first item's result is stored; the others follow it
/// array(n)       the elements of each array, then its extents
/// end()
/// ```
public record RoutineLayout(Routine routine) {
  public static final long RUNTIME = 0;
  public static final long STOP = 8;
  public static final long MAXIMUM = 16;
  public static final long TRIPS = 24;
  public static final long DONE = 32;
  public static final long OUTCOME = 40;
  public static final long CODE = 48;
  public static final long MASK = 56;
  public static final long FAILURES = 64;

  public static final long NEVER_STOPPED = 72;

  /// All items were run.
  public static final long END = 0;

  /// An item faulted.
  public static final long FAULT = 1;

  /// The stop word was set.
  public static final long STOPPED = 2;

  /// The next group of items is to be run one after the other.
  public static final long RERUN = 3;

  private static final long FIRST = 80;

  public long parameter(int parameter) {
    return FIRST + (long) Long.BYTES * parameter;
  }

  public long result(int result) {
    return parameter(routine.parameters().size() + result);
  }

  /// The address of an array.
  public long array(int array) {
    long place = result(routine.results().size());
    for (Routine.Array each : routine.arrays().subList(0, array)) {
      place += (long) Long.BYTES * (1 + each.rank());
    }
    return place;
  }

  /// The extent of a dimension of an array.
  public long extent(int array, int dimension) {
    return array(array) + (long) Long.BYTES * (1 + dimension);
  }

  /// The bytes of the layout.
  public long end() {
    return array(routine.arrays().size());
  }
}
