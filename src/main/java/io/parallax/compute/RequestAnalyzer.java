package io.parallax.compute;

import io.parallax.array.Input;
import io.parallax.error.ComputeException;
import io.parallax.language.Analyzer;
import io.parallax.language.Expression;
import io.parallax.language.Parser;
import io.parallax.language.Syntax;
import io.parallax.language.Weakness;
import io.parallax.lowering.Target;
import io.parallax.type.ArrayType;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Parses the texts of one request and resolves them against the types of the request's inputs.
/// Keeps the syntax of every text it has parsed.
final class RequestAnalyzer {
  private final Map<String, ArrayType> inputs;
  private final Map<String, Weakness> weak;
  private final Map<String, Syntax> parsed = new LinkedHashMap<>();

  /// @param inputs the inputs of a request
  RequestAnalyzer(Map<String, Input> inputs) {
    this.inputs = InputTypes.of(inputs);
    this.weak = InputTypes.weak(inputs);
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
      return new Target(name, text, Analyzer.analyze(text, syntax, inputs, weak), pointer, weak);
    } catch (ComputeException failure) {
      throw failure.atPointer(pointer);
    }
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
    Expression expression = Analyzer.analyze(text, Parser.parse(text), filled, weak);
    return new ArrayType(expression.type(), expression.shape());
  }

  /// A target of this number, which keeps the place of a result that has no value.
  Target placeholder(String name, String number, String pointer) {
    return new Target(
        name, number, Analyzer.analyze(number, Parser.parse(number), inputs), pointer, weak);
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
