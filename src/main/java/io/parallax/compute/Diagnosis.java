package io.parallax.compute;

import io.parallax.compute.ComputeRequest.Evaluate;
import io.parallax.compute.ComputeRequest.Filter;
import io.parallax.compute.ComputeRequest.Mapping;
import io.parallax.compute.ComputeRequest.Reduce;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.KnownNames;
import io.parallax.language.Names;
import io.parallax.language.Parser;
import io.parallax.language.Syntax;
import io.parallax.language.UnknownNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What else is wrong with a request that has failed, so that its caller can mend all of it at
/// once: every name that is unknown, and the first failure of each text that has none.
public final class Diagnosis {
  private final ComputeRequest request;
  private final ComputeException first;
  private final List<ComputeException> others = new ArrayList<>();

  private Diagnosis(ComputeRequest request, ComputeException first) {
    this.request = request;
    this.first = first;
  }

  /// What is wrong with the names in the texts of a request, and with texts that have no syntax,
  /// where some of the inputs are wrong, too.
  ///
  /// @param others the names of inputs that the request lacks because they are wrong
  public static List<ComputeException> unknownNames(ComputeRequest request, Set<String> others) {
    Set<String> sent = others.stream().map(Names::canonical).collect(Collectors.toSet());
    List<ComputeException> failures = new ArrayList<>();
    RequestAnalyzer analyzer;
    try {
      analyzer = new RequestAnalyzer(request);
      if (request instanceof Mapping mapping) {
        return MappedCall.failures(mapping, analyzer.functions(), sent);
      }
    } catch (ComputeException failure) {
      return List.of(failure);
    }
    KnownNames names = analyzer.names().withInputs(sent);
    texts(request)
        .forEach(
            (pointer, text) -> {
              try {
                UnknownNames.in(text, Parser.parse(text), names, defined(request, pointer))
                    .forEach(failure -> failures.add(failure.atPointer(pointer)));
              } catch (ComputeException failure) {
                failures.add(failure.atPointer(pointer));
              }
            });
    return failures;
  }

  /// Checks that every text of a request has syntax.
  ///
  /// @throws ComputeException the failure of the first that has none, with its pointer
  public static void requireSyntax(ComputeRequest request) {
    texts(request)
        .forEach(
            (pointer, text) -> {
              try {
                Parser.parse(text);
              } catch (ComputeException failure) {
                throw failure.atPointer(pointer);
              }
            });
  }

  /// The failure together with the others.
  static ComputeException complete(ComputeRequest request, ComputeException first) {
    Diagnosis diagnosis = new Diagnosis(request, first);
    texts(request).forEach(diagnosis::examine);
    diagnosis.others.addAll(0, first.others());
    return first.with(diagnosis.others);
  }

  /// The texts of a request by their JSON pointers.
  private static Map<String, String> texts(ComputeRequest request) {
    Map<String, String> texts = new LinkedHashMap<>();
    request.let().forEach((name, text) -> texts.put(Pointers.member("/let", name), text));
    switch (request) {
      case Evaluate evaluate -> {
        if (evaluate.expression() != null) {
          texts.put("/expression", evaluate.expression());
        }
        evaluate
            .expressions()
            .forEach((name, text) -> texts.put(Pointers.member("/expressions", name), text));
      }
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
      case Mapping _ -> {}
    }
    return texts;
  }

  /// The definition whose text is at a pointer.
  private static Optional<String> defined(ComputeRequest request, String pointer) {
    return request.let().keySet().stream()
        .filter(name -> Pointers.member("/let", name).equals(pointer))
        .map(Names::canonical)
        .findFirst();
  }

  private void examine(String pointer, String text) {
    if (others.size() >= ComputeException.MAX_OTHERS) {
      return;
    }
    List<ComputeException> unknown = List.of();
    try {
      Syntax syntax = Parser.parse(text);
      RequestAnalyzer texts = new RequestAnalyzer(request);
      unknown = UnknownNames.in(text, syntax, texts.names(), defined(request, pointer));
      if (unknown.isEmpty()) {
        texts.read("", text, pointer);
      }
    } catch (ComputeException failure) {
      add(failure.pointer().isPresent() ? failure : failure.atPointer(pointer));
    }
    unknown.forEach(failure -> add(failure.atPointer(pointer)));
  }

  private void add(ComputeException failure) {
    boolean isKnown =
        isSamePlace(failure, first)
            || others.stream().anyMatch(other -> isSamePlace(failure, other));
    boolean isMissing = request instanceof Reduce && failure.code() == ErrorCode.EMPTY_REDUCTION;
    if (!isKnown && !isMissing) {
      others.add(failure);
    }
  }

  /// A wrong definition fails again in every text that uses it.
  private static boolean isSamePlace(ComputeException one, ComputeException other) {
    return one.pointer().equals(other.pointer()) && one.position().equals(other.position());
  }
}
