package io.parallax.compute;

import io.parallax.language.Syntax;
import io.parallax.program.Program;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// What a [RequestKey] means, whatever the inputs hold.
///
/// @param texts each of the request's texts as parsed, by its JSON pointer
/// @param total of a filter, how many positions it looks at
record AnalyzedRequest(Program program, Map<String, Syntax> texts, OptionalLong total) {
  AnalyzedRequest {
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
  }
}
