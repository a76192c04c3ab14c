package io.parallax.program;

import io.parallax.language.Analyzer;
import io.parallax.language.Parser;
import io.parallax.lowering.Lowering;
import io.parallax.lowering.Selection;
import io.parallax.lowering.Target;
import io.parallax.type.ArrayType;
import io.parallax.type.Overflow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Programs from texts, as requests would ask for them.
///
/// @param overflow what happens where an integer result does not fit its type
public record Requests(Map<String, ArrayType> inputs, Overflow overflow) {
  /// Requests whose integers wrap.
  public static Requests over(Map<String, ArrayType> inputs) {
    return new Requests(inputs, Overflow.WRAP);
  }

  /// The same requests, with overflow as an error.
  public Requests checked() {
    return new Requests(inputs, Overflow.ERROR);
  }

  public Program evaluate(String expression) {
    return Lowering.evaluate(target("result", expression, "/expression"), overflow);
  }

  /// A filter with values.
  ///
  /// @param selected texts by name
  public Program filter(String predicate, Map<String, String> selected) {
    List<Target> targets =
        selected.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> target(entry.getKey(), entry.getValue(), "/select/" + entry.getKey()))
            .toList();
    return filter(predicate, new Selection.Values(targets));
  }

  public Program filter(String predicate, Selection selection) {
    return Lowering.filter(target("predicate", predicate, "/predicate"), selection, overflow);
  }

  /// Results are named as their texts.
  public Program reduce(String... reductions) {
    return Lowering.reduce(Optional.empty(), targets(reductions), overflow);
  }

  public Program reduceWhere(String where, String... reductions) {
    return Lowering.reduce(
        Optional.of(target("where", where, "/where")), targets(reductions), overflow);
  }

  private List<Target> targets(String... texts) {
    return List.of(texts).stream().map(text -> target(text, text, "/reductions/" + text)).toList();
  }

  private Target target(String name, String text, String pointer) {
    return new Target(name, text, Analyzer.analyze(text, Parser.parse(text), inputs), pointer);
  }
}
