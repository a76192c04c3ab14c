package io.parallax.compute;

import io.parallax.strategy.Decision;
import io.parallax.type.ArrayType;
import io.parallax.type.Overflow;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What [ComputeRunner] would do with a [ComputeRequest].
///
/// @param canonical each of the request's texts as the parser understood it, by the text's JSON
///   pointer
/// @param inputs the inputs' types
/// @param weak the inputs that take the type of the operand they meet
/// @param results the results' types; the shape of filtered values is the largest possible one
/// @param functions the caller's functions that the texts call
/// @param program the lowered program as text
/// @param operationCount primitive operations times elements
/// @param peakBytes off-heap memory the request would be charged
/// @param overflow what happens where an integer result does not fit its type
public record Explanation(
    Map<String, String> canonical,
    Map<String, ArrayType> inputs,
    Set<String> weak,
    Map<String, ArrayType> results,
    List<CalledFunction> functions,
    String program,
    double operationCount,
    long peakBytes,
    Overflow overflow,
    Decision decision) {
  public Explanation {
    canonical = Collections.unmodifiableMap(new LinkedHashMap<>(canonical));
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    weak = Set.copyOf(weak);
    results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
    functions = List.copyOf(functions);
  }

  /// The most heap that the request's texts take.
  public long heapBytes() {
    long characters = program.length();
    for (String text : canonical.values()) {
      characters += text.length();
    }
    for (CalledFunction function : functions) {
      characters += function.length();
    }
    return Character.BYTES * characters;
  }
}
