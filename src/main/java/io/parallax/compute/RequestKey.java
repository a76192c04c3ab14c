package io.parallax.compute;

import io.parallax.array.Input;
import io.parallax.language.Weakness;
import io.parallax.type.ArrayType;
import io.parallax.type.Overflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The key of the [AnalysisCache]: the parts of a request that its program depends on. These parts
/// are the kind of request, its texts, functions and definitions, the names and types of its inputs
/// and how they are weak, and the mode of overflow. The elements of the inputs are not part of it.
/// Texts and inputs keep the order of the request, because it decides the order of the results.
///
/// @param iterations the trips that an item may make; 0 in a request without functions
record RequestKey(
    RequestTexts asked,
    String functions,
    List<Named> definitions,
    List<Typed> inputs,
    Overflow overflow,
    long iterations) {
  RequestKey {
    definitions = List.copyOf(definitions);
    inputs = List.copyOf(inputs);
  }

  static RequestKey of(ComputeRequest request) {
    List<Typed> inputs = new ArrayList<>(request.inputs().size());
    request.inputs().forEach((name, input) -> inputs.add(Typed.of(name, input)));
    return new RequestKey(
        asked(request),
        request.functions(),
        named(request.let()),
        inputs,
        request.options().overflow(),
        iterations(request));
  }

  private static long iterations(ComputeRequest request) {
    return request.functions().equals(ComputeRequest.NO_FUNCTIONS)
        ? 0
        : request.options().maximumIterations();
  }

  private static RequestTexts asked(ComputeRequest request) {
    return switch (request) {
      case ComputeRequest.Evaluate evaluate ->
          new Evaluate(evaluate.expression(), named(evaluate.expressions()));
      case ComputeRequest.Filter filter ->
          new Filter(filter.predicate(), named(filter.select()), filter.returned());
      case ComputeRequest.Reduce reduce -> new Reduce(reduce.where(), named(reduce.reductions()));
      case ComputeRequest.Mapping mapping ->
          new Mapping(mapping.call(), mapping.options().collectsFailures());
    };
  }

  /// The texts of a request's key.
  static Stream<String> texts(ComputeRequest request) {
    return texts(request.functions(), named(request.let()), asked(request));
  }

  private static Stream<String> texts(
      String functions, List<Named> definitions, RequestTexts asked) {
    return Stream.concat(
        Stream.of(functions),
        Stream.concat(definitions.stream().flatMap(Named::texts), asked.texts()));
  }

  /// All texts of the request: functions, expressions, and the names of their results or
  /// definitions.
  Stream<String> texts() {
    return texts(functions, definitions, asked);
  }

  /// The number of characters in the texts and in the names of the inputs.
  long length() {
    return texts().mapToLong(String::length).sum()
        + inputs.stream().mapToLong(input -> input.name().length()).sum();
  }

  private static List<Named> named(Map<String, String> texts) {
    List<Named> named = new ArrayList<>(texts.size());
    texts.forEach((name, text) -> named.add(new Named(name, text)));
    return named;
  }

  /// The kind of request and its texts.
  sealed interface RequestTexts {
    Stream<String> texts();
  }

  private record Evaluate(@Nullable String expression, List<Named> expressions)
      implements RequestTexts {
    @Override
    public Stream<String> texts() {
      return Stream.concat(
          Stream.ofNullable(expression), expressions.stream().flatMap(Named::texts));
    }
  }

  private record Filter(String predicate, List<Named> select, ComputeRequest.Returned returned)
      implements RequestTexts {
    @Override
    public Stream<String> texts() {
      return Stream.concat(Stream.of(predicate), select.stream().flatMap(Named::texts));
    }
  }

  private record Reduce(@Nullable String where, List<Named> reductions) implements RequestTexts {
    @Override
    public Stream<String> texts() {
      return Stream.concat(Stream.ofNullable(where), reductions.stream().flatMap(Named::texts));
    }
  }

  private record Mapping(@Nullable String call, boolean isCollected) implements RequestTexts {
    @Override
    public Stream<String> texts() {
      return Stream.ofNullable(call);
    }
  }

  /// A text and its name.
  record Named(String name, String text) {
    Stream<String> texts() {
      return Stream.of(name, text);
    }
  }

  record Typed(String name, ArrayType type, Optional<Weakness> weakness) {
    static Typed of(String name, Input input) {
      return new Typed(name, input.arrayType(), InputTypes.weak(input));
    }
  }
}
