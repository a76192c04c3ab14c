package io.parallax.language;

import java.util.LinkedHashSet;
import java.util.Set;

/// The names of a request beside those of the language, all in the form of [Names#canonical].
///
/// @param inputs the names of the inputs
/// @param definitions the names of the definitions
/// @param results the names of the results, which no text can use
/// @param functions the names of the caller's own functions
public record KnownNames(
    Set<String> inputs, Set<String> definitions, Set<String> results, Set<String> functions) {

  /// Whether a text may use a name.
  boolean areUsable(String name) {
    return inputs.contains(name) || definitions.contains(name);
  }

  /// The names with further inputs.
  public KnownNames withInputs(Set<String> more) {
    Set<String> all = new LinkedHashSet<>(inputs);
    all.addAll(more);
    return new KnownNames(all, definitions, results, functions);
  }

  /// The names for the text of a definition, which cannot use itself.
  public KnownNames within(String definition) {
    Set<String> others = new LinkedHashSet<>(definitions);
    others.remove(definition);
    return new KnownNames(inputs, others, results, functions);
  }
}
