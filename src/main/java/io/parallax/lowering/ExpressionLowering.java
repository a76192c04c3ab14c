package io.parallax.lowering;

import io.parallax.function.TypedFunction;
import io.parallax.language.BasicFunction;
import io.parallax.language.BinaryOperator;
import io.parallax.language.Expression;
import io.parallax.program.Graph;
import io.parallax.program.Node;
import io.parallax.program.Statement;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Expressions of a function as statements of a routine.
///
/// An expression is first reduced: what is control in it (reads of elements, calls that are not
/// computed with selects, and parts that are computed only under a condition) becomes statements
/// that leave values in variables, and the variables take the place of these parts. What is left is
/// computed as expressions outside functions are. Parts are computed in Python's order: an operand
/// that precedes control is computed before it, because it may fault first.
final class ExpressionLowering {
  /// The most nodes of a part that is computed although its condition may not hold.
  static final int MAX_SELECTED = 16;

  private final RoutineDraft draft;
  private final CallFrame frame;
  private final RoutineBlock block;

  /// The variables of elements and calls that this statement has already computed.
  private final Map<Expression, List<Integer>> known;

  ExpressionLowering(RoutineDraft draft, CallFrame frame, RoutineBlock block) {
    this(draft, frame, block, Map.of());
  }

  private ExpressionLowering(
      RoutineDraft draft,
      CallFrame frame,
      RoutineBlock block,
      Map<Expression, List<Integer>> known) {
    this.draft = draft;
    this.frame = frame;
    this.block = block;
    this.known = new HashMap<>(known);
  }

  /// What is left of the expressions, whose parts are computed in order.
  List<Expression> reduced(List<Expression> expressions) {
    List<Expression> left = new ArrayList<>();
    for (int at = 0; at < expressions.size(); at++) {
      Expression each = reduced(expressions.get(at));
      boolean followed =
          expressions.subList(at + 1, expressions.size()).stream().anyMatch(this::needsControl);
      left.add(followed && !isLeaf(each) ? stored(each) : each);
    }
    return left;
  }

  /// What is left of the expression.
  Expression reduced(Expression expression) {
    return switch (expression) {
      case Expression.Literal literal -> literal;
      case Expression.Input input -> read(input);
      case Expression.Extent extent -> extent(extent);
      case Expression.Cast(var operand, DataType type, int offset) ->
          new Expression.Cast(reduced(operand), type, offset);
      case Expression.Unary(var operator, var operand, int offset) ->
          new Expression.Unary(operator, reduced(operand), offset);
      case Expression.Binary binary ->
          isLazy(binary) && isBranching(binary.right()) ? logical(binary) : both(binary);
      case Expression.Comparison(var operator, var left, var right, Shape shape, int offset) -> {
        List<Expression> operands = reduced(List.of(left, right));
        yield new Expression.Comparison(operator, operands.get(0), operands.get(1), shape, offset);
      }
      case Expression.Call call when call.function() == BasicFunction.WHERE -> choice(call);
      case Expression.Call call ->
          new Expression.Call(
              call.function(), reduced(call.arguments()), call.type(), call.shape(), call.offset());
      case Expression.Element element -> element(element);
      case Expression.Apply apply -> apply(apply);
      case Expression.Use _, Expression.Reduce _ ->
          throw new IllegalStateException("not within a function: " + expression);
    };
  }

  /// The node of what is left of an expression, in the straight line.
  int node(Expression reduced) {
    draft.requireRoom(block.line().graph());
    return new Translation(
            block.line().premises(),
            frame.target(reduced),
            Guards.NONE,
            NameNodes.ofVariables(input -> value(input.name())))
        .lower(reduced);
  }

  /// The variable that holds what is left of an expression.
  int variable(Expression reduced) {
    if (reduced instanceof Expression.Input input
        && frame.binding(input.name()) instanceof CallFrame.Binding.Variable(int number)) {
      return number;
    }
    int variable = draft.variable(reduced.type());
    block.line().assign(variable, node(reduced));
    return variable;
  }

  private int value(String name) {
    return switch (frame.binding(name)) {
      case CallFrame.Binding.Variable(int number) -> block.line().value(number);
      case CallFrame.Binding.Known(Scalar value) -> block.line().graph().constant(value);
    };
  }

  private Expression read(Expression.Input input) {
    return frame.binding(input.name()) instanceof CallFrame.Binding.Known(Scalar value)
        ? new Expression.Literal(value, input.offset())
        : input;
  }

  private Expression extent(Expression.Extent extent) {
    int array = frame.array(extent.array());
    List<Long> fixed = draft.localExtents(array);
    return fixed.isEmpty()
        ? CallFrame.reading(
            draft.extent(array, extent.dimension()), DataType.INT64, extent.offset())
        : new Expression.Literal(Scalar.of(fixed.get(extent.dimension())), extent.offset());
  }

