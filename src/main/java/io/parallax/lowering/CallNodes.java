package io.parallax.lowering;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.function.TypedFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// What a graph has of the caller's functions: a call with equal arguments under equal guards
/// becomes nodes once, and a function becomes a routine once.
final class CallNodes {
  private final FunctionTraits functions;
  private final Map<Call, List<Integer>> inlined = new HashMap<>();
  private final Map<TypedFunction, RoutineLowering.Lowered> routines = new HashMap<>();
  private long operations;

  private record Call(TypedFunction function, List<Integer> arguments, Guards guards) {}

  CallNodes(FunctionTraits functions) {
    this.functions = functions;
  }

  FunctionTraits functions() {
    return functions;
  }

  /// The nodes of what a call returns.
  ///
  /// @param lower makes them
  /// @throws ComputeException TOO_LARGE for a function that is too long, and for calls that are
  ///   more than [Lowering#MAX_INLINED_OPERATIONS] operations together
  List<Integer> inlined(
      TypedFunction function,
      List<Integer> arguments,
      Guards guards,
      Supplier<List<Integer>> lower) {
    functions.requireLowerable(function);
    Call call = new Call(function, arguments, guards);
    List<Integer> known = inlined.get(call);
    if (known != null) {
      return known;
    }
    operations += functions.operations(function);
    if (operations > Lowering.MAX_INLINED_OPERATIONS) {
      throw new ComputeException(
          ErrorCode.TOO_LARGE,
          "the calls of functions have more than "
              + Lowering.MAX_INLINED_OPERATIONS
              + " operations together");
    }
    List<Integer> results = lower.get();
    inlined.put(call, results);
    return results;
  }

  /// The routine of a function.
  RoutineLowering.Lowered routine(TypedFunction function, Conduct conduct) {
    RoutineLowering.Lowered known = routines.get(function);
    if (known == null) {
      known = RoutineLowering.of(function, conduct.overflow(), functions);
      routines.put(function, known);
    }
    return known;
  }
}
