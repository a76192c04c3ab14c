package io.parallax.compute;

import io.parallax.array.Input;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.error.NearestName;
import io.parallax.language.Callables;
import io.parallax.language.Names;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/// The call that a request to map stands for: the function with the inputs of the names of its
/// parameters. Finds all that is wrong with names and shapes of inputs.
final class MappedCall {
  private static final String INPUTS = "/inputs";

  private final Map<String, Sent> inputs = new LinkedHashMap<>();
  private final String function;
  private final List<Callables.Formal> formals;
  private final List<ComputeException> failures = new ArrayList<>();

  /// An input and the name it was sent with.
  private record Sent(String name, Input input) {
    String pointer() {
      return Pointers.member(INPUTS, name);
    }

    Shape shape() {
      return input.arrayType().shape();
    }
  }

  /// @param others names of inputs that were sent, but could not be read
  /// @throws ComputeException UNKNOWN_NAME if there is no such function
  private MappedCall(ComputeRequest.Mapping request, Callables functions, Set<String> others) {
    function = function(request, functions);
    formals = functions.parameters(function).orElseThrow();
    request
        .inputs()
        .forEach((name, input) -> inputs.put(Names.canonical(name), new Sent(name, input)));
    requireParameters();
    requireInputs(others);
    requireShapes();
  }

  /// The text of the call.
  ///
  /// @throws ComputeException with everything that is wrong with names and shapes
  static String text(ComputeRequest.Mapping request, Callables functions) {
    MappedCall call = new MappedCall(request, functions, Set.of());
    if (!call.failures.isEmpty()) {
      List<ComputeException> all = call.failures;
      throw all.getFirst().with(all.subList(1, all.size()));
    }
    return call.text();
  }

  /// What is wrong with the inputs of a request that lacks others because they are wrong.
  ///
  /// @param others their names, in canonical form
  static List<ComputeException> failures(
      ComputeRequest.Mapping request, Callables functions, Set<String> others) {
    return new MappedCall(request, functions, others).failures;
  }

  private static String function(ComputeRequest.Mapping request, Callables functions) {
    List<String> names = List.copyOf(functions.names());
    if (request.call() == null) {
      return names.getLast();
    }
    String asked = Names.canonical(request.call());
    if (!names.contains(asked)) {
      String near =
          NearestName.of(asked, names)
              .map(name -> ", perhaps " + quote(name) + " is meant")
              .orElse("");
      throw new ComputeException(
              ErrorCode.UNKNOWN_NAME,
              "%s is no function of the text%s; the functions are %s"
                  .formatted(quote(asked), near, String.join(", ", names)))
          .atPointer("/call");
    }
    return asked;
  }

  private void requireParameters() {
    List<String> names = formals.stream().map(Callables.Formal::name).toList();
    inputs.forEach(
        (name, sent) -> {
          if (!names.contains(name)) {
            String near =
                NearestName.of(name, names)
                    .map(other -> ", perhaps " + quote(other) + " is meant")
                    .orElse("");
            add(
                ErrorCode.UNKNOWN_NAME,
                "%s is no parameter of %s%s".formatted(quote(name), signature(), near),
                sent.pointer());
          }
        });
  }

  private void requireInputs(Set<String> others) {
    List<String> missing =
        formals.stream()
            .filter(formal -> formal.defaultValue().isEmpty())
            .map(Callables.Formal::name)
            .filter(name -> !inputs.containsKey(name) && !others.contains(name))
            .map(MappedCall::quote)
            .toList();
    if (!missing.isEmpty()) {
      add(
          ErrorCode.INVALID_ARGUMENT,
          "%s needs %s %s"
              .formatted(
                  signature(),
                  missing.size() == 1 ? "the input" : "the inputs",
                  String.join(", ", missing)),
          INPUTS);
    }
  }

  private void requireShapes() {
    Shape items = Shape.SCALAR;
    for (Callables.Formal formal : formals) {
      Sent sent = inputs.get(formal.name());
      if (sent == null) {
        continue;
      }
      if (formal.isArray()) {
        requireArray(formal, sent);
      } else {
        items = requireBroadcast(items, formal, sent);
      }
    }
  }

  private void requireArray(Callables.Formal formal, Sent sent) {
    if (sent.shape().isScalar()) {
      add(
          ErrorCode.SHAPE_MISMATCH,
          "%s of %s is an array, because the function reads its elements; this is a scalar"
              .formatted(quote(formal.name()), signature()),
          sent.pointer());
    }
  }

  private Shape requireBroadcast(Shape items, Callables.Formal formal, Sent sent) {
    Optional<Shape> both = items.broadcast(sent.shape());
    if (both.isEmpty()) {
      add(
          ErrorCode.SHAPE_MISMATCH,
          "%s has shape %s, which does not broadcast with shape %s of the inputs before; a"
                  .formatted(quote(formal.name()), sent.shape(), items)
              + " parameter is an array that every item sees whole where the function reads its"
              + " elements, a[i]",
          sent.pointer());
    }
    return both.orElse(items);
  }

  /// Parameters after one that has no input are given by name.
  private String text() {
    StringJoiner arguments = new StringJoiner(", ", function + "(", ")");
    boolean hasGap = false;
    for (Callables.Formal formal : formals) {
      if (inputs.containsKey(formal.name())) {
        String input = Names.written(formal.name());
        arguments.add(hasGap ? formal.name() + "=" + input : input);
      } else {
        hasGap = true;
      }
    }
    return arguments.toString();
  }

  private String signature() {
    return formals.stream()
        .map(Callables.Formal::name)
        .collect(Collectors.joining(", ", function + "(", ")"));
  }

  private void add(ErrorCode code, String detail, String pointer) {
    failures.add(new ComputeException(code, detail).atPointer(pointer));
  }

  private static String quote(String name) {
    return "'" + Names.shown(name) + "'";
  }
}
