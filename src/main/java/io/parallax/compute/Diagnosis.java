package io.parallax.compute;

import io.parallax.compute.ComputeRequest.Evaluate;
import io.parallax.compute.ComputeRequest.Filter;
import io.parallax.compute.ComputeRequest.Reduce;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.Parser;
import io.parallax.language.Syntax;
import io.parallax.language.UnknownNames;
import io.parallax.type.ArrayType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What else is wrong with a request that has failed, so that its caller can mend all of it at
/// once: every name that is unknown, and the first failure of each text that has none.
final class Diagnosis {
  private final ComputeRequest request;
  private final Map<String, ArrayType> inputs;
  private final ComputeException first;
  private final List<ComputeException> others = new ArrayList<>();

  private Diagnosis(ComputeRequest request, Map<String, ArrayType> inputs, ComputeException first) {
    this.request = request;
    this.inputs = inputs;
    this.first = first;
  }

  /// The failure together with the others.
  static ComputeException complete(
      ComputeRequest request, Map<String, ArrayType> inputs, ComputeException first) {
    Diagnosis diagnosis = new Diagnosis(request, inputs, first);
    texts(request).forEach(diagnosis::examine);
    return first.with(diagnosis.others);
  }

  /// The texts of a request by their JSON pointers.
  private static Map<String, String> texts(ComputeRequest request) {
    Map<String, String> texts = new LinkedHashMap<>();
    switch (request) {
      case Evaluate evaluate -> texts.put("/expression", evaluate.expression());
      case Filter filter -> {
        texts.put("/predicate", filter.predicate());
        filter.select().forEach((name, text) -> texts.put(Pointers.member("/select", name), text));
      }
      case Reduce reduce -> {
        if (reduce.where() != null) {
          texts.put("/where", reduce.where());
        }
        reduce
            .reductions()
            .forEach((name, text) -> texts.put(Pointers.member("/reductions", name), text));
      }
    }
    return texts;
  }

  private void examine(String pointer, String text) {
    if (others.size() >= ComputeException.MAX_OTHERS) {
      return;
    }
    List<ComputeException> unknown = List.of();
    try {
      Syntax syntax = Parser.parse(text);
      unknown = UnknownNames.in(text, syntax, inputs.keySet());
      if (unknown.isEmpty()) {
        new RequestAnalyzer(request.inputs()).read("", text, pointer);
      }
    } catch (ComputeException failure) {
      add(failure.atPointer(pointer));
    }
    unknown.forEach(failure -> add(failure.atPointer(pointer)));
  }

  private void add(ComputeException failure) {
    boolean isFirst =
        failure.pointer().equals(first.pointer()) && failure.position().equals(first.position());
    boolean isMissing = request instanceof Reduce && failure.code() == ErrorCode.EMPTY_REDUCTION;
    if (!isFirst && !isMissing) {
      others.add(failure);
    }
  }
}
