package io.parallax.lowering;

import io.parallax.function.TypedFunction;
import io.parallax.language.Expression;
import io.parallax.program.Program;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One call of a function within a routine: what its names stand for there.
final class CallFrame {
  /// No name of the caller's begins so.
  private static final String NUMBERED = "$";

  private final TypedFunction function;
  private final Assignments assignments;
  private final Map<String, Binding> bindings = new HashMap<>();
  private final Map<String, Integer> arrays = new HashMap<>();
  private final IdentityHashMap<Expression, Boolean> branching = new IdentityHashMap<>();
  private final IdentityHashMap<Expression, Boolean> selected = new IdentityHashMap<>();
  private final List<Integer> results;

  /// What the name of a number stands for.
  sealed interface Binding {
    record Variable(int number) implements Binding {}

    record Known(Scalar value) implements Binding {}
  }

  /// @param results the variables that get what the function returns
  CallFrame(TypedFunction function, List<Integer> results) {
    this.function = function;
    this.assignments = Assignments.of(function);
    this.results = results;
  }

  /// The frame of a function whose parameters are bound afterwards.
  static CallFrame of(TypedFunction function, RoutineDraft draft) {
    CallFrame frame =
        new CallFrame(function, function.results().stream().map(draft::variable).toList());
    for (TypedFunction.LocalArray local : function.locals()) {
      frame.bind(local.name(), draft.local(local));
    }
    return frame;
  }

  TypedFunction function() {
    return function;
  }

  List<Integer> results() {
    return results;
  }

  /// Whether a name is a parameter that no statement assigns to.
  boolean isConstant(String name) {
    return assignments.isNever(name);
  }

  void bind(String name, Binding binding) {
    bindings.put(name, binding);
  }

  void bind(String array, int number) {
    arrays.put(array, number);
  }

  /// Gives every name that is not bound yet a variable, or its only value.
  void bindRest(RoutineDraft draft) {
    for (TypedFunction.Variable variable : function.variables()) {
      if (!bindings.containsKey(variable.name())) {
        bind(
            variable.name(),
            assignments
                .constant(variable.name())
                .<Binding>map(Binding.Known::new)
                .orElseGet(() -> new Binding.Variable(draft.variable(variable.type()))));
      }
    }
  }

  Binding binding(String name) {
    return name.startsWith(NUMBERED)
        ? new Binding.Variable(Integer.parseInt(name.substring(NUMBERED.length())))
        : Objects.requireNonNull(bindings.get(name), name);
  }

  int array(String name) {
    return Objects.requireNonNull(arrays.get(name), name);
  }

  /// The expression that reads a variable by its number.
  static Expression.Input reading(int variable, DataType type, int offset) {
    return new Expression.Input(NUMBERED + variable, new ArrayType(type, Shape.SCALAR), offset);
  }

  /// Whether a variable keeps its value as long as the call lasts.
  boolean isStable(Expression.Input input) {
    return input.name().startsWith(NUMBERED) || isConstant(input.name());
  }

  Program.Origin origin(int offset) {
    return FunctionTraits.origin(function, offset);
  }

  Target target(Expression expression) {
    return Target.within(function, expression);
  }

  /// Whether parts that are computed under a condition need a branch, as far as it is known; by
  /// identity.
  IdentityHashMap<Expression, Boolean> branching() {
    return branching;
  }

  /// Whether calls are computed with selects, as far as it is known; by identity.
  IdentityHashMap<Expression, Boolean> selected() {
    return selected;
  }
}
