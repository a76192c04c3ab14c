package io.parallax.function;

import io.parallax.language.Syntax;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A definition as written.
///
/// @param returns the annotation of each value that is returned; empty if there is none
/// @param offset of the name
record FunctionSyntax(
    String name,
    List<ParameterSyntax> parameters,
    Optional<List<TypeSyntax>> returns,
    List<StatementSyntax> body,
    int offset) {
  FunctionSyntax {
    parameters = List.copyOf(parameters);
    body = List.copyOf(body);
  }

  /// The definition with other expressions, each made from the one in its place.
  FunctionSyntax map(UnaryOperator<Syntax> change) {
    return new FunctionSyntax(
        name,
        parameters.stream()
            .map(
                each ->
                    new ParameterSyntax(
                        each.name(),
                        each.annotation(),
                        each.defaultValue().map(change),
                        each.offset()))
            .toList(),
        returns,
        StatementSyntax.map(body, change),
        offset);
  }

  Optional<ParameterSyntax> parameter(String wanted) {
    return parameters.stream().filter(each -> each.name().equals(wanted)).findFirst();
  }
}
