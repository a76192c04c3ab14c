package io.parallax.compute;

import io.parallax.error.ComputeException;
import io.parallax.language.Analyzer;
import io.parallax.language.Parser;
import io.parallax.language.Syntax;
import io.parallax.program.Target;
import io.parallax.type.ArrayType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the texts of one request, each in the light of the inputs' types.
final class RequestAnalyzer {
  private final Map<String, ArrayType> inputs;
  private final Map<String, Syntax> parsed = new LinkedHashMap<>();

  RequestAnalyzer(Map<String, ArrayType> inputs) {
    this.inputs = inputs;
  }

  /// Parses and analyses a text.
  ///
  /// @param name of its result
  /// @param pointer where it stands in the request; failures carry it
  Target read(String name, String text, String pointer) {
    try {
      Syntax syntax = Parser.parse(text);
      parsed.put(pointer, syntax);
      return new Target(name, text, Analyzer.analyze(text, syntax, inputs), pointer);
    } catch (ComputeException failure) {
      throw failure.atPointer(pointer);
    }
  }

  /// Reads named texts that stand in one JSON object.
  List<Target> read(Map<String, String> texts, String pointer) {
    List<Target> targets = new ArrayList<>(texts.size());
    texts.forEach((name, text) -> targets.add(read(name, text, Pointers.member(pointer, name))));
    return targets;
  }

  /// What was read so far, by pointer.
  Map<String, Syntax> parsed() {
    return parsed;
  }
}
