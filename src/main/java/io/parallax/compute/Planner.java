package io.parallax.compute;

import io.parallax.array.Input;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.Names;
import io.parallax.lowering.Conduct;
import io.parallax.lowering.Lowering;
import io.parallax.lowering.Selection;
import io.parallax.lowering.Target;
import io.parallax.program.Program;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/// Analyses a request: checks it, then parses and lowers its texts, or takes the analysis from the
/// cache. Failed analyses are not cached. Allocates nothing off-heap.
@Component
final class Planner {
  /// The text in place of a result that has no value.
  static final String PLACEHOLDER = "0";

  private final RequestRules rules;
  private final AnalysisCache readings;

  Planner(ComputeProperties limits, AnalysisCache readings) {
    rules = new RequestRules(limits);
    this.readings = readings;
  }

  /// @throws ComputeException with a pointer into the request for whatever is wrong with it
  Plan plan(ComputeRequest request) {
    rules.checkOptions(request);
    RequestKey key = RequestKey.of(request);
    AnalyzedRequest reading =
        readings
            .find(key)
            .orElseGet(
                () -> {
                  AnalyzedRequest read = readOrDiagnose(request);
                  readings.add(key, read);
                  return read;
                });
    return new Plan(reading, HeapCost.of(key, reading), request.inputs());
  }

  private AnalyzedRequest readOrDiagnose(ComputeRequest request) {
    try {
      return read(request);
    } catch (ComputeException first) {
      throw first.code() == ErrorCode.INTERNAL
          ? first
          : CallerFunctions.located(
              request, Diagnosis.complete(request, DatasetLengths.named(request, first)));
    }
  }

  private AnalyzedRequest read(ComputeRequest request) {
    rules.check(request);
    RequestAnalyzer texts = new RequestAnalyzer(request);
    texts.requireDefinitions();
    AnalyzedRequest reading =
        switch (request) {
          case ComputeRequest.Evaluate evaluate -> read(evaluate, texts);
          case ComputeRequest.Filter filter -> read(filter, texts);
          case ComputeRequest.Reduce reduce -> read(reduce, texts);
          case ComputeRequest.Mapping mapping -> read(mapping, texts);
        };
    rules.check(reading.program());
    return reading;
  }

  private static AnalyzedRequest read(ComputeRequest.Evaluate request, RequestAnalyzer texts) {
    List<Target> targets = new ArrayList<>();
    if (request.expression() != null) {
      targets.add(texts.read(ComputeRequest.Evaluate.RESULT, request.expression(), "/expression"));
    }
    targets.addAll(texts.read(request.expressions(), "/expressions"));
    return reading(
        Lowering.evaluate(targets, conduct(request)), targets, texts, OptionalLong.empty());
  }

  private static AnalyzedRequest read(ComputeRequest.Filter request, RequestAnalyzer texts) {
    Target predicate = texts.read("predicate", request.predicate(), "/predicate");
    List<Target> selected = selected(request, texts);
    Selection selection =
        switch (request.returned()) {
          case VALUES -> new Selection.Values(selected);
          case INDICES -> new Selection.Indices();
          case MASK -> new Selection.Mask();
          case COUNT -> new Selection.Count();
        };
    Program program = Lowering.filter(predicate, selection, conduct(request));
    Shape shape = predicate.expression().shape();
    for (Target target : selected) {
      shape = shape.broadcast(target.expression().shape()).orElseThrow();
    }
    List<Target> targets = new ArrayList<>(selected);
    targets.add(predicate);
    return reading(program, targets, texts, OptionalLong.of(shape.elementCount()));
  }

  private static AnalyzedRequest read(ComputeRequest.Reduce request, RequestAnalyzer texts) {
    Optional<Target> where =
        Optional.ofNullable(request.where()).map(text -> texts.read("where", text, "/where"));
    List<Target> reductions = new ArrayList<>();
    Map<String, ComputeResult.Missing> missing = new LinkedHashMap<>();
    request
        .reductions()
        .forEach(
            (name, text) -> {
              String pointer = Pointers.member("/reductions", name);
              try {
                reductions.add(texts.read(name, text, pointer));
              } catch (ComputeException failure) {
                if (failure.code() != ErrorCode.EMPTY_REDUCTION) {
                  throw failure;
                }
                missing.put(name, new ComputeResult.Missing(texts.typeOverElements(text), failure));
                reductions.add(texts.placeholder(name, PLACEHOLDER, pointer));
              }
            });
    Program program = Lowering.reduce(where, reductions, conduct(request));
    List<Target> targets = new ArrayList<>(reductions);
    where.ifPresent(targets::add);
    return new AnalyzedRequest(
        program, texts.parsed(), CalledFunctions.in(targets), OptionalLong.empty(), missing);
  }

  private static AnalyzedRequest read(ComputeRequest.Mapping request, RequestAnalyzer texts) {
    Target call = texts.readCall(request);
    Program program = Lowering.map(call, conduct(request), request.options().collectsFailures());
    return reading(program, List.of(call), texts, OptionalLong.empty());
  }

  private static Conduct conduct(ComputeRequest request) {
    Options options = request.options();
    return new Conduct(options.overflow(), options.maximumIterations());
  }

  private static AnalyzedRequest reading(
      Program program, List<Target> targets, RequestAnalyzer texts, OptionalLong total) {
    return new AnalyzedRequest(
        program, texts.parsed(), CalledFunctions.in(targets), total, Map.of());
  }

  private static List<Target> selected(ComputeRequest.Filter request, RequestAnalyzer texts) {
    if (request.returned() != ComputeRequest.Returned.VALUES) {
      return List.of();
    }
    return request.select().isEmpty()
        ? everyArray(request.inputs(), texts)
        : texts.read(request.select(), "/select");
  }

  private static List<Target> everyArray(Map<String, Input> inputs, RequestAnalyzer texts) {
    List<Target> targets = new ArrayList<>();
    inputs.forEach(
        (name, input) -> {
          if (!input.arrayType().shape().isScalar()) {
            targets.add(texts.read(name, Names.written(name), Pointers.member("/inputs", name)));
          }
        });
    if (targets.isEmpty()) {
      throw new ComputeException(
              ErrorCode.INVALID_ARGUMENT, "no input is an array: name in select what to return")
          .atPointer("/select");
    }
    return targets;
  }
}
