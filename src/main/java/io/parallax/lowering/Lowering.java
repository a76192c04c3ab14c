package io.parallax.lowering;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.function.Functions;
import io.parallax.language.Analyzer;
import io.parallax.language.Callables;
import io.parallax.language.Definitions;
import io.parallax.language.Expression;
import io.parallax.language.MathFunction;
import io.parallax.language.Parser;
import io.parallax.language.Scope;
import io.parallax.language.Syntax;
import io.parallax.language.Weakness;
import io.parallax.mathematics.Mathematics;
import io.parallax.program.Domain;
import io.parallax.program.Graph;
import io.parallax.program.Loop;
import io.parallax.program.Node;
import io.parallax.program.Operation;
import io.parallax.program.Program;
import io.parallax.program.ProgramSource;
import io.parallax.program.ProgramSource.Form;
import io.parallax.program.Reduction;
import io.parallax.program.Sink;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Overflow;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Turns the analysed expressions of one request into one [Program].
///
/// The expressions first become a [Graph] of primitive operations, in which everything equal is one
/// node ([Translation]); then the graph is distributed over as few loops as its reductions allow
/// ([Schedule]). Input slots come first, one for each input that an expression mentions, in the
/// order of mention, then the results in the order asked. Equal requests give equal programs.
public final class Lowering {
  /// How many operations a step counts as, besides its own: its extents, operands, strides and
  /// slots take as much heap as this many operations.
  static final int STEP_OPERATIONS = 8;

  /// The most nodes of definitions that are lowered for a request, counted for each condition that
  /// they are used under.
  public static final int MAX_DEFINITION_NODES = 262_144;

  /// The most statements and operations of a caller's function, as it is written, with those of
  /// every call of another.
  public static final int MAX_FUNCTION_OPERATIONS = 2_000;

  /// The most primitive operations and statements of a routine.
  public static final int MAX_ROUTINE_OPERATIONS = 8_192;

  /// The most elements that the arrays of one item have together.
  public static final int MAX_LOCAL_ELEMENTS = 8_192;

  /// The most statements and operations that a request's calls of functions without loops have
  /// together.
  public static final int MAX_INLINED_OPERATIONS = 65_536;

  /// The result of a function that returns one value. Those of a function that returns more have
  /// their number behind it.
  public static final String RESULT = "result";

  /// The further result of [#map] where failures are collected: an int64 for each item, as
  /// [io.parallax.program.ItemFault#ofCode] reads it.
  public static final String FAILURES = "failures";

  /// The result of [Selection.Indices].
  public static final String INDICES = "indices";

  /// The first result of [Selection.Mask].
  public static final String MASK = "mask";

  /// The result of [Selection.Count], and the second of [Selection.Mask].
  public static final String COUNT = "count";

  private final Premises premises;
  private final Graph graph;

  private Lowering(Conduct conduct) {
    this.premises = Premises.of(conduct, new FunctionTraits());
    this.graph = premises.graph();
  }

  /// A program for the values of expressions.
  ///
  /// @throws ComputeException TOO_LARGE beyond [Graph#MAX_OPERATIONS]
  public static Program evaluate(List<Target> targets, Conduct conduct) {
    return new Lowering(conduct)
        .values(targets, Guards.NONE)
        .from(source(Form.EVALUATE, targets, conduct));
  }

  /// As [#evaluate(List, Conduct)], with the usual limit of trips.
  public static Program evaluate(List<Target> targets, Overflow overflow) {
    return evaluate(targets, new Conduct(overflow));
  }

  /// As [#evaluate(List, Overflow)], of one expression.
  public static Program evaluate(Target target, Overflow overflow) {
    return evaluate(List.of(target), overflow);
  }

  /// As [#evaluate(Target, Overflow)], where overflow is an error.
  public static Program evaluate(Target target) {
    return evaluate(target, Overflow.ERROR);
  }

