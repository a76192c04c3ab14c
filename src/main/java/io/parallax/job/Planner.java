package io.parallax.job;

import io.parallax.array.Input;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.program.Lowering;
import io.parallax.program.Program;
import io.parallax.program.Selection;
import io.parallax.program.Target;
import io.parallax.type.ArrayType;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/// Understands a request: checks it, reads its texts and lowers them. Allocates nothing.
@Component
final class Planner {
  /// The name of an evaluation's result.
  static final String RESULT = "result";

  private final RequestRules rules;

  Planner(ComputeLimits limits) {
    rules = new RequestRules(limits);
  }

  /// @throws ComputeException with a pointer into the request for whatever is wrong with it
  Plan plan(ComputeRequest request) {
    rules.check(request);
    Texts texts = new Texts(types(request.inputs()));
    Plan plan =
        switch (request) {
          case ComputeRequest.Evaluate evaluate -> plan(evaluate, texts);
          case ComputeRequest.Filter filter -> plan(filter, texts);
          case ComputeRequest.Reduce reduce -> plan(reduce, texts);
        };
    rules.check(plan.program());
    return plan;
  }

  private static Plan plan(ComputeRequest.Evaluate request, Texts texts) {
    Target target = texts.read(RESULT, request.expression(), "/expression");
    return plan(request, Lowering.evaluate(target), texts, OptionalLong.empty());
  }

  private static Plan plan(ComputeRequest.Filter request, Texts texts) {
    Target predicate = texts.read("predicate", request.predicate(), "/predicate");
    List<Target> selected = selected(request, texts);
    Selection selection =
        switch (request.returned()) {
          case VALUES -> new Selection.Values(selected);
          case INDICES -> new Selection.Indices();
          case MASK -> new Selection.Mask();
          case COUNT -> new Selection.Count();
        };
    Program program = Lowering.filter(predicate, selection);
    Shape shape = predicate.expression().shape();
    for (Target target : selected) {
      shape = shape.broadcast(target.expression().shape()).orElseThrow();
    }
    return plan(request, program, texts, OptionalLong.of(shape.elementCount()));
  }

  private static Plan plan(ComputeRequest.Reduce request, Texts texts) {
    Optional<Target> where =
        Optional.ofNullable(request.where()).map(text -> texts.read("where", text, "/where"));
    List<Target> reductions = texts.read(request.reductions(), "/reductions");
    return plan(request, Lowering.reduce(where, reductions), texts, OptionalLong.empty());
  }

  private static Plan plan(
      ComputeRequest request, Program program, Texts texts, OptionalLong total) {
    return new Plan(program, request.inputs(), texts.parsed(), total);
  }

  private static List<Target> selected(ComputeRequest.Filter request, Texts texts) {
    if (request.returned() != ComputeRequest.Returned.VALUES) {
      return List.of();
    }
    return request.select().isEmpty()
        ? everyArray(request.inputs(), texts)
        : texts.read(request.select(), "/select");
  }

  private static List<Target> everyArray(Map<String, Input> inputs, Texts texts) {
    List<Target> targets = new ArrayList<>();
    inputs.forEach(
        (name, input) -> {
          if (!input.arrayType().shape().isScalar()) {
            targets.add(texts.read(name, name, Pointers.member("/inputs", name)));
          }
        });
    if (targets.isEmpty()) {
      throw new ComputeException(
              ErrorCode.INVALID_ARGUMENT, "no input is an array: name in select what to return")
          .atPointer("/select");
    }
    return targets;
  }

  private static Map<String, ArrayType> types(Map<String, Input> inputs) {
    Map<String, ArrayType> types = new LinkedHashMap<>();
    inputs.forEach((name, input) -> types.put(name, input.arrayType()));
    return types;
  }
}
