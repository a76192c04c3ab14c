package io.parallax.kernel.bytecode;

import io.parallax.kernel.InvocationRun;
import io.parallax.program.Routine;
import io.parallax.type.DataType;
import java.util.stream.IntStream;

/// What the class of a routine works on: parameters and results of a few hundred items, the arrays,
/// and the count of trips. Belongs to one thread.
///
/// A column, a local array or a frame is an array of Java: `int[]` of bools and int32, `long[]`,
/// `float[]` or `double[]` of the others.
final class ItemBlock {
  /// The code of an item that ended because its run is over.
  static final long OVER = -1;

  /// The bytes for each variable that goes from method to method.
  static final long HANDED_OVER_BYTES = Long.BYTES + Integer.BYTES + Float.BYTES + Double.BYTES;

  /// The values of the items: parameters in order, then results.
  final Object[] columns;

  /// The local arrays of the current item; bools are bytes.
  final Object[] locals;

  /// The addresses of the arrays that items read.
  final long[] addresses;

  /// The extents of those arrays, one array after the other.
  final long[] extents;

  /// Variables of the current item, by number, while they go from method to method.
  final long[] longs;

  final int[] ints;
  final float[] floats;
  final double[] doubles;

  /// How the last item ended.
  long code;

  /// How many of the granted trips the current item has not made.
  int left;

  private final InvocationRun run;
  private final int looks;
  private final long maximum;
  private long first;
  private long spent;
  private int granted;
  private boolean isOver;
  private long sinceLook;
  private long allTrips;

  /// @param items how many there is room for
  /// @param looks trips between two questions whether the run is over
  /// @param handedOver room for variables that go from method to method
  ItemBlock(Routine routine, InvocationRun run, int items, int looks, int handedOver) {
    this.run = run;
    this.looks = looks;
    maximum = run.step().maximumTrips();
    columns =
        IntStream.concat(
                routine.parameters().stream().mapToInt(Integer::intValue),
                routine.results().stream().mapToInt(Integer::intValue))
            .mapToObj(variable -> array(routine.variables().get(variable), items))
            .toArray();
    locals =
        routine.locals().stream()
            .map(
                local -> {
                  int length = Math.toIntExact(local.elementCount());
                  return local.type() == DataType.BOOL
                      ? new byte[length]
                      : array(local.type(), length);
                })
            .toArray();
    addresses = run.step().arrays().stream().mapToLong(slot -> run.slot(slot).address()).toArray();
    extents =
        IntStream.range(0, routine.arrays().size())
            .boxed()
            .flatMapToLong(
                array ->
                    IntStream.range(0, routine.rank(array))
                        .mapToLong(dimension -> run.extent(array, dimension)))
            .toArray();
    longs = new long[handedOver];
    ints = new int[handedOver];
    floats = new float[handedOver];
    doubles = new double[handedOver];
  }

  private static Object array(DataType type, int length) {
    return switch (type) {
      case BOOL, INT32 -> new int[length];
      case INT64 -> new long[length];
      case FLOAT32 -> new float[length];
      case FLOAT64 -> new double[length];
    };
  }

  /// Sets the number in the run of the block's first item.
  void startAt(long item) {
    first = item;
  }

  /// Starts the count of an item's trips.
  ///
  /// @return how many it may make before it calls [#more]
  int start() {
    spent = 0;
    granted = (int) Math.min(looks, maximum);
    return granted;
  }

  /// Grants more trips after all granted were made.
  ///
  /// @return how many; 0 if the item must end
  int more() {
    spent += granted;
    granted = 0;
    if (spent >= maximum || look()) {
      return 0;
    }
    granted = (int) Math.min(looks, maximum - spent);
    return granted;
  }

  /// The code of an item that may make no more trips.
  ///
  /// @param limit the code for an item at its limit
  long ended(long limit) {
    return isOver ? OVER : limit;
  }

  /// Counts the trips of an item that has ended, and its own work.
  ///
  /// @return whether the run is over
  boolean finish() {
    long trips = spent + granted - left;
    allTrips += trips;
    sinceLook += trips + 1;
    return sinceLook >= looks && look();
  }

  /// The trips of all items that have ended.
  long trips() {
    return allTrips;
  }

  private boolean look() {
    sinceLook = 0;
    isOver = isOver || run.isOver() || run.failedBefore(first);
    return isOver;
  }
}
