package io.parallax.benchmark;

import io.parallax.array.Distribution;
import io.parallax.array.Input;
import io.parallax.array.Random;
import io.parallax.array.Range;
import io.parallax.benchmark.BenchmarkRequest.Work;
import io.parallax.compute.ComputeRequest;
import io.parallax.compute.ComputeRequest.Returned;
import io.parallax.compute.Options;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Requests that belong together.
public enum Suite {
  /// What articles on Python's global interpreter lock compare their ways around it with, each at
  /// its published size. The factorials are a tenth as long.
  LITERATURE {
    @Override
    public List<Work> works() {
      return List.of(
          work(
              "(2*a+3*b)/b of a million",
              evaluate("(2*a+3*b)/b", Map.of("a", uniform(MILLION, 1), "b", uniform(MILLION, 2)))),
          work(
              "numbers below 50 among a million",
              new ComputeRequest.Filter(
                  "x < 50",
                  Map.of("x", new Random(new Distribution.Integers(0, 100), Shape.of(MILLION), 3)),
                  Map.of(),
                  Returned.VALUES,
                  Options.DEFAULT)),
          work("squares of ten million", evaluate("x*x", Map.of("x", range(0, TEN_MILLION)))),
          work("sum of range(10 000 000)", evaluate("sum(x)", Map.of("x", range(0, TEN_MILLION)))),
          work(
              "partial sums of ten parts of a million",
              evaluate("sum(x, axis=1)", Map.of("x", uniform(10, 4, MILLION)))),
          work("mean and deviation of ten million", reductions()),
          work(
              "ten factorials mod 1e9+7 of n from 9 000 000",
              new ComputeRequest.Mapping(
                  FACTORIAL,
                  null,
                  Map.of("n", range(NINE_MILLION, NINE_MILLION + 10)),
                  Options.DEFAULT)));
    }
  };

  private static final long MILLION = 1_000_000;
  private static final long NINE_MILLION = 9_000_000;
  private static final long TEN_MILLION = 10_000_000;

  private static final String FACTORIAL =
      """
      def factorial(n):
          product = 1
          for k in range(2, n + 1):
              product = product * k % 1000000007
          return product
      """;

  /// The requests of the suite, each to be run as it is.
  public abstract List<Work> works();

  /// The suite with a label.
  public static Suite of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  public static List<String> labels() {
    return Stream.of(values()).map(Suite::label).toList();
  }

  /// The name in requests, such as `literature`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Work work(String name, ComputeRequest request) {
    return new Work(name, request, "", List.of());
  }

  private static ComputeRequest evaluate(String expression, Map<String, Input> inputs) {
    return new ComputeRequest.Evaluate(expression, inputs, Options.DEFAULT);
  }

  private static ComputeRequest reductions() {
    Map<String, String> reductions = new LinkedHashMap<>();
    reductions.put("mean", "mean(x)");
    reductions.put("deviation", "std(x)");
    return new ComputeRequest.Reduce(
        Map.of("x", new Random(Distribution.Normal.DEFAULT, Shape.of(TEN_MILLION), 5)),
        null,
        reductions,
        Options.DEFAULT);
  }

  private static Input uniform(long count, long seed) {
    return new Random(Distribution.Uniform.DEFAULT, Shape.of(count), seed);
  }

  private static Input uniform(long rows, long seed, long columns) {
    return new Random(Distribution.Uniform.DEFAULT, Shape.of(rows, columns), seed);
  }

  private static Input range(long start, long stop) {
    return new Range(Scalar.of(start), Scalar.of(stop), Scalar.of(1L));
  }
}
