package io.parallax.compute;

import io.parallax.array.Input;
import io.parallax.type.ArrayType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All of a request that its program depends on: what it asks, and the types of its inputs, but
/// none of their elements. In the order of the request, which is that of the results.
record RequestKey(Question question, List<Typed> inputs) {
  RequestKey {
    inputs = List.copyOf(inputs);
  }

  static RequestKey of(ComputeRequest request) {
    Question question =
        switch (request) {
          case ComputeRequest.Evaluate evaluate -> new Evaluate(evaluate.expression());
          case ComputeRequest.Filter filter ->
              new Filter(filter.predicate(), named(filter.select()), filter.returned());
          case ComputeRequest.Reduce reduce ->
              new Reduce(reduce.where(), named(reduce.reductions()));
        };
    List<Typed> inputs = new ArrayList<>(request.inputs().size());
    request.inputs().forEach((name, input) -> inputs.add(Typed.of(name, input)));
    return new RequestKey(question, inputs);
  }

  /// What the question says: the expressions, and their results' names.
  Stream<String> texts() {
    return question.texts();
  }

  /// The characters in it.
  long length() {
    return texts().mapToLong(String::length).sum()
        + inputs.stream().mapToLong(input -> input.name().length()).sum();
  }

  private static List<Named> named(Map<String, String> texts) {
    List<Named> named = new ArrayList<>(texts.size());
    texts.forEach((name, text) -> named.add(new Named(name, text)));
    return named;
  }

  /// The texts of a request.
  sealed interface Question {
    Stream<String> texts();
  }

  private record Evaluate(String expression) implements Question {
    @Override
    public Stream<String> texts() {
      return Stream.of(expression);
    }
  }

  private record Filter(String predicate, List<Named> select, ComputeRequest.Returned returned)
      implements Question {
    @Override
    public Stream<String> texts() {
      return Stream.concat(Stream.of(predicate), select.stream().flatMap(Named::texts));
    }
  }

  private record Reduce(@Nullable String where, List<Named> reductions) implements Question {
    @Override
    public Stream<String> texts() {
      return Stream.concat(Stream.ofNullable(where), reductions.stream().flatMap(Named::texts));
    }
  }

  private record Named(String name, String text) {
    Stream<String> texts() {
      return Stream.of(name, text);
    }
  }

  record Typed(String name, ArrayType type) {
    static Typed of(String name, Input input) {
      return new Typed(name, input.arrayType());
    }
  }
}
