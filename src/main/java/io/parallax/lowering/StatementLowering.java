package io.parallax.lowering;

import io.parallax.function.TypedStatement;
import io.parallax.language.Expression;
import io.parallax.program.BinaryOperation;
import io.parallax.program.Graph;
import io.parallax.program.Statement;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// Statements of a function as statements of a routine.
final class StatementLowering {
  private final RoutineDraft draft;
  private final CallFrame frame;
  private final RoutineBlock block;

  StatementLowering(RoutineDraft draft, CallFrame frame, RoutineBlock block) {
    this.draft = draft;
    this.frame = frame;
    this.block = block;
  }

  /// Where control is after the last statement of a list.
  private enum End {
    /// At the end of the function.
    RETURN,
    /// At the end of a trip of the innermost loop.
    CONTINUE,
    /// At another statement.
    NEXT
  }

  /// The scopes that statements may leave.
  private record Exits(Exit returns, Exit breaks, Exit continues) {}

  /// A scope that there is only if something leaves it.
  private static final class Exit {
    private static final int UNUSED = -1;

    private int label = UNUSED;

    Statement.Leave leave(RoutineDraft draft) {
      if (label == UNUSED) {
        label = draft.label();
      }
      return new Statement.Leave(label);
    }

    List<Statement> around(List<Statement> body) {
      return label == UNUSED ? body : List.of(new Statement.Scope(label, body));
    }
  }

  /// Writes what the function returns to the results of the frame.
  void function() {
    List<TypedStatement> body = TailForm.of(frame.function().body());
    Exit returns = new Exit();
    Exits exits = new Exits(returns, new Exit(), new Exit());
    if (!TailForm.returnsEarly(body)) {
      list(body, End.RETURN, exits);
      return;
    }
    RoutineBlock inner = block.inner();
    BitSet before = draft.written();
    in(inner).list(body, End.RETURN, exits);
    draft.resume(before);
    frame.results().forEach(draft::write);
    returns.around(inner.finish()).forEach(block::add);
  }

  private StatementLowering in(RoutineBlock other) {
    return new StatementLowering(draft, frame, other);
  }

  private ExpressionLowering expressions() {
    return new ExpressionLowering(draft, frame, block);
  }

  private void list(List<TypedStatement> statements, End end, Exits exits) {
    for (int at = 0; at < statements.size(); at++) {
      statement(statements.get(at), at == statements.size() - 1 ? end : End.NEXT, exits);
    }
  }

  private void statement(TypedStatement statement, End end, Exits exits) {
    switch (statement) {
      case TypedStatement.Assign(var variables, var values, _) -> assign(variables, values);
      case TypedStatement.Unpack(var variables, Expression.Apply call, _) ->
          assign(variables, parts(call, variables));
      case TypedStatement.SetElement set -> put(set);
      case TypedStatement.Clear(String array, _) ->
          block.add(new Statement.Clear(frame.array(array)));
      case TypedStatement.If branch -> branch(branch, end, exits);
      case TypedStatement.While loop -> loop(loop, exits);
      case TypedStatement.ForRange loop -> loop(loop, exits);
      case TypedStatement.ForEach loop -> loop(loop, exits);
      case TypedStatement.Break _ -> block.add(exits.breaks().leave(draft));
      case TypedStatement.Continue _ -> {
        if (end != End.CONTINUE) {
          block.add(exits.continues().leave(draft));
        }
      }
      case TypedStatement.Return(var values, _) -> {
        write(frame.results(), values);
        if (end != End.RETURN) {
          block.add(exits.returns().leave(draft));
        }
      }
    }
  }

  private void assign(List<String> names, List<Expression> values) {
    ExpressionLowering expressions = expressions();
    if (names.size() == 1
        && values.getFirst() instanceof Expression.Element element
        && frame.binding(names.getFirst()) instanceof CallFrame.Binding.Variable(int number)) {
      List<Integer> indices = expressions.variables(expressions.reduced(element.indices()));
      expressions.fetch(number, frame.array(element.array()), indices, element.offset());
      return;
    }
    List<Expression> left = expressions.reduced(values);
    List<Integer> nodes = left.stream().map(expressions::node).toList();
    for (int at = 0; at < names.size(); at++) {
      if (frame.binding(names.get(at)) instanceof CallFrame.Binding.Variable(int number)) {
        block.line().assign(number, nodes.get(at));
      }
    }
  }

  /// The values of a call, each as the variable that it goes to needs it.
  private List<Expression> parts(Expression.Apply call, List<String> variables) {
    return IntStream.range(0, variables.size())
        .<Expression>mapToObj(
            at -> {
              Expression part =
                  new Expression.Apply(
                      call.callee(), call.arguments(), at, call.shape(), call.offset());
              DataType type = type(variables.get(at), part.type());
              return type == part.type() ? part : new Expression.Cast(part, type, call.offset());
            })
        .toList();
  }

  private DataType type(String name, DataType otherwise) {
    return switch (frame.binding(name)) {
      case CallFrame.Binding.Variable(int number) -> draft.type(number);
      case CallFrame.Binding.Known _ -> otherwise;
    };
  }

  private void write(List<Integer> variables, List<Expression> values) {
    ExpressionLowering expressions = expressions();
    List<Expression> left = expressions.reduced(values);
    List<Integer> nodes = left.stream().map(expressions::node).toList();
    IntStream.range(0, nodes.size())
        .forEach(at -> block.line().assign(variables.get(at), nodes.get(at)));
  }

  private void put(TypedStatement.SetElement set) {
    ExpressionLowering expressions = expressions();
    List<Expression> operands = new ArrayList<>(List.of(set.value()));
    operands.addAll(set.indices());
    List<Integer> variables = expressions.variables(expressions.reduced(operands));
    block.add(
        new Statement.Put(
            frame.array(set.array()),
            variables.subList(1, variables.size()),
            variables.getFirst(),
            draft.origin(frame.origin(set.offset()))));
  }

