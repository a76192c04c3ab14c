package io.parallax.compute;

import io.parallax.function.TypedFunction;
import io.parallax.type.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A function of the caller's with the types of one signature, in words.
///
/// @param names every name of the function and its type: that of a number, such as `int64`; of an
///   array of the caller's with colons, such as `float64[:, :]`; of an array of its own with
///   extents, such as `int64[16]`
/// @param parameters those of the names that are parameters, in order
/// @param results the types of the values that it returns
public record CalledFunction(
    String name, Map<String, String> names, List<String> parameters, List<String> results) {
  public CalledFunction {
    names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    parameters = List.copyOf(parameters);
    results = List.copyOf(results);
  }

  static CalledFunction of(TypedFunction function) {
    Map<String, String> names = new LinkedHashMap<>();
    List<String> parameters = new ArrayList<>();
    for (TypedFunction.Parameter parameter : function.parameters()) {
      parameters.add(parameter.name());
      names.put(parameter.name(), type(parameter));
    }
    function.variables().forEach(variable -> names.put(variable.name(), variable.type().label()));
    function
        .locals()
        .forEach(local -> names.put(local.name(), local.type().label() + local.extents()));
    return new CalledFunction(
        function.name(),
        names,
        parameters,
        function.results().stream().map(DataType::label).toList());
  }

  private static String type(TypedFunction.Parameter parameter) {
    return switch (parameter) {
      case TypedFunction.Item item -> item.type().label();
      case TypedFunction.Array array ->
          array.storage().label()
              + "["
              + String.join(", ", Collections.nCopies(array.rank(), ":"))
              + "]";
    };
  }

  /// The characters of all texts.
  long length() {
    long characters = name.length();
    for (Map.Entry<String, String> each : names.entrySet()) {
      characters += each.getKey().length() + each.getValue().length();
    }
    return characters;
  }
}
