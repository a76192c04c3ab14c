package io.parallax.compute;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.Analyzer;
import io.parallax.language.Callables;
import io.parallax.language.Definitions;
import io.parallax.language.Expression;
import io.parallax.language.KnownNames;
import io.parallax.language.Names;
import io.parallax.language.Parser;
import io.parallax.language.Scope;
import io.parallax.language.Syntax;
import io.parallax.language.Weakness;
import io.parallax.lowering.Target;
import io.parallax.type.ArrayType;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Parses the texts of one request and resolves them against the request's definitions and the
/// types of its inputs. Keeps the syntax of every text it has parsed.
final class RequestAnalyzer {
  private final boolean isReduce;
  private final List<Definitions.Text> definitions = new ArrayList<>();
  private final Map<String, ArrayType> inputs;
  private final Map<String, Weakness> weak;
  private final Set<String> results;
  private final Callables functions;
  private final Scope scope;
  private final Map<String, Syntax> parsed = new LinkedHashMap<>();

  /// @throws ComputeException for functions that cannot be read
  RequestAnalyzer(ComputeRequest request) {
    functions = CallerFunctions.of(request);
    isReduce = request instanceof ComputeRequest.Reduce;
    inputs = InputTypes.of(request.inputs());
    weak = InputTypes.weak(request.inputs());
    request
        .let()
        .forEach(
            (name, text) ->
                definitions.add(
                    new Definitions.Text(
                        Names.canonical(name), text, Pointers.member("/let", name))));
    results = results(request);
    scope = scope(inputs, this::parse);
  }

  private Scope scope(Map<String, ArrayType> types, Function<Definitions.Text, Syntax> parser) {
    return new Scope(
            types, weak, Definitions.of(definitions, types, weak, functions, parser), results)
        .with(functions);
  }

  private static Set<String> results(ComputeRequest request) {
    Set<String> named =
        switch (request) {
          case ComputeRequest.Evaluate evaluate -> evaluate.expressions().keySet();
          case ComputeRequest.Filter filter -> filter.select().keySet();
          case ComputeRequest.Reduce reduce -> reduce.reductions().keySet();
          case ComputeRequest.Mapping _ -> Set.of();
        };
    return named.stream().map(Names::canonical).collect(Collectors.toSet());
  }

  private Syntax parse(Definitions.Text text) {
    Syntax syntax = Parser.parse(text.source());
    parsed.put(text.pointer(), syntax);
    return syntax;
  }

  /// The caller's functions.
  Callables functions() {
    return functions;
  }

  /// The names that the request's texts may use.
  KnownNames names() {
    return scope.names();
  }

  /// Checks that every definition is right, whether a text uses it or not. A reduction of no
  /// elements is wrong where it is used only, and in a request to reduce.
  void requireDefinitions() {
    for (ComputeException failure : scope.definitions().failures()) {
      if (!isReduce || failure.code() != ErrorCode.EMPTY_REDUCTION) {
        throw failure;
      }
    }
  }

  /// Parses and types one text.
  ///
  /// @param name the name of the text's result
  /// @param text the expression
  /// @param pointer the JSON pointer of the text in the request; failures carry it
  Target read(String name, String text, String pointer) {
    try {
      Syntax syntax = Parser.parse(text);
      parsed.put(pointer, syntax);
      return new Target(name, text, Analyzer.analyze(text, syntax, scope), pointer, scope);
    } catch (ComputeException failure) {
      throw failure.pointer().isPresent() ? failure : failure.atPointer(pointer);
    }
  }

  /// The call of a request to map, with the first of its results.
  Target readCall(ComputeRequest.Mapping request) {
    String text = MappedCall.text(request, functions);
    Syntax syntax = Parser.parse(text);
    if (!(syntax instanceof Syntax.Call call)) {
      throw new IllegalStateException("not a call: " + text);
    }
    parsed.put("/call", syntax);
    return new Target(
        ComputeRequest.Mapping.RESULT,
        text,
        Analyzer.within(text, scope).apply(call),
        "/inputs",
        scope);
  }

  /// The type of a text whose analysis fails because the inputs have no elements: as if they had.
  ArrayType typeOverElements(String text) {
    Map<String, ArrayType> filled = new LinkedHashMap<>();
    inputs.forEach(
        (name, type) ->
            filled.put(
                name,
                new ArrayType(
                    type.type(),
                    new Shape(
                        type.shape().extents().stream()
                            .map(extent -> Math.max(1, extent))
                            .toList()))));
    Expression expression = Analyzer.analyze(text, Parser.parse(text), scope(filled, this::parse));
    return new ArrayType(expression.type(), expression.shape());
  }

  /// A target of this number, which keeps the place of a result that has no value.
  Target placeholder(String name, String number, String pointer) {
    return new Target(
        name, number, Analyzer.analyze(number, Parser.parse(number), scope), pointer, scope);
  }

  /// Parses and types the members of one JSON object, each a named text, in order.
  ///
  /// @param texts name → expression
  /// @param pointer the JSON pointer of the object
  List<Target> read(Map<String, String> texts, String pointer) {
    List<Target> targets = new ArrayList<>(texts.size());
    texts.forEach((name, text) -> targets.add(read(name, text, Pointers.member(pointer, name))));
    return targets;
  }

  /// The syntax of every text parsed so far, by the text's JSON pointer.
  Map<String, Syntax> parsed() {
    return parsed;
  }
}
