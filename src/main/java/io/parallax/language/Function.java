package io.parallax.language;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A function of the language: its name, what it takes and what it means. The constants of
/// [BasicFunction], [MathFunction] and [ReductionFunction] are the catalogue, the one place that
/// says which functions exist. Casts are functions too, but belong to [io.parallax.type.DataType].
public sealed interface Function permits ElementwiseFunction, ReductionFunction {
  /// Every function: elementwise ones first, then reductions.
  static List<Function> all() {
    return Catalogue.ALL;
  }

  /// The function with this name, empty for an unknown one.
  static Optional<Function> ofLabel(String label) {
    return Optional.ofNullable(Catalogue.BY_LABEL.get(label));
  }

  /// The name in the language, such as `arctan2`.
  String label();

  TypeRule typeRule();

  /// What it computes, in one line.
  String meaning();

  NanRule nanRule();

  /// How far results may be from the exact values; empty for functions whose results are no floats
  /// or have another bound.
  Optional<ErrorBound> errorBound();

  /// Operands first, in the order of positional arguments, then the options.
  List<Parameter> parameters();

  /// The parameters that are expressions, in the order of positional arguments.
  default List<Parameter> operands() {
    return parameters().stream().filter(p -> p.role() != Parameter.Role.OPTION).toList();
  }

  /// In Python's notation, such as `var(x, *, ddof=0, axis=None, keepdims=False)`.
  default String signature() {
    String required =
        operands().stream().map(Parameter::toString).collect(Collectors.joining(", "));
    String options =
        parameters().stream()
            .filter(parameter -> parameter.role() == Parameter.Role.OPTION)
            .map(parameter -> ", " + parameter)
            .collect(Collectors.joining());
    return label() + "(" + required + (options.isEmpty() ? "" : ", *" + options) + ")";
  }
}
