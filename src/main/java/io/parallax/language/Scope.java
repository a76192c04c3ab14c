package io.parallax.language;

import io.parallax.type.ArrayType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The names that an expression may use beside those of the language, all in the form of
/// [Names#canonical]. An input or definition with the name of a constant hides the constant.
///
/// @param inputs the types of the inputs
/// @param weak how inputs without dimensions are weak; those of type int64 or float64
/// @param definitions the named expressions, none of which has the name of an input
/// @param results the names of the request's results, which no expression can use
public record Scope(
    Map<String, ArrayType> inputs,
    Map<String, Weakness> weak,
    Definitions definitions,
    Set<String> results) {
  public Scope {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    weak = Map.copyOf(weak);
    results = Set.copyOf(results);
  }

  /// A scope whose results have no names.
  public Scope(Map<String, ArrayType> inputs, Map<String, Weakness> weak, Definitions definitions) {
    this(inputs, weak, definitions, Set.of());
  }

  public static Scope of(Map<String, ArrayType> inputs) {
    return new Scope(inputs, Map.of(), Definitions.NONE);
  }

  public KnownNames names() {
    return new KnownNames(inputs.keySet(), definitions.names(), results);
  }
}