  /// A program for what the selection asks of the positions where the predicate is true. A value at
  /// another position cannot fault; reductions in predicate and targets see all positions.
  ///
  /// @throws ComputeException TYPE_MISMATCH for a predicate that is not bool, SHAPE_MISMATCH when
  ///   the shapes do not broadcast together, TOO_LARGE beyond [Graph#MAX_OPERATIONS]
  public static Program filter(Target predicate, Selection selection, Conduct conduct) {
    requireBool(predicate, "a predicate");
    Lowering lowering = new Lowering(conduct);
    Program program =
        switch (selection) {
          case Selection.Values values -> lowering.compacted(predicate, values.targets());
          case Selection.Indices _ -> lowering.indices(predicate);
          case Selection.Mask _ -> lowering.counted(predicate, true);
          case Selection.Count _ -> lowering.counted(predicate, false);
        };
    return program.from(
        switch (selection) {
          case Selection.Values values ->
              source(Form.FILTER_VALUES, withFirst(predicate, values.targets()), conduct);
          case Selection.Indices _ -> source(Form.FILTER_INDICES, List.of(predicate), conduct);
          case Selection.Mask _ -> source(Form.FILTER_MASK, List.of(predicate), conduct);
          case Selection.Count _ -> source(Form.FILTER_COUNT, List.of(predicate), conduct);
        });
  }

  /// As [#filter(Target, Selection, Conduct)], with the usual limit of trips.
  public static Program filter(Target predicate, Selection selection, Overflow overflow) {
    return filter(predicate, selection, new Conduct(overflow));
  }

  /// As [#filter(Target, Selection, Overflow)], where overflow is an error.
  public static Program filter(Target predicate, Selection selection) {
    return filter(predicate, selection, Overflow.ERROR);
  }

  /// A program for the values of reducing expressions.
  ///
  /// With `where`, every reduction in every target, nested ones included, sees only the positions
  /// where `where` is true, and nothing inside a reduction can fault at another position.
  ///
  /// @throws ComputeException INVALID_ARGUMENT for a target that gives an array for want of a
  ///   reduction, TYPE_MISMATCH for a `where` that is not bool, SHAPE_MISMATCH when it does not
  ///   broadcast to the operands of a reduction, TOO_LARGE beyond [Graph#MAX_OPERATIONS]
  public static Program reduce(Optional<Target> where, List<Target> targets, Conduct conduct) {
    Lowering lowering = new Lowering(conduct);
    where.ifPresent(target -> requireBool(target, "'where'"));
    targets.forEach(target -> ReductionRequirement.require(target, where.isPresent()));
    Guards guards = where.map(target -> Guards.reducing(lowering.mask(target))).orElse(Guards.NONE);
    return lowering
        .values(targets, guards)
        .from(
            where
                .map(condition -> source(Form.REDUCE_WHERE, withFirst(condition, targets), conduct))
                .orElseGet(() -> source(Form.REDUCE, targets, conduct)));
  }

  /// As [#reduce(Optional, List, Conduct)], with the usual limit of trips.
  public static Program reduce(Optional<Target> where, List<Target> targets, Overflow overflow) {
    return reduce(where, targets, new Conduct(overflow));
  }

  /// As [#reduce(Optional, List, Overflow)], where overflow is an error.
  public static Program reduce(Optional<Target> where, List<Target> targets) {
    return reduce(where, targets, Overflow.ERROR);
  }

  /// A program for what a function returns for each item, as the results `result`, or `result0`,
  /// `result1` and so on of a function that returns several values.
  ///
  /// @param call an [Expression.Apply]
  /// @param collectsFailures whether every item runs, whatever faults before it: the result
  ///   `failures` says which items failed
  /// @throws ComputeException TOO_LARGE beyond [Graph#MAX_OPERATIONS] and the limits of functions
  public static Program map(Target call, Conduct conduct, boolean collectsFailures) {
    if (!(call.expression() instanceof Expression.Apply apply)) {
      throw new IllegalArgumentException("not a call: " + call.source());
    }
    return new Lowering(conduct)
        .mapped(call, apply, collectsFailures)
        .from(source(Form.MAP, List.of(call), conduct, collectsFailures));
  }

