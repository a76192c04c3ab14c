package io.parallax.language;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.ArrayType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The named expressions of a request (`let`). A name means its expression, as if that stood in
/// parentheses where the name is used. So a literal remains weak, and a reduction sees the
/// positions that a reduction at the place of use would see. Definitions may use each other in any
/// order, but not in a circle.
///
/// Each definition is analysed once, and is a failure of its own: using a wrong one fails as the
/// definition did.
public final class Definitions {
  public static final Definitions NONE = new Definitions(List.of());

  private final List<Text> texts;
  private final Map<String, Outcome> outcomes;

  private Definitions(List<Text> texts) {
    this(texts, new LinkedHashMap<>());
  }

  private Definitions(List<Text> texts, Map<String, Outcome> outcomes) {
    this.texts = List.copyOf(texts);
    this.outcomes = outcomes;
  }

  /// A definition as it was sent.
  ///
  /// @param name in the form of [Names#canonical]
  /// @param pointer the JSON pointer to the text in the request
  public record Text(String name, String source, String pointer) {}

  /// Analyses definitions over inputs of the given types.
  ///
  /// @param texts none has the name of an input or of another
  /// @param parser parses the text of a definition, once
  public static Definitions of(
      List<Text> texts,
      Map<String, ArrayType> inputs,
      Map<String, Weakness> weak,
      Function<Text, Syntax> parser) {
    return of(texts, inputs, weak, Callables.NONE, parser);
  }

  /// As [#of(List, Map, Map, Function)], of texts that may call the caller's own functions.
  public static Definitions of(
      List<Text> texts,
      Map<String, ArrayType> inputs,
      Map<String, Weakness> weak,
      Callables callables,
      Function<Text, Syntax> parser) {
    if (texts.isEmpty()) {
      return NONE;
    }
    Definitions definitions = new Definitions(texts);
    new Resolution(definitions, inputs, weak, callables, parser).resolve();
    return definitions;
  }

  public List<Text> texts() {
    return texts;
  }

  public boolean isEmpty() {
    return texts.isEmpty();
  }

