package io.parallax.kernel.testing;

import java.util.List;

/// How a test cuts the items of an invocation into ranges, and how it runs them.
///
/// @param items in a range; the last range may have fewer
public record RoutineCut(long items, MorselOrder order) {
  public static final RoutineCut WHOLE = new RoutineCut(Long.MAX_VALUE, MorselOrder.ASCENDING);

  public static final List<RoutineCut> ALL =
      List.of(
          WHOLE,
          new RoutineCut(1, MorselOrder.SHUFFLED),
          new RoutineCut(7, MorselOrder.CONCURRENT),
          new RoutineCut(16, MorselOrder.CONCURRENT),
          new RoutineCut(100, MorselOrder.SHUFFLED));
}
