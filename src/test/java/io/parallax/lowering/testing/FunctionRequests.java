package io.parallax.lowering.testing;

import io.parallax.function.Functions;
import io.parallax.kernel.testing.TestArray;
import io.parallax.language.Analyzer;
import io.parallax.language.Definitions;
import io.parallax.language.Parser;
import io.parallax.language.Scope;
import io.parallax.language.Syntax;
import io.parallax.lowering.Conduct;
import io.parallax.lowering.Lowering;
import io.parallax.lowering.Selection;
import io.parallax.lowering.Target;
import io.parallax.program.Program;
import io.parallax.type.ArrayType;
import io.parallax.type.Overflow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Programs from texts that call functions, as requests would ask for them.
///
/// @param inputs the types of the inputs
/// @param let named expressions, in order
public record FunctionRequests(
    Functions functions,
    Map<String, ArrayType> inputs,
    List<Definitions.Text> let,
    Conduct conduct) {
  /// Where overflow is an error.
  public static FunctionRequests of(String functions, Map<String, ArrayType> inputs) {
    return new FunctionRequests(
        Functions.parse(functions), inputs, List.of(), new Conduct(Overflow.ERROR));
  }

  /// Over arrays of the types of these.
  public static FunctionRequests over(String functions, Map<String, TestArray> inputs) {
    return of(
        functions,
        inputs.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().arrayType())));
  }

  public FunctionRequests with(Conduct other) {
    return new FunctionRequests(functions, inputs, let, other);
  }

  public FunctionRequests let(String name, String expression) {
    return new FunctionRequests(
        functions,
        inputs,
        List.of(new Definitions.Text(name, expression, "/let/" + name)),
        conduct);
  }

  /// The last function of the text, for each item.
  public Program map() {
    return map(false);
  }

  /// The last function of the text, whatever items fail.
  public Program collecting() {
    return map(true);
  }

  private Program map(boolean collectsFailures) {
    String call = functions.call(functions.last(), inputs.keySet());
    Scope scope = scope();
    return Lowering.map(
        new Target(
            "result",
            call,
            Analyzer.within(call, scope).apply((Syntax.Call) Parser.parse(call)),
            "/call",
            scope),
        conduct,
        collectsFailures);
  }

  public Program evaluate(String expression) {
    return Lowering.evaluate(List.of(target("result", expression)), conduct);
  }

  public Program filter(String predicate, String value) {
    return Lowering.filter(
        target("predicate", predicate),
        new Selection.Values(List.of(target("result", value))),
        conduct);
  }

  public Program reduceWhere(String where, String reduction) {
    return Lowering.reduce(
        Optional.of(target("where", where)), List.of(target("result", reduction)), conduct);
  }

  private Target target(String name, String text) {
    Scope scope = scope();
    return new Target(
        name, text, Analyzer.analyze(text, Parser.parse(text), scope), "/" + name, scope);
  }

  private Scope scope() {
    return new Scope(
            inputs,
            Map.of(),
            Definitions.of(let, inputs, Map.of(), functions, text -> Parser.parse(text.source())))
        .with(functions);
  }
}
