package io.parallax.language;

import static io.parallax.language.Source.quote;

import io.parallax.error.NearestName;
import io.parallax.type.DataType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Sentences for unknown names: which name is probably meant, and which names there are.
final class NameAdvice {
  private static final int MAX_LISTED = 10;

  private NameAdvice() {}

  /// What a name of another language stands for: an expression to write, or a sentence.
  static Optional<String> onForeign(String name) {
    return ForeignNames.expression(name)
        .map(expression -> "write " + expression)
        .or(() -> ForeignNames.absence(name));
  }

  /// On a name that is no input, no definition and no constant.
  static String onName(String name, KnownNames names) {
    if (isCallable(name) || names.functions().contains(name)) {
      return Names.quote(name) + " is a function; write " + name + "(…)";
    }
    if (names.results().contains(name)) {
      return Names.quote(name)
          + " is unknown: it names a result, and expressions do not use each other; define it in"
          + " let";
    }
    List<String> known =
        Stream.concat(
                Stream.concat(names.inputs().stream(), names.definitions().stream()), constants())
            .toList();
    return unknown(name, known) + "; " + describe(names);
  }

  /// On a called name that is no function.
  static String onFunction(String name, KnownNames names) {
    if (names.areUsable(name) || NamedConstant.ofLabel(name).isPresent()) {
      return quote(name) + " is not a function; to multiply, write " + name + " * (…)";
    }
    return unknown(name, Stream.concat(names.functions().stream(), callables()).toList())
        + "; GET /v1/functions lists the functions";
  }

  private static String unknown(String name, List<String> known) {
    String unknown = Names.quote(name) + " is unknown";
    Optional<String> instead =
        ForeignNames.expression(name)
            .map(expression -> ", write " + expression)
            .or(() -> ForeignNames.absence(name).map(sentence -> ": " + sentence));
    if (instead.isPresent()) {
      return unknown + instead.get();
    }
    Optional<String> nearest = NearestName.of(name, known);
    return nearest
        .map(meant -> unknown + ", perhaps " + Names.quote(meant) + " is meant")
        .orElse(unknown);
  }

  private static String describe(KnownNames names) {
    String inputs =
        names.inputs().isEmpty()
            ? "there are no inputs"
            : "the inputs are " + listed(names.inputs());
    return names.definitions().isEmpty()
        ? inputs
        : inputs + ", and the definitions " + listed(names.definitions());
  }

  private static String listed(Collection<String> names) {
    String listed =
        names.stream()
            .sorted()
            .limit(MAX_LISTED)
            .map(Names::quote)
            .collect(Collectors.joining(", "));
    int more = names.size() - MAX_LISTED;
    return listed + (more > 0 ? " and " + more + " more" : "");
  }

  static boolean isCallable(String name) {
    return callables().anyMatch(name::equals);
  }

  private static Stream<String> callables() {
    return Stream.concat(
        Function.all().stream().map(Function::label),
        Arrays.stream(DataType.values()).map(DataType::label));
  }

  private static Stream<String> constants() {
    return Arrays.stream(NamedConstant.values()).map(NamedConstant::label);
  }
}
