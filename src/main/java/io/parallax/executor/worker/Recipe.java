package io.parallax.executor.worker;

import io.parallax.language.Analyzer;
import io.parallax.language.Parser;
import io.parallax.language.Printer;
import io.parallax.lowering.Lowering;
import io.parallax.program.Program;
import io.parallax.program.Question;
import io.parallax.program.Selection;
import io.parallax.program.Target;
import io.parallax.type.ArrayType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A [Question] in the form in which it is sent: canonical texts and the inputs' types. Equal
/// recipes give programs that differ only in the error positions within the caller's own texts.
///
/// @param texts the texts; in the forms FILTER and REDUCE_WHERE the condition is the first
/// @param inputs the inputs that the texts mention, in the order of their names
public record Recipe(Form form, List<Text> texts, Map<String, ArrayType> inputs) {
  /// The kind of question about the texts.
  public enum Form {
    EVALUATE,
    FILTER_VALUES,
    FILTER_INDICES,
    FILTER_MASK,
    FILTER_COUNT,
    REDUCE,
    REDUCE_WHERE
  }

  /// A text in canonical form, and the name of its result.
  public record Text(String name, String canonical) {
    static Text of(Target target) {
      return new Text(target.name(), Printer.print(Parser.parse(target.source())));
    }
  }

  public Recipe {
    texts = List.copyOf(texts);
    inputs = Map.copyOf(inputs);
  }

  /// The recipe of a question.
  public static Recipe of(Question question) {
    return switch (question) {
      case Question.Evaluate(Target target) -> of(Form.EVALUATE, List.of(target));
      case Question.Filter(Target predicate, Selection selection) ->
          switch (selection) {
            case Selection.Values(List<Target> targets) ->
                of(Form.FILTER_VALUES, withFirst(predicate, targets));
            case Selection.Indices _ -> of(Form.FILTER_INDICES, List.of(predicate));
            case Selection.Mask _ -> of(Form.FILTER_MASK, List.of(predicate));
            case Selection.Count _ -> of(Form.FILTER_COUNT, List.of(predicate));
          };
      case Question.Reduce(Optional<Target> where, List<Target> targets) ->
          where
              .map(condition -> of(Form.REDUCE_WHERE, withFirst(condition, targets)))
              .orElseGet(() -> of(Form.REDUCE, targets));
    };
  }

  /// Parses, analyses and lowers the texts.
  public Program program() {
    List<Target> targets = new ArrayList<>();
    for (Text text : texts) {
      // A pointer names each text, as in the request.
      targets.add(target(text, "/" + targets.size()));
    }
    return switch (form) {
      case EVALUATE -> Lowering.evaluate(targets.getFirst());
      case FILTER_VALUES ->
          Lowering.filter(targets.getFirst(), new Selection.Values(rest(targets)));
      case FILTER_INDICES -> Lowering.filter(targets.getFirst(), new Selection.Indices());
      case FILTER_MASK -> Lowering.filter(targets.getFirst(), new Selection.Mask());
      case FILTER_COUNT -> Lowering.filter(targets.getFirst(), new Selection.Count());
      case REDUCE -> Lowering.reduce(Optional.empty(), targets);
      case REDUCE_WHERE -> Lowering.reduce(Optional.of(targets.getFirst()), rest(targets));
    };
  }

  private static Recipe of(Form form, List<Target> targets) {
    return new Recipe(form, targets.stream().map(Text::of).toList(), ReferencedInputs.in(targets));
  }

  private Target target(Text text, String pointer) {
    return new Target(
        text.name(),
        text.canonical(),
        Analyzer.analyze(text.canonical(), Parser.parseCanonical(text.canonical()), inputs),
        pointer);
  }

  private static List<Target> withFirst(Target first, List<Target> others) {
    List<Target> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all;
  }

  private static List<Target> rest(List<Target> targets) {
    return targets.subList(1, targets.size());
  }
}
