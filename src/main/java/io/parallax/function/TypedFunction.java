package io.parallax.function;

import io.parallax.language.Callee;
import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.util.List;
import java.util.Objects;

/// A function of the caller's with the types of one signature.
///
/// Within its body, [io.parallax.language.Expression.Input] reads a variable by its name, and
/// [io.parallax.language.Expression.Element] and [io.parallax.language.Expression.Extent] name a
/// parameter that is an array, or a local array. No variable is read before it is assigned, and
/// every path ends with a return. A function calls others, but never itself, not even by way of
/// others.
///
/// @param source the whole text of all functions, which offsets refer to
/// @param parameters in the order of the definition
/// @param variables every name that holds a number: parameters that are items, then the rest
/// @param locals the arrays that belong to one item
/// @param results the types of the values that every return gives
/// @param offset of the definition's name
public record TypedFunction(
    String name,
    String source,
    List<Parameter> parameters,
    List<Variable> variables,
    List<LocalArray> locals,
    List<DataType> results,
    List<TypedStatement> body,
    int offset)
    implements Callee {
  public TypedFunction {
    parameters = List.copyOf(parameters);
    variables = List.copyOf(variables);
    locals = List.copyOf(locals);
    results = List.copyOf(results);
    body = List.copyOf(body);
  }

  /// Whether it is a function of Python's that the service has written, called at its offset.
  public boolean isOfLibrary() {
    return Library.isNameOfCopy(name);
  }

  /// A function with the same text, name and types of parameters is the same.
  @Override
  public boolean equals(Object other) {
    return other instanceof TypedFunction function
        && name.equals(function.name)
        && parameters.equals(function.parameters)
        && source.equals(function.source);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, parameters, source);
  }

  @Override
  public DataType parameterType(int parameter) {
    return switch (parameters.get(parameter)) {
      case Item(_, DataType type) -> type;
      case Array(_, StorageType storage, _) -> storage.computing();
    };
  }

  /// What a parameter is.
  public sealed interface Parameter {
    String name();
  }

  /// A parameter that has a value for each item.
  public record Item(String name, DataType type) implements Parameter {}

  /// A parameter that is an array, read only.
  ///
  /// @param rank 1 or 2
  public record Array(String name, StorageType storage, int rank) implements Parameter {}

  /// A name and its one type.
  public record Variable(String name, DataType type) {}

  /// An array of fixed size that each item has for itself.
  public record LocalArray(String name, DataType type, List<Long> extents) {
    public LocalArray {
      extents = List.copyOf(extents);
    }
  }
}
