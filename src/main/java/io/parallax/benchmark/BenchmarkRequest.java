package io.parallax.benchmark;

import io.parallax.compute.ComputeRequest;
import java.util.List;

/// What to compare.
///
/// @param works at least one
/// @param strategies the executors' names; empty for all
/// @param repetitions the most measured runs of each executor and size, 1 or more
/// @param warmUps the most runs before those
public record BenchmarkRequest(
    List<Work> works, List<String> strategies, int repetitions, int warmUps) {
  /// The most sizes or strategies that a body is read with; settings allow fewer sizes.
  public static final int MOST_LISTED = 64;

  public static final int DEFAULT_REPETITIONS = 15;
  public static final int DEFAULT_WARM_UPS = 20;
  public static final List<Long> DEFAULT_SIZES = List.of(1_000L, 10_000L, 100_000L, 1_000_000L);

  public BenchmarkRequest {
    works = List.copyOf(works);
    strategies = List.copyOf(strategies);
  }

  /// A request that is run at several sizes.
  ///
  /// @param name in the report
  /// @param request its literal inputs hold memory of someone who outlives the benchmark
  /// @param pointer of the request in the body, before the pointers of failures in it; empty where
  ///   it is not in the body
  /// @param sizes elements of the longest input, ascending; empty to run the request as it is
  public record Work(String name, ComputeRequest request, String pointer, List<Long> sizes) {
    public Work {
      sizes = List.copyOf(sizes);
    }
  }
}
