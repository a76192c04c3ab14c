package io.parallax.language;

import io.parallax.type.ArrayType;
import io.parallax.type.StorageType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The names that an expression may use beside those of the language, all in the form of
/// [Names#canonical]. An input or definition with the name of a constant hides the constant, and a
/// caller's function hides one of the language.
///
/// @param inputs the types of the inputs; within a function, of its variables
/// @param weak how inputs without dimensions are weak; those of type int64 or float64
/// @param definitions the named expressions, none of which has the name of an input
/// @param results the names of the request's results, which no expression can use
/// @param callables the caller's own functions
/// @param body present within a caller's function
public record Scope(
    Map<String, ArrayType> inputs,
    Map<String, Weakness> weak,
    Definitions definitions,
    Set<String> results,
    Callables callables,
    Optional<Body> body) {
  public Scope {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    weak = Map.copyOf(weak);
    results = Set.copyOf(results);
  }

  /// A scope without functions of the caller's.
  public Scope(
      Map<String, ArrayType> inputs,
      Map<String, Weakness> weak,
      Definitions definitions,
      Set<String> results) {
    this(inputs, weak, definitions, results, Callables.NONE, Optional.empty());
  }

  /// A scope whose results have no names.
  public Scope(Map<String, ArrayType> inputs, Map<String, Weakness> weak, Definitions definitions) {
    this(inputs, weak, definitions, Set.of());
  }

  public static Scope of(Map<String, ArrayType> inputs) {
    return new Scope(inputs, Map.of(), Definitions.NONE);
  }

  /// The same scope with the caller's functions.
  public Scope with(Callables newCallables) {
    return new Scope(inputs, weak, definitions, results, newCallables, body);
  }

  public KnownNames names() {
    return new KnownNames(inputs.keySet(), definitions.names(), results, callables.names());
  }

  /// The arrays that a caller's function can read: its parameters and its own.
  public record Body(Map<String, Array> arrays) {
    public Body {
      arrays = Map.copyOf(arrays);
    }

    /// The type of an array that there is.
    Array array(String name) {
      return Objects.requireNonNull(arrays.get(name), name);
    }

    /// The type of an array.
    ///
    /// @param rank the number of dimensions
    public record Array(StorageType storage, int rank) {}
  }
}
