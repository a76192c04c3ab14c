package io.parallax.lowering;

import io.parallax.function.TypedStatement;
import io.parallax.language.Expression;
import io.parallax.program.Graph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// An `if` whose arms are short, cannot fault and only assign (or both only return, at the end of
/// the function): both are computed, and selects choose.
///
/// @param atEnd whether the function ends after the statement
record SelectedBranch(RoutineDraft draft, CallFrame frame, RoutineBlock block, boolean atEnd) {
  /// Lowers the statement if it is such a one.
  ///
  /// @param branch whose condition is reduced
  /// @return whether it is lowered; if not, nothing has changed
  boolean lower(TypedStatement.If branch) {
    boolean returns = atEnd && TailForm.leaves(List.of(branch));
    if (!isPossible(branch, returns)) {
      return false;
    }
    TypedStatement.If reduced = (TypedStatement.If) reduced(branch);
    Map<String, Expression.Input> read = new HashMap<>();
    collect(reduced, read);
    Set<String> targets = Assignments.targets(List.of(reduced));
    if (!returns && !areKept(reduced, targets)) {
      return false;
    }
    if (!isShort(reduced, read)) {
      return false;
    }
    StraightLine line = block.line();
    Map<String, Integer> values = new HashMap<>();
    read.keySet().forEach(name -> values.put(name, value(line, name)));
    for (String target : targets) {
      if (frame.binding(target) instanceof CallFrame.Binding.Variable(int number)
          && draft.isWritten(number)) {
        values.putIfAbsent(target, line.value(number));
      }
    }
    Branchless.After after =
        new Branchless(line.premises(), frame.function()).after(reduced, values);
    IntStream.range(0, after.results().size())
        .forEach(at -> line.assign(frame.results().get(at), after.results().get(at)));
    for (String target : targets) {
      Integer node = after.values().get(target);
      if (!returns
          && node != null
          && frame.binding(target) instanceof CallFrame.Binding.Variable(int number)) {
        line.assign(number, node);
      }
    }
    return true;
  }

  private int value(StraightLine line, String name) {
    return switch (frame.binding(name)) {
      case CallFrame.Binding.Variable(int number) -> line.value(number);
      case CallFrame.Binding.Known known -> line.graph().constant(known.value());
    };
  }

  /// Whether every variable that only one arm assigns has a value before.
  private boolean areKept(TypedStatement.If branch, Set<String> targets) {
    return targets.stream()
        .allMatch(
            target ->
                frame.binding(target) instanceof CallFrame.Binding.Known
                    || (frame.binding(target) instanceof CallFrame.Binding.Variable(int number)
                        && draft.isWritten(number))
                    || isAlwaysAssigned(List.of(branch), target));
  }

  private static boolean isAlwaysAssigned(List<TypedStatement> statements, String target) {
    return statements.stream()
        .anyMatch(
            statement ->
                statement instanceof TypedStatement.If branch
                    ? isAlwaysAssigned(branch.then(), target)
                        && isAlwaysAssigned(branch.otherwise(), target)
                    : statement instanceof TypedStatement.Assign assign
                        && assign.variables().contains(target));
  }

  private boolean isShort(TypedStatement.If reduced, Map<String, Expression.Input> read) {
    Premises trial = draft.premises();
    Graph graph = trial.graph();
    Map<String, Integer> values = new HashMap<>();
    read.forEach((name, input) -> values.put(name, ExpressionLowering.anything(graph, input)));
    Branchless.After after = new Branchless(trial, frame.function()).after(reduced, values);
    return ExpressionLowering.isShort(graph, after.results());
  }

  private boolean isPossible(TypedStatement.If branch, boolean returns) {
    return draft.functions().operations(branch) <= 2 * ExpressionLowering.MAX_SELECTED
        && isPossible(branch.then(), returns)
        && isPossible(branch.otherwise(), returns);
  }

  private boolean isPossible(List<TypedStatement> statements, boolean returns) {
    ExpressionLowering expressions = new ExpressionLowering(draft, frame, block);
    return statements.stream()
        .allMatch(
            statement ->
                switch (statement) {
                  case TypedStatement.Assign assign ->
                      assign.values().stream().noneMatch(expressions::needsControl);
                  case TypedStatement.If inner ->
                      !expressions.needsControl(inner.condition())
                          && isPossible(inner.then(), returns)
                          && isPossible(inner.otherwise(), returns);
                  case TypedStatement.Return result ->
                      returns && result.values().stream().noneMatch(expressions::needsControl);
                  case TypedStatement.Unpack _,
                      TypedStatement.SetElement _,
                      TypedStatement.Clear _,
                      TypedStatement.While _,
                      TypedStatement.ForRange _,
                      TypedStatement.ForEach _,
                      TypedStatement.Break _,
                      TypedStatement.Continue _ ->
                      false;
                });
  }

  private TypedStatement reduced(TypedStatement statement) {
    ExpressionLowering expressions = new ExpressionLowering(draft, frame, block);
    return switch (statement) {
      case TypedStatement.Assign(var variables, var values, int offset) ->
          new TypedStatement.Assign(variables, expressions.reduced(values), offset);
      case TypedStatement.If(var condition, var then, var otherwise, int offset) ->
          new TypedStatement.If(
              expressions.reduced(condition),
              then.stream().map(this::reduced).toList(),
              otherwise.stream().map(this::reduced).toList(),
              offset);
      case TypedStatement.Return(var values, int offset) ->
          new TypedStatement.Return(expressions.reduced(values), offset);
      case TypedStatement.Unpack _,
          TypedStatement.SetElement _,
          TypedStatement.Clear _,
          TypedStatement.While _,
          TypedStatement.ForRange _,
          TypedStatement.ForEach _,
          TypedStatement.Break _,
          TypedStatement.Continue _ ->
          throw new IllegalStateException("no assignment: " + statement);
    };
  }

  /// Collects the names that are read and may not be assigned before within the statement.
  private void collect(TypedStatement statement, Map<String, Expression.Input> read) {
    switch (statement) {
      case TypedStatement.Assign assign -> assign.values().forEach(each -> collect(each, read));
      case TypedStatement.If branch -> {
        collect(branch.condition(), read);
        branch.then().forEach(each -> collect(each, read));
        branch.otherwise().forEach(each -> collect(each, read));
      }
      case TypedStatement.Return result -> result.values().forEach(each -> collect(each, read));
      case TypedStatement.Unpack _,
          TypedStatement.SetElement _,
          TypedStatement.Clear _,
          TypedStatement.While _,
          TypedStatement.ForRange _,
          TypedStatement.ForEach _,
          TypedStatement.Break _,
          TypedStatement.Continue _ -> {}
    }
  }

  private void collect(Expression expression, Map<String, Expression.Input> read) {
    if (expression instanceof Expression.Input input) {
      read.put(input.name(), input);
    }
    expression.operands().forEach(each -> collect(each, read));
  }
}
