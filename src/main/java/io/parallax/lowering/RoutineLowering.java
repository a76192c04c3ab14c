package io.parallax.lowering;

import io.parallax.error.ComputeException;
import io.parallax.function.TypedFunction;
import io.parallax.program.Program;
import io.parallax.program.Routine;
import io.parallax.type.Overflow;
import java.util.ArrayList;
import java.util.List;

/// Turns a function of the caller's into a [Routine].
///
/// Statements become statements ([StatementLowering]). Of an expression, what is control becomes
/// statements as well ([ExpressionLowering]); the rest is translated as any expression is, into the
/// graph of a straight line ([StraightLine]). Calls are inlined, each with variables and arrays of
/// its own ([CallFrame]).
public final class RoutineLowering {
  private RoutineLowering() {}

  /// A routine and its places.
  ///
  /// @param origins what the routine's numbers of places stand for
  public record Lowered(Routine routine, List<Program.Origin> origins) {
    public Lowered {
      origins = List.copyOf(origins);
    }
  }

  /// The routine of a function. Equal texts and types give equal routines.
  ///
  /// @throws ComputeException TOO_LARGE beyond [Lowering#MAX_FUNCTION_OPERATIONS],
  ///   [Lowering#MAX_ROUTINE_OPERATIONS] and [Lowering#MAX_LOCAL_ELEMENTS]
  public static Lowered of(TypedFunction function, Overflow overflow) {
    return of(function, overflow, new FunctionTraits());
  }

  static Lowered of(TypedFunction function, Overflow overflow, FunctionTraits functions) {
    functions.requireLowerable(function);
    RoutineDraft draft = new RoutineDraft(function, overflow, functions);
    List<Integer> parameters = new ArrayList<>();
    int arrays = 0;
    CallFrame frame = CallFrame.of(function, draft);
    for (TypedFunction.Parameter parameter : function.parameters()) {
      switch (parameter) {
        case TypedFunction.Item(String name, var type) -> {
          int variable = draft.variable(type);
          draft.write(variable);
          parameters.add(variable);
          frame.bind(name, new CallFrame.Binding.Variable(variable));
        }
        case TypedFunction.Array array -> frame.bind(array.name(), arrays++);
      }
    }
    frame.bindRest(draft);
    RoutineBlock block = new RoutineBlock(draft);
    new StatementLowering(draft, frame, block).function();
    return draft.finish(parameters, frame.results(), block.finish());
  }
}