  private void branch(TypedStatement.If branch, End end, Exits exits) {
    ExpressionLowering expressions = expressions();
    Expression condition = expressions.reduced(branch.condition());
    if (condition instanceof Expression.Literal(Scalar value, _)) {
      list(value.asBoolean() ? branch.then() : branch.otherwise(), end, exits);
      return;
    }
    TypedStatement.If decided =
        new TypedStatement.If(condition, branch.then(), branch.otherwise(), branch.offset());
    if (new SelectedBranch(draft, frame, block, end == End.RETURN).lower(decided)) {
      return;
    }
    int variable = expressions.variable(condition);
    BitSet before = draft.written();
    List<Statement> then = arm(branch.then(), end, exits);
    BitSet afterThen = draft.written();
    draft.resume(before);
    List<Statement> otherwise = arm(branch.otherwise(), end, exits);
    if (TailForm.leaves(branch.otherwise())) {
      draft.resume(afterThen);
    } else if (!TailForm.leaves(branch.then())) {
      BitSet both = draft.written();
      both.and(afterThen);
      draft.resume(both);
    }
    block.add(new Statement.Branch(variable, then, otherwise));
  }

  private List<Statement> arm(List<TypedStatement> statements, End end, Exits exits) {
    RoutineBlock inner = block.inner();
    in(inner).list(statements, end, exits);
    return inner.finish();
  }

  private void loop(TypedStatement.While loop, Exits exits) {
    // What precedes the loop is not part of it.
    RoutineBlock test = block.inner();
    ExpressionLowering tested = new ExpressionLowering(draft, frame, test);
    int condition = tested.variable(tested.reduced(loop.condition()));
    List<Statement> tests = test.finish();
    Exit breaks = new Exit();
    List<Statement> body = body(block.inner(), loop.body(), exits, breaks);
    int origin = draft.origin(frame.origin(loop.offset()));
    add(breaks, new Statement.While(tests, condition, body, origin));
  }

  private void loop(TypedStatement.ForRange loop, Exits exits) {
    ExpressionLowering expressions = expressions();
    List<Expression> bounds =
        expressions.reduced(List.of(loop.start(), loop.stop(), loop.step())).stream()
            .map(bound -> fixed(bound, expressions))
            .toList();
    List<Integer> variables = expressions.variables(bounds);
    int trips = draft.variable(DataType.INT64);
    int origin = draft.origin(frame.origin(loop.offset()));
    block.add(
        new Statement.CountTrips(
            trips, variables.get(0), variables.get(1), variables.get(2), origin));
    int position = draft.variable(DataType.INT64);
    RoutineBlock inner = block.inner();
    if (frame.binding(loop.variable()) instanceof CallFrame.Binding.Variable(int variable)) {
      ExpressionLowering within = new ExpressionLowering(draft, frame, inner);
      Graph graph = inner.line().graph();
      int distance =
          graph.binary(
              BinaryOperation.MULTIPLY, inner.line().value(position), within.node(bounds.get(2)));
      int value = graph.binary(BinaryOperation.ADD, within.node(bounds.get(0)), distance);
      inner.line().assign(variable, graph.convert(value, draft.type(variable)));
    }
    counted(trips, position, inner, loop.body(), exits, origin);
  }

  private void loop(TypedStatement.ForEach loop, Exits exits) {
    int array = frame.array(loop.array());
    int trips =
        expressions()
            .variable(expressions().reduced(new Expression.Extent(loop.array(), 0, loop.offset())));
    int position = draft.variable(DataType.INT64);
    int origin = draft.origin(frame.origin(loop.offset()));
    RoutineBlock inner = block.inner();
    if (frame.binding(loop.variable()) instanceof CallFrame.Binding.Variable(int variable)) {
      DataType type = draft.elementType(array);
      boolean same = draft.type(variable) == type;
      int fetched = same ? variable : draft.variable(type);
      inner.add(new Statement.Fetch(fetched, array, List.of(position), origin));
      draft.write(fetched);
      if (!same) {
        int value = inner.line().value(fetched);
        inner.line().assign(variable, inner.line().graph().convert(value, draft.type(variable)));
      }
    }
    counted(trips, position, inner, loop.body(), exits, origin);
  }

  private void counted(
      int trips,
      int position,
      RoutineBlock inner,
      List<TypedStatement> statements,
      Exits exits,
      int origin) {
    Exit breaks = new Exit();
    List<Statement> body = body(inner, statements, exits, breaks);
    add(breaks, new Statement.Counted(trips, position, body, origin));
  }

  /// The body of a loop, of which any number of trips may be made.
  private List<Statement> body(
      RoutineBlock inner, List<TypedStatement> statements, Exits exits, Exit breaks) {
    BitSet before = draft.written();
    Exit continues = new Exit();
    in(inner).list(statements, End.CONTINUE, new Exits(exits.returns(), breaks, continues));
    draft.resume(before);
    return continues.around(inner.finish());
  }

  private void add(Exit breaks, Statement loop) {
    breaks.around(List.of(loop)).forEach(block::add);
  }

  /// A bound of a range as a value that the loop's body does not change.
  private Expression fixed(Expression bound, ExpressionLowering expressions) {
    if (bound instanceof Expression.Literal
        || (bound instanceof Expression.Input input && frame.isStable(input))) {
      return bound;
    }
    int variable = draft.variable(DataType.INT64);
    block.line().assign(variable, expressions.node(bound));
    return new Expression.Input(
        "$" + variable, new ArrayType(DataType.INT64, Shape.SCALAR), bound.offset());
  }
}
