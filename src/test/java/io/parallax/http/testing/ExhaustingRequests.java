package io.parallax.http.testing;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Valid requests that take as much of the service's heap as they can. None was answered before
/// programs and texts were charged to a budget: each of them ended a service with a heap of 128 MB,
/// alone or a few at a time.
public enum ExhaustingRequests {
  /// 5 400 sums over 8 192 morsels of two small arrays broadcast together: each leaves three longs.
  PARTIAL_RESULTS("/v1/reduce") {
    @Override
    public String body(int seed) {
      return reduce(
          results(20, result -> sum(270, it -> "sum(a+b+" + (270 * result + it) + ")")),
          "\"a\":{\"constant\":{\"value\":%d,\"shape\":[16384,1]}},".formatted(seed)
              + "\"b\":{\"constant\":{\"value\":1,\"shape\":[1,16384]}}");
    }
  },

  /// 64 texts of 2 000 nodes, of which hardly anything is left once constants are folded.
  LONG_TEXTS_OF_SHORT_PROGRAMS("/v1/filter") {
    @Override
    public String body(int seed) {
      String ones = "(" + sum(30, _ -> "1") + ")";
      return "{\"predicate\":\"x>1\",\"select\":{%s},\"inputs\":{%s}}"
          .formatted(results(64, result -> sum(33, _ -> ones) + "+" + (100 * seed + result)), X);
    }
  },

  /// 16 000 reductions, each with a slot.
  MANY_REDUCTIONS("/v1/reduce") {
    @Override
    public String body(int seed) {
      return reduce(
          results(
              64, result -> sum(250, it -> "sum(x*" + (100_000 * seed + 250 * result + it) + ")")),
          X);
    }
  },

  /// 58 000 operations in one loop.
  MANY_FUNCTIONS("/v1/evaluate") {
    @Override
    public String body(int seed) {
      return "{\"expression\":\"%s\",\"inputs\":{%s}}"
          .formatted(sum(350, it -> "sin(x+" + (1_000 * seed + it) + ")"), X);
    }
  },

  /// The same of values without dimensions: each has a buffer of scratch memory to itself.
  MANY_SCALARS("/v1/evaluate") {
    @Override
    public String body(int seed) {
      return "{\"expression\":\"%s\",\"inputs\":{\"x\":0.5}}"
          .formatted(sum(350, it -> "sin(x+" + (1_000 * seed + it) + ")"));
    }
  },

  /// A loop for each of thousands of sets of axes of an array of 16 dimensions.
  MANY_LOOPS("/v1/reduce") {
    @Override
    public String body(int seed) {
      return reduce(
          results(60, result -> "sum(" + sum(90, it -> axes(90 * result + it)) + "+" + seed + ")"),
          "\"a\":{\"constant\":{\"value\":1.5,\"shape\":[2" + ",2".repeat(RANK - 1) + "]}}");
    }
  },

  /// What would be run, as text.
  EXPLANATIONS("/v1/explain") {
    @Override
    public String body(int seed) {
      return "{\"reduce\":" + MANY_REDUCTIONS.body(seed) + "}";
    }
  },

  /// Texts that are refused, beyond Latin-1.
  TOO_LONG_TEXTS("/v1/reduce") {
    @Override
    public String body(int seed) {
      return reduce(results(64, _ -> "\u0416".repeat(16_000)), X);
    }
  };

  private static final int RANK = 16;
  private static final String X = "\"x\":{\"constant\":{\"value\":0.5,\"shape\":[10]}}";

  private final String path;

  ExhaustingRequests(String path) {
    this.path = path;
  }

  public String path() {
    return path;
  }

  /// A body of this kind.
  ///
  /// @param seed requests of different ones share no program
  public abstract String body(int seed);

  private static String reduce(String reductions, String inputs) {
    return "{\"reductions\":{%s},\"inputs\":{%s}}".formatted(reductions, inputs);
  }

  private static String results(int count, IntFunction<String> text) {
    return IntStream.range(0, count)
        .mapToObj(at -> "\"r%d\":\"%s\"".formatted(at, text.apply(at)))
        .collect(Collectors.joining(","));
  }

  private static String sum(int count, IntFunction<String> term) {
    return IntStream.range(0, count).mapToObj(term).collect(Collectors.joining("+"));
  }

  /// The sum over the set of three axes or less of that number.
  private static String axes(int number) {
    int first = number % RANK;
    int second = number / RANK % RANK;
    int third = number / RANK / RANK % RANK;
    return IntStream.of(first, second, third)
        .distinct()
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(",", "sum(a,axis=(", ",),keepdims=True)"));
  }
}
