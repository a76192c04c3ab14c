package io.parallax.lowering;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.error.SourcePosition;
import io.parallax.function.Functions;
import io.parallax.function.TypedFunction;
import io.parallax.function.TypedStatement;
import io.parallax.language.Callee;
import io.parallax.language.Expression;
import io.parallax.program.Program;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is known of the caller's functions before anything is built from them. Each function is
/// looked at once, however often it is called. Not thread safe.
final class FunctionTraits {

  /// More than every limit, and small enough to be added up.
  private static final long MANY = 1L << 40;

  private final Map<TypedFunction, Traits> known = new HashMap<>();

  /// @param operations statements and operations of the caller's, with those of every call
  /// @param branchless whether there are no loops, arrays and elements, so that the function can be
  ///   computed with selects instead of branches
  private record Traits(long operations, boolean branchless) {}

  /// A function that is called.
  static TypedFunction function(Callee callee) {
    return (TypedFunction) callee;
  }

  /// A place in the text of functions.
  static Program.Origin origin(TypedFunction function, int offset) {
    return new Program.Origin(new SourcePosition(function.source(), offset), Functions.POINTER);
  }

  boolean isBranchless(TypedFunction function) {
    return traits(function).branchless;
  }

  /// Statements and operations of the caller's, with those of every call.
  long operations(TypedFunction function) {
    return traits(function).operations;
  }

  /// Statements and operations in a statement, with those of every call.
  long operations(TypedStatement statement) {
    Count count = new Count();
    count.add(statement);
    return count.operations;
  }

  /// The operations of an expression, with those of every call.
  long operations(Expression expression) {
    Count count = new Count();
    count.add(expression);
    return count.operations;
  }

  /// @throws ComputeException TOO_LARGE beyond [Lowering#MAX_FUNCTION_OPERATIONS]
  void requireLowerable(TypedFunction function) {
    if (operations(function) > Lowering.MAX_FUNCTION_OPERATIONS) {
      throw origin(function, function.offset())
          .locate(
              new ComputeException(
                  ErrorCode.TOO_LARGE,
                  "with the functions it calls, each counted at every call, '"
                      + function.name()
                      + "' has more than "
                      + Lowering.MAX_FUNCTION_OPERATIONS
                      + " operations and statements"));
    }
  }

  private Traits traits(TypedFunction function) {
    Traits before = known.get(function);
    if (before != null) {
      return before;
    }
    Count count = new Count();
    count.branchless =
        function.locals().isEmpty()
            && function.parameters().stream().allMatch(TypedFunction.Item.class::isInstance);
    count.add(function.body());
    Traits traits = new Traits(count.operations, count.branchless);
    known.put(function, traits);
    return traits;
  }

  private final class Count {
    private long operations;
    private boolean branchless = true;

    void add(List<TypedStatement> statements) {
      statements.forEach(this::add);
    }

    private void add(TypedStatement statement) {
      more(1);
      switch (statement) {
        case TypedStatement.Assign assign -> assign.values().forEach(this::add);
        case TypedStatement.Unpack unpack -> add(unpack.call());
        case TypedStatement.SetElement set -> {
          branchless = false;
          set.indices().forEach(this::add);
          add(set.value());
        }
        case TypedStatement.Clear _ -> branchless = false;
        case TypedStatement.If(var condition, var then, var otherwise, _) -> {
          add(condition);
          add(then);
          add(otherwise);
        }
        case TypedStatement.While loop -> {
          branchless = false;
          add(loop.condition());
          add(loop.body());
        }
        case TypedStatement.ForRange loop -> {
          branchless = false;
          List.of(loop.start(), loop.stop(), loop.step()).forEach(this::add);
          add(loop.body());
        }
        case TypedStatement.ForEach loop -> {
          branchless = false;
          add(loop.body());
        }
        case TypedStatement.Break _, TypedStatement.Continue _ -> {}
        case TypedStatement.Return result -> result.values().forEach(this::add);
      }
    }

    void add(Expression expression) {
      switch (expression) {
        case Expression.Literal _, Expression.Input _ -> {}
        case Expression.Extent _, Expression.Element _ -> {
          branchless = false;
          more(1);
        }
        case Expression.Apply apply -> {
          Traits callee = traits(function(apply.callee()));
          branchless &= callee.branchless;
          more(1 + callee.operations);
        }
        case Expression.Use _,
            Expression.Cast _,
            Expression.Unary _,
            Expression.Binary _,
            Expression.Comparison _,
            Expression.Call _,
            Expression.Reduce _ ->
            more(1);
      }
      expression.operands().forEach(this::add);
    }

    private void more(long further) {
      operations = Math.min(MANY, operations + further);
    }
  }
}