  private Expression both(Expression.Binary binary) {
    List<Expression> operands = reduced(List.of(binary.left(), binary.right()));
    return new Expression.Binary(
        binary.operator(), operands.get(0), operands.get(1), binary.shape(), binary.offset());
  }

  /// `left and right`, where right is computed only if left does not decide.
  private Expression logical(Expression.Binary binary) {
    Expression left = reduced(binary.left());
    int result = draft.variable(DataType.BOOL);
    block.line().assign(result, node(left));
    List<Statement> rest = arm(binary.right(), result);
    boolean and = binary.operator() == BinaryOperator.AND;
    block.add(new Statement.Branch(result, and ? rest : List.of(), and ? List.of() : rest));
    return CallFrame.reading(result, DataType.BOOL, binary.offset());
  }

  /// `a if c else b`.
  private Expression choice(Expression.Call call) {
    Expression condition = reduced(call.arguments().getFirst());
    Expression then = call.arguments().get(1);
    Expression otherwise = call.arguments().get(2);
    if (condition instanceof Expression.Literal(Scalar value, _)) {
      return reduced(value.asBoolean() ? then : otherwise);
    }
    if (!isBranching(then) && !isBranching(otherwise)) {
      return new Expression.Call(
          call.function(),
          List.of(condition, reduced(then), reduced(otherwise)),
          call.type(),
          call.shape(),
          call.offset());
    }
    int decided = variable(condition);
    int result = draft.variable(call.type());
    block.add(new Statement.Branch(decided, arm(then, result), arm(otherwise, result)));
    draft.write(result);
    return CallFrame.reading(result, call.type(), call.offset());
  }

  /// The statements that write an expression's value to a variable.
  private List<Statement> arm(Expression expression, int result) {
    RoutineBlock inner = block.inner();
    ExpressionLowering within = new ExpressionLowering(draft, frame, inner, known);
    Expression left = within.reduced(expression);
    inner.line().assign(result, within.node(left));
    return inner.finish();
  }

  private Expression element(Expression.Element element) {
    Expression read = Placeless.of(element);
    List<Integer> before = known.get(read);
    if (before != null) {
      return CallFrame.reading(before.getFirst(), element.type(), element.offset());
    }
    List<Integer> indices = variables(reduced(element.indices()));
    int value = draft.variable(element.type());
    fetch(value, frame.array(element.array()), indices, element.offset());
    known.put(read, List.of(value));
    return CallFrame.reading(value, element.type(), element.offset());
  }

  /// Reads an element into a variable.
  void fetch(int variable, int array, List<Integer> indices, int offset) {
    block.add(new Statement.Fetch(variable, array, indices, draft.origin(frame.origin(offset))));
    draft.write(variable);
  }

  /// The variables that hold what is left of expressions.
  List<Integer> variables(List<Expression> reduced) {
    return reduced.stream().map(this::variable).toList();
  }

  private Expression apply(Expression.Apply apply) {
    if (isSelected(apply)) {
      List<Expression> left = reduced(apply.operands());
      return new Expression.Apply(
          apply.callee(),
          left.stream().<Expression.Apply.Argument>map(Expression.Apply.Item::new).toList(),
          apply.result(),
          apply.shape(),
          apply.offset());
    }
    return CallFrame.reading(call(apply).get(apply.result()), apply.type(), apply.offset());
  }

  /// Inlines a call.
  ///
  /// @return the variables of what it returns
  List<Integer> call(Expression.Apply apply) {
    Expression first =
        Placeless.of(
            new Expression.Apply(
                apply.callee(), apply.arguments(), 0, apply.shape(), apply.offset()));
    List<Integer> before = known.get(first);
    if (before != null) {
      return before;
    }
    TypedFunction function = FunctionTraits.function(apply.callee());
    List<Expression> items = reduced(apply.operands());
    CallFrame callee = CallFrame.of(function, draft);
    int item = 0;
    for (int at = 0; at < apply.arguments().size(); at++) {
      String name = function.parameters().get(at).name();
      switch (apply.arguments().get(at)) {
        case Expression.Apply.Item _ -> callee.bind(name, binding(callee, name, items.get(item++)));
        case Expression.Apply.Named(String array) -> callee.bind(name, frame.array(array));
        case Expression.Apply.Whole _ ->
            throw new IllegalStateException("not within a function: " + apply);
      }
    }
    callee.bindRest(draft);
    new StatementLowering(draft, callee, block).function();
    known.put(first, callee.results());
    return callee.results();
  }

