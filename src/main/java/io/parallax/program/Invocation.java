package io.parallax.program;

import java.util.List;

/// Runs a [Routine] for every item of a space, each by itself: items share nothing that is written,
/// so they may run in any order and in any number of threads. The first fault is that of the first
/// item, in row-major order, that faults.
///
/// @param space the items' coordinates, for naming items in errors
/// @param extents the space; adjacent dimensions may be merged where all strides allow
/// @param parameters how each parameter of the routine is read, in its order
/// @param mask how a bool slot is read that says which items run, or [#EVERY_ITEM]. The results of
///   an item that does not run are 0.
/// @param arrays the slots of the routine's arrays, dense and row-major, each with as many
///   dimensions as the routine says
/// @param results the slots of the results, one element for each item
/// @param failures an int64 slot with an element for each item, or [#FIRST_FAILURE]. With a slot an
///   item that faults leaves its [ItemFault#code] there and NaN or 0 in its results, and the other
///   items run; an item that succeeds leaves 0. Without one the first fault ends the run.
/// @param origins for each of the routine's places one of [Program#origins]
/// @param maximumTrips the trips that all loops of one item may make together
public record Invocation(
    Routine routine,
    Space space,
    List<Long> extents,
    List<Operand> parameters,
    List<Operand> mask,
    List<Integer> arrays,
    List<Integer> results,
    int failures,
    List<Integer> origins,
    long maximumTrips)
    implements Step {
  /// The trips that an item may make where a request does not say how many.
  public static final long DEFAULT_MAXIMUM_TRIPS = 100_000_000_000L;

  /// The absence of a mask.
  public static final List<Operand> EVERY_ITEM = List.of();

  /// The absence of a slot for failures.
  public static final int FIRST_FAILURE = -1;

  public Invocation {
    extents = List.copyOf(extents);
    parameters = List.copyOf(parameters);
    mask = List.copyOf(mask);
    arrays = List.copyOf(arrays);
    results = List.copyOf(results);
    origins = List.copyOf(origins);
    if (mask.size() > 1) {
      throw new IllegalArgumentException("several masks");
    }
  }

  public long itemCount() {
    if (extents.contains(0L)) {
      return 0;
    }
    return extents.stream().reduce(1L, Math::multiplyExact);
  }

  /// Whether every item runs, whatever faults before it.
  public boolean collectsFailures() {
    return failures != FIRST_FAILURE;
  }
}