  /// The program of a source whose texts are canonical. A pointer names each text by its number.
  public static Program of(ProgramSource source) {
    List<Target> targets = new ArrayList<>();
    Scope scope = scope(source);
    for (ProgramSource.Text text : source.texts()) {
      targets.add(target(text, scope, source.form(), "/" + targets.size()));
    }
    Conduct conduct = new Conduct(source.overflow(), source.functions().maximumTrips());
    Target first = targets.getFirst();
    List<Target> rest = targets.subList(1, targets.size());
    return switch (source.form()) {
      case EVALUATE -> evaluate(targets, conduct);
      case FILTER_VALUES -> filter(first, new Selection.Values(rest), conduct);
      case FILTER_INDICES -> filter(first, new Selection.Indices(), conduct);
      case FILTER_MASK -> filter(first, new Selection.Mask(), conduct);
      case FILTER_COUNT -> filter(first, new Selection.Count(), conduct);
      case REDUCE -> reduce(Optional.empty(), targets, conduct);
      case REDUCE_WHERE -> reduce(Optional.of(first), rest, conduct);
      case MAP -> map(first, conduct, source.functions().collectsFailures());
    };
  }

  private static Scope scope(ProgramSource source) {
    List<Definitions.Text> definitions =
        source.definitions().stream()
            .map(text -> new Definitions.Text(text.name(), text.expression(), "/" + text.name()))
            .toList();
    String functions = source.functions().text();
    Callables callables =
        functions.isEmpty() ? Callables.NONE : Functions.parseCanonical(functions);
    return new Scope(
            source.inputs(),
            source.weak(),
            Definitions.of(
                definitions,
                source.inputs(),
                source.weak(),
                callables,
                text -> Parser.parseCanonical(text.source())))
        .with(callables);
  }

  private static Target target(ProgramSource.Text text, Scope scope, Form form, String pointer) {
    String expression = text.expression();
    Syntax syntax = Parser.parseCanonical(expression);
    return new Target(
        text.name(),
        expression,
        form == Form.MAP
            ? Analyzer.within(expression, scope).apply((Syntax.Call) syntax)
            : Analyzer.analyze(expression, syntax, scope),
        pointer,
        scope);
  }

  private static ProgramSource source(Form form, List<Target> targets, Conduct conduct) {
    return source(form, targets, conduct, false);
  }

  private static ProgramSource source(
      Form form, List<Target> targets, Conduct conduct, boolean collectsFailures) {
    Scope scope = targets.getFirst().scope();
    Map<String, ArrayType> inputs = ReferencedInputs.in(targets, scope.definitions());
    Map<String, Weakness> weak = new HashMap<>(scope.weak());
    weak.keySet().retainAll(inputs.keySet());
    return new ProgramSource(
        form,
        targets.stream()
            .map(target -> new ProgramSource.Text(target.name(), target.source()))
            .toList(),
        scope.definitions().texts().stream()
            .map(text -> new ProgramSource.Text(text.name(), text.source()))
            .toList(),
        inputs,
        conduct.overflow(),
        weak,
        scope.callables().names().isEmpty()
            ? ProgramSource.Functions.NONE
            : new ProgramSource.Functions(
                scope.callables().text(), conduct.maximumTrips(), collectsFailures));
  }

  private static List<Target> withFirst(Target first, List<Target> others) {
    List<Target> all = new ArrayList<>(others.size() + 1);
    all.add(first);
    all.addAll(others);
    return all;
  }

  /// Programs for every function of mathematics, on float64 and on float32.
  ///
  /// @param count elements of each array
  public static List<Program> functions(long count) {
    return Stream.of(MathFunction.values())
        .flatMap(
            function ->
                Stream.of(DataType.FLOAT64, DataType.FLOAT32)
                    .map(type -> function(function, type, count)))
        .toList();
  }

  /// A program for a function of arrays named `x` and, where it has two operands, `y`.
  ///
  /// @param type float64 or float32
  /// @param count elements of each array
  public static Program function(MathFunction function, DataType type, long count) {
    Lowering lowering = new Lowering(new Conduct(Overflow.WRAP));
    Shape shape = Shape.of(count);
    List<Integer> operands =
        Stream.of("x", "y")
            .limit(function.operandCount())
            .map(name -> lowering.graph.add(new Node.Input(name, type, shape)))
            .toList();
    int value = Mathematics.node(lowering.graph, function, operands);
    Results results = new Results(lowering.graph);
    results.add("result", value, shape);
    return results.program();
  }

