package io.parallax.compute;

import io.parallax.language.Syntax;
import io.parallax.program.Program;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// The result of parsing, checking and lowering a request. It depends on the [RequestKey] alone, so
/// it serves every request with the same key, whatever elements the inputs hold.
///
/// @param program the lowered program
/// @param texts the syntax of each of the request's texts, by the text's JSON pointer
/// @param functions the caller's functions that the texts call, each once for its types
/// @param total the number of positions a filter looks at; empty for other requests
/// @param missing the results of a reduction that have no value, whatever the elements; the program
///   has a number in their place
record AnalyzedRequest(
    Program program,
    Map<String, Syntax> texts,
    List<CalledFunction> functions,
    OptionalLong total,
    Map<String, ComputeResult.Missing> missing) {
  AnalyzedRequest {
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    functions = List.copyOf(functions);
    missing = Map.copyOf(missing);
  }
}
