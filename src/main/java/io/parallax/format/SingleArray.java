package io.parallax.format;

import io.parallax.type.ArrayType;
import java.util.Map;
import java.util.Optional;

/// The rule of formats that hold one array.
public final class SingleArray {
  private SingleArray() {}

  /// The reason why results are not one array, as [AnswerFormat#refusal] gives it.
  public static Optional<String> refusal(Map<String, ArrayType> results) {
    return switch (results.size()) {
      case 0 -> Optional.of("holds an array, and the request returns none");
      case 1 -> Optional.empty();
      default ->
          Optional.of(
              "holds one array, and the request returns %d: %s; application/x-npz and"
                      .formatted(results.size(), String.join(", ", results.keySet()))
                  + " application/vnd.apache.arrow.stream hold several");
    };
  }

  /// The only array.
  public static <T> T of(Map<String, T> results) {
    return results.values().iterator().next();
  }
}