  /// The operations of a program as [Graph#MAX_OPERATIONS] counts them: those of its loops, and
  /// eight for each of its steps.
  public static int operations(Program program) {
    int operations = STEP_OPERATIONS * program.steps().size();
    for (Loop loop : program.loops()) {
      operations += loop.operations().size();
    }
    return operations;
  }

  private Program values(List<Target> targets, Guards guards) {
    List<Integer> nodes = targets.stream().map(target -> node(target, guards)).toList();
    Results results = new Results(graph);
    for (int at = 0; at < nodes.size(); at++) {
      results.add(targets.get(at).name(), nodes.get(at), targets.get(at).expression().shape());
    }
    return results.program();
  }

  private Program mapped(Target target, Expression.Apply apply, boolean collectsFailures) {
    Translation translation = Translation.ofRequest(premises, target, Guards.NONE);
    CallLowering calls = new CallLowering(premises, target, Guards.NONE);
    List<Integer> nodes =
        collectsFailures
            ? graph.returned(
                calls.invoked(
                    FunctionTraits.function(apply.callee()), apply, translation::lower, true))
            : calls.lower(apply, translation::lower);
    int values = apply.callee().results().size();
    Results results = new Results(graph);
    for (int at = 0; at < nodes.size(); at++) {
      String name = at == values ? FAILURES : values == 1 ? RESULT : RESULT + at;
      results.add(name, nodes.get(at), apply.shape());
    }
    return results.program();
  }

  private Program compacted(Target predicate, List<Target> targets) {
    Shape shape = predicate.expression().shape();
    for (Target target : targets) {
      shape = broadcast(shape, target);
    }
    int keep = node(predicate, Guards.NONE);
    Guards guards = Guards.keeping(mask(predicate));
    Map<String, Integer> columns = new LinkedHashMap<>();
    for (Target target : targets) {
      columns.put(target.name(), node(target, guards));
    }
    return new Compacted(graph, shape, keep).program(columns);
  }

  private Program indices(Target predicate) {
    Shape shape = predicate.expression().shape();
    int keep = node(predicate, Guards.NONE);
    int position = graph.add(new Node.Element(new Operation.Position(), shape, 0));
    return new Compacted(graph, shape, keep).program(Map.of(INDICES, position));
  }

  private Program counted(Target predicate, boolean withMask) {
    Shape shape = predicate.expression().shape();
    int mask = node(predicate, Guards.NONE);
    int count =
        graph.add(
            new Node.Reduced(
                Reduction.SUM,
                graph.widen(mask),
                Sink.NO_MASK,
                Domain.whole(shape),
                DataType.INT64,
                graph.level(mask) + 1,
                graph.origin(predicate.originOf(predicate.expression()))));
    Results results = new Results(graph);
    if (withMask) {
      results.add(MASK, mask, shape);
    }
    results.add(COUNT, count, Shape.SCALAR);
    return results.program();
  }

  private Guards.Mask mask(Target target) {
    int node = node(target, Guards.NONE);
    boolean always = graph.constantAt(node).map(Scalar::asBoolean).orElse(false);
    return new Guards.Mask(always ? Sink.NO_MASK : node, target.expression().shape());
  }

  private int node(Target target, Guards guards) {
    return Translation.ofRequest(premises, target, guards).lower(target.expression());
  }

  private static Shape broadcast(Shape shape, Target target) {
    Shape other = target.expression().shape();
    return shape
        .broadcast(other)
        .orElseThrow(
            () ->
                target.locate(
                    new ComputeException(
                        ErrorCode.SHAPE_MISMATCH,
                        "this has shape "
                            + other
                            + ", which does not broadcast with shape "
                            + shape
                            + " of the predicate and the values before")));
  }

  private static void requireBool(Target target, String role) {
    if (target.expression().type() != DataType.BOOL) {
      throw target.locate(
          new ComputeException(
              ErrorCode.TYPE_MISMATCH,
              role + " is a bool, not " + target.expression().type() + "; compare with something"));
    }
  }
}