  /// What a parameter stands for: the argument itself where it stays the same during the call,
  /// otherwise a variable of its own.
  private CallFrame.Binding binding(CallFrame callee, String parameter, Expression argument) {
    if (callee.isConstant(parameter)) {
      if (argument instanceof Expression.Literal(Scalar value, _)) {
        return new CallFrame.Binding.Known(value);
      }
      return new CallFrame.Binding.Variable(variable(argument));
    }
    int own = draft.variable(argument.type());
    block.line().assign(own, node(argument));
    return new CallFrame.Binding.Variable(own);
  }

  private Expression stored(Expression reduced) {
    int variable = draft.variable(reduced.type());
    block.line().assign(variable, node(reduced));
    return CallFrame.reading(variable, reduced.type(), reduced.offset());
  }

  private static boolean isLeaf(Expression expression) {
    return expression instanceof Expression.Literal || expression instanceof Expression.Input;
  }

  private static boolean isLazy(Expression.Binary binary) {
    return binary.type() == DataType.BOOL
        && (binary.operator() == BinaryOperator.AND || binary.operator() == BinaryOperator.OR);
  }

  /// Whether reducing the expression adds statements.
  boolean needsControl(Expression expression) {
    return switch (expression) {
      case Expression.Literal _, Expression.Input _, Expression.Extent _ -> false;
      case Expression.Element _ -> true;
      case Expression.Apply apply ->
          !isSelected(apply) || apply.operands().stream().anyMatch(this::needsControl);
      case Expression.Binary binary ->
          needsControl(binary.left())
              || (isLazy(binary) ? isBranching(binary.right()) : needsControl(binary.right()));
      case Expression.Call call when call.function() == BasicFunction.WHERE ->
          needsControl(call.arguments().getFirst())
              || call.arguments().stream().skip(1).anyMatch(this::isBranching);
      case Expression.Use _,
          Expression.Cast _,
          Expression.Unary _,
          Expression.Comparison _,
          Expression.Call _,
          Expression.Reduce _ ->
          expression.operands().stream().anyMatch(this::needsControl);
    };
  }

  /// Whether a part that is computed under a condition needs a branch: it has control, can fault or
  /// is long.
  private boolean isBranching(Expression part) {
    Boolean before = frame.branching().get(part);
    if (before == null) {
      before = needsControl(part) || !isShort(part);
      frame.branching().put(part, before);
    }
    return before;
  }

  private boolean isShort(Expression part) {
    if (draft.functions().operations(part) > MAX_SELECTED) {
      return false;
    }
    Expression left = reduced(part);
    Premises trial = draft.premises();
    NameNodes names = NameNodes.ofVariables(input -> anything(trial.graph(), input));
    int node = new Translation(trial, frame.target(left), Guards.NONE, names).lower(left);
    return isShort(trial.graph(), List.of(node));
  }

  /// Whether what a graph computes cannot fault and is little.
  static boolean isShort(Graph graph, List<Integer> nodes) {
    long computed =
        IntStream.range(0, graph.size()).filter(id -> !graph.node(id).operands().isEmpty()).count();
    return computed <= MAX_SELECTED
        && IntStream.range(0, graph.size()).noneMatch(graph::canFault)
        && nodes.stream().noneMatch(graph::canFault);
  }

  /// Whether so few operations that it may be computed with selects.
  static boolean isFew(long operations) {
    return operations <= MAX_SELECTED;
  }

  /// The node of a variable of which nothing is known.
  static int anything(Graph graph, Expression.Input input) {
    return graph.add(new Node.Input(input.name(), input.arrayType()));
  }

  /// Whether a call is computed with selects, where its value is used.
  private boolean isSelected(Expression.Apply apply) {
    Boolean before = frame.selected().get(apply);
    if (before == null) {
      before = isShortCall(apply);
      frame.selected().put(apply, before);
    }
    return before;
  }

  private boolean isShortCall(Expression.Apply apply) {
    TypedFunction function = FunctionTraits.function(apply.callee());
    if (!draft.functions().isBranchless(function)
        || !isFew(draft.functions().operations(function))) {
      return false;
    }
    Premises trial = draft.premises();
    List<Integer> arguments = new ArrayList<>();
    for (int at = 0; at < apply.operands().size(); at++) {
      Expression argument = apply.operands().get(at);
      Expression read = argument instanceof Expression.Input input ? read(input) : argument;
      arguments.add(
          read instanceof Expression.Literal(Scalar value, _)
              ? trial.graph().constant(value)
              : trial.graph().add(new Node.Input("$" + at, argument.type(), Shape.SCALAR)));
    }
    return isShort(trial.graph(), new Branchless(trial, function).call(arguments, Guards.NONE));
  }
}
