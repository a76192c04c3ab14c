package io.parallax.kernel.testing;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What running an invocation comes to.
///
/// @param failure of the first item that fails, unless failures are collected
/// @param results by name, the failures among them; none after a failure
/// @param trips of all items; 0 after a failure, because it depends on the order of items then
public record RoutineOutcome(
    Optional<Outcome.Failure> failure, Map<String, TestArray> results, long trips) {
  public RoutineOutcome {
    results = Map.copyOf(results);
  }

  public TestArray result(String name) {
    return Objects.requireNonNull(results.get(name), name);
  }

  /// The first difference, in words.
  String difference(RoutineOutcome actual) {
    if (!failure.equals(actual.failure)) {
      return "expected " + failure + " but was " + actual.failure;
    }
    return results.keySet().stream()
        .sorted()
        .filter(name -> !result(name).equals(actual.result(name)))
        .map(name -> name + " " + difference(name, actual))
        .findFirst()
        .orElse("expected " + trips + " trips but were " + actual.trips);
  }

  private String difference(String name, RoutineOutcome actual) {
    TestArray right = result(name);
    TestArray wrong = actual.result(name);
    int item = Arrays.mismatch(right.bits(), wrong.bits());
    return "of item %d: expected %s but was %s"
        .formatted(item, right.element(item), wrong.element(item));
  }
}