  Set<String> names() {
    return texts.stream().map(Text::name).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /// The others, which one may use.
  private Definitions without(Text one) {
    return new Definitions(
        texts.stream().filter(text -> !text.name().equals(one.name())).toList(), outcomes);
  }

  /// The definitions that have a value known when the program runs, each after those it uses.
  public List<Definition> resolved() {
    return outcomes.values().stream()
        .map(Outcome::definition)
        .<Definition>mapMulti(Optional::ifPresent)
        .toList();
  }

  /// The failures of wrong definitions; one that uses a wrong one is none of its own.
  public List<ComputeException> failures() {
    Set<ComputeException> failures = new LinkedHashSet<>();
    for (Outcome outcome : outcomes.values()) {
      if (outcome instanceof Outcome.Failed(ComputeException failure)) {
        failures.add(failure);
      }
    }
    return List.copyOf(failures);
  }

  /// The value of a name at a place of use.
  ///
  /// @return null if there is no definition with this name
  /// @throws ComputeException the failure of a wrong definition
  @Nullable AnalyzedOperand find(String name, int offset) {
    return switch (outcomes.get(name)) {
      case null -> null;
      case Outcome.Failed(ComputeException failure) -> throw failure;
      case Outcome.Known(AnalyzedOperand operand, Optional<Definition> definition) ->
          used(operand, definition, offset);
    };
  }

  /// A literal stays one at the place of use.
  private static AnalyzedOperand used(
      AnalyzedOperand operand, Optional<Definition> definition, int offset) {
    return switch (operand) {
      case AnalyzedOperand.WeakInteger(var value, _) ->
          new AnalyzedOperand.WeakInteger(value, offset);
      case AnalyzedOperand.WeakInt64(_, var least) ->
          new AnalyzedOperand.WeakInt64(
              new Expression.Use(definition.orElseThrow(), offset), least);
      case AnalyzedOperand.WeakFloat(Expression.Literal literal) ->
          new AnalyzedOperand.WeakFloat(new Expression.Literal(literal.value(), offset));
      case AnalyzedOperand.WeakFloat _ ->
          new AnalyzedOperand.WeakFloat(new Expression.Use(definition.orElseThrow(), offset));
      case AnalyzedOperand.Strong(Expression.Literal literal) ->
          new AnalyzedOperand.Strong(new Expression.Literal(literal.value(), offset));
      case AnalyzedOperand.Strong _ ->
          new AnalyzedOperand.Strong(new Expression.Use(definition.orElseThrow(), offset));
    };
  }

  /// What became of a definition.
  private sealed interface Outcome {
    default Optional<Definition> definition() {
      return switch (this) {
        case Known(_, Optional<Definition> definition) -> definition;
        case Failed _ -> Optional.empty();
      };
    }

    /// @param definition empty for a literal
    record Known(AnalyzedOperand operand, Optional<Definition> definition) implements Outcome {}

    record Failed(ComputeException failure) implements Outcome {}
  }

  /// Analyses definitions, each after those it uses. An analysis never waits for another, so the
  /// stack does not grow with the trees of several definitions.
  private static final class Resolution {
    private final Definitions definitions;
    private final Map<String, ArrayType> inputs;
    private final Map<String, Weakness> weak;
    private final Callables callables;
    private final Function<Text, Syntax> parser;
    private final Map<String, Text> texts = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    private Resolution(
        Definitions definitions,
        Map<String, ArrayType> inputs,
        Map<String, Weakness> weak,
        Callables callables,
        Function<Text, Syntax> parser) {
      this.definitions = definitions;
      this.inputs = inputs;
      this.weak = weak;
      this.callables = callables;
      this.parser = parser;
      definitions.texts.forEach(text -> texts.put(text.name(), text));
    }

    private void resolve() {
      texts.values().forEach(this::resolve);
    }

    private void resolve(Text text) {
      if (definitions.outcomes.containsKey(text.name())) {
        return;
      }
      open.add(text.name());
      Outcome outcome;
      try {
        Syntax syntax = parser.apply(text);
        for (Syntax.Name name : names(syntax)) {
          Text used = texts.get(name.name());
          if (used != null) {
            requireNoCircle(text, name);
            resolve(used);
          }
        }
        Scope scope = new Scope(inputs, weak, definitions.without(text)).with(callables);
        outcome = known(text, Analyzer.operand(text.source(), syntax, scope));
      } catch (ComputeException failure) {
        outcome =
            new Outcome.Failed(
                failure.pointer().isPresent() ? failure : failure.atPointer(text.pointer()));
      }
      open.remove(text.name());
      definitions.outcomes.put(text.name(), outcome);
    }

    private void requireNoCircle(Text text, Syntax.Name name) {
      if (open.contains(name.name())) {
        List<String> circle = new ArrayList<>(open);
        circle.subList(0, circle.indexOf(name.name())).clear();
        circle.add(name.name());
        throw new Source(text.source())
            .error(
                ErrorCode.INVALID_ARGUMENT,
                name.offset(),
                Names.quote(name.name())
                    + " is defined by itself: "
                    + String.join(" → ", circle.stream().map(Names::shown).toList()));
      }
    }

    private static Outcome known(Text text, AnalyzedOperand operand) {
      Optional<Expression> value =
          switch (operand) {
            case AnalyzedOperand.WeakInteger _ -> Optional.empty();
            case AnalyzedOperand.Strong(Expression expression) -> Optional.of(expression);
            case AnalyzedOperand.WeakFloat(Expression expression) -> Optional.of(expression);
            case AnalyzedOperand.WeakInt64(Expression expression, _) -> Optional.of(expression);
          };
      return new Outcome.Known(
          operand,
          value.map(
              expression ->
                  new Definition(text.name(), text.source(), text.pointer(), expression)));
    }

    private static List<Syntax.Name> names(Syntax syntax) {
      List<Syntax.Name> names = new ArrayList<>();
      List<Syntax> open = new ArrayList<>(List.of(syntax));
      while (!open.isEmpty()) {
        Syntax next = open.removeLast();
        if (next instanceof Syntax.Name name) {
          names.add(name);
        }
        open.addAll(next.children());
      }
      return names;
    }
  }
}
