package io.parallax.language;

import static io.parallax.language.Source.quote;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Calls of the caller's own functions.
///
/// @param operand analyses an argument
record CallerCalls(
    Source source,
    Scope scope,
    Promotion promotion,
    Broadcasting broadcasting,
    Function<Syntax, AnalyzedOperand> operand) {

  /// A call whose function returns a single value.
  AnalyzedOperand call(Syntax.Call call) {
    Expression.Apply apply = apply(call);
    int values = apply.callee().results().size();
    if (values > 1) {
      String several = quote(call.function()) + " returns " + values + " values; ";
      String names = values == 2 ? "a, b" : values == 3 ? "a, b, c" : "a, b, …";
      throw invalid(
          call.offset(),
          several
              + (scope.body().isPresent()
                  ? "write " + names + " = " + call.function() + "(…) in a line of its own"
                  : "an expression has one: send the function to /v1/map, or one for each value"));
    }
    return new AnalyzedOperand.Strong(apply);
  }

  /// The first value of a call.
  Expression.Apply apply(Syntax.Call call) {
    List<Callables.Formal> formals = scope.callables().parameters(call.function()).orElseThrow();
    List<Optional<Syntax>> given = match(call, formals);
    List<AnalyzedArgument> arguments = new ArrayList<>();
    for (int i = 0; i < formals.size(); i++) {
      arguments.add(argument(formals.get(i), given.get(i), call));
    }
    return apply(call.function(), arguments, call.offset());
  }

  private Expression.Apply apply(String function, List<AnalyzedArgument> arguments, int offset) {
    Callee callee =
        scope.callables().callee(function, arguments.stream().map(AnalyzedArgument::type).toList());
    List<Expression.Apply.Argument> passed = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      passed.add(passed(arguments.get(i), callee, i));
    }
    List<Expression> items =
        passed.stream()
            .<Expression>mapMulti(
                (argument, sink) -> {
                  if (argument instanceof Expression.Apply.Item(Expression value)) {
                    sink.accept(value);
                  }
                })
            .toList();
    Shape shape = broadcasting.shape(items, offset);
    return new Expression.Apply(callee, passed, 0, shape, offset);
  }

  private Expression.Apply.Argument passed(AnalyzedArgument argument, Callee callee, int index) {
    return switch (argument) {
      case AnalyzedArgument.OfItem(AnalyzedOperand value, _) ->
          new Expression.Apply.Item(promotion.convert(value, callee.parameterType(index)));
      case AnalyzedArgument.OfArray(Expression array, _) ->
          new Expression.Apply.Whole(
              Promotion.cast(array, callee.parameterType(index), array.offset()));
      case AnalyzedArgument.OfName(String array, _) -> new Expression.Apply.Named(array);
    };
  }

  private AnalyzedArgument argument(
      Callables.Formal formal, Optional<Syntax> given, Syntax.Call call) {
    if (given.isEmpty()) {
      Expression.Literal value =
          formal
              .defaultValue()
              .orElseThrow(
                  () ->
                      invalid(
                          call.offset(),
                          quote(call.function())
                              + " lacks "
                              + quote(formal.name())
                              + signature(call)));
      Expression moved = new Expression.Literal(value.value(), call.offset());
      return new AnalyzedArgument.OfItem(
          new AnalyzedOperand.Strong(moved), new Callables.ArgumentType.Item(moved.type()));
    }
    if (!formal.isArray()) {
      AnalyzedOperand value = operand.apply(given.get());
      return new AnalyzedArgument.OfItem(
          value, new Callables.ArgumentType.Item(promotion.strong(value).type()));
    }
    return scope.body().isPresent()
        ? named(formal, given.get(), scope.body().get(), call)
        : whole(formal, given.get(), call);
  }

  private AnalyzedArgument named(
      Callables.Formal formal, Syntax given, Scope.Body body, Syntax.Call call) {
    if (given instanceof Syntax.Name(String name, _) && body.arrays().containsKey(name)) {
      Scope.Body.Array array = body.array(name);
      return new AnalyzedArgument.OfName(
          name, new Callables.ArgumentType.Array(array.storage(), array.rank()));
    }
    throw invalid(
        given.offset(),
        quote(formal.name())
            + " of "
            + quote(call.function())
            + " is an array; give the name of one");
  }

  private AnalyzedArgument whole(Callables.Formal formal, Syntax given, Syntax.Call call) {
    Expression array = promotion.strong(operand.apply(given));
    int rank = array.shape().rank();
    if (rank == 0) {
      throw source.error(
          ErrorCode.SHAPE_MISMATCH,
          given.offset(),
          quote(formal.name())
              + " of "
              + quote(call.function())
              + " is an array, because the function reads its elements; this has no dimensions");
    }
    StorageType storage =
        array instanceof Expression.Input input
            ? input.arrayType().storage()
            : StorageType.of(array.type());
    return new AnalyzedArgument.OfArray(array, new Callables.ArgumentType.Array(storage, rank));
  }

  /// What is written for each parameter.
  private List<Optional<Syntax>> match(Syntax.Call call, List<Callables.Formal> formals) {
    if (call.arguments().size() > formals.size()) {
      throw invalid(
          call.offset(),
          String.format(
              "'%s' takes %d %s, not %d%s",
              call.function(),
              formals.size(),
              formals.size() == 1 ? "argument" : "arguments",
              call.arguments().size(),
              signature(call)));
    }
    List<Optional<Syntax>> given = new ArrayList<>();
    for (int i = 0; i < formals.size(); i++) {
      given.add(
          i < call.arguments().size() ? Optional.of(call.arguments().get(i)) : Optional.empty());
    }
    Map<String, Integer> places = places(formals);
    for (Syntax.Keyword keyword : call.keywords()) {
      Integer place = places.get(keyword.name());
      if (place == null) {
        throw invalid(
            keyword.offset(),
            quote(call.function()) + " has no " + quote(keyword.name()) + signature(call));
      }
      if (given.get(place).isPresent()) {
        throw invalid(keyword.offset(), quote(keyword.name()) + " is given twice");
      }
      given.set(place, Optional.of(keyword.value()));
    }
    return given;
  }

  private static Map<String, Integer> places(List<Callables.Formal> formals) {
    return formals.stream().collect(Collectors.toMap(Callables.Formal::name, formals::indexOf));
  }

  private String signature(Syntax.Call call) {
    return scope.callables().parameters(call.function()).orElseThrow().stream()
        .map(formal -> formal.name() + formal.defaultValue().map(value -> "=…").orElse(""))
        .collect(Collectors.joining(", ", ": " + call.function() + "(", ")"));
  }

  private ComputeException invalid(int offset, String detail) {
    return source.error(ErrorCode.INVALID_ARGUMENT, offset, detail);
  }

  /// An argument with the type by which the function is chosen.
  private sealed interface AnalyzedArgument {
    Callables.ArgumentType type();

    record OfItem(AnalyzedOperand value, Callables.ArgumentType type) implements AnalyzedArgument {}

    record OfArray(Expression array, Callables.ArgumentType type) implements AnalyzedArgument {}

    record OfName(String array, Callables.ArgumentType type) implements AnalyzedArgument {}
  }
}
