package io.parallax.lowering;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.function.TypedFunction;
import io.parallax.program.Graph;
import io.parallax.program.Program;
import io.parallax.program.Routine;
import io.parallax.program.Statement;
import io.parallax.type.DataType;
import io.parallax.type.Overflow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A [Routine] under construction: its variables, arrays, labels and places, numbered as they are
/// needed.
final class RoutineDraft {
  private final TypedFunction function;
  private final Conduct conduct;
  private final FunctionTraits functions;
  private final List<DataType> variables = new ArrayList<>();
  private final List<Routine.Array> arrays = new ArrayList<>();
  private final List<Routine.Local> locals = new ArrayList<>();
  private final List<Program.Origin> origins = new ArrayList<>();
  private final Map<Dimension, Integer> extents = new LinkedHashMap<>();

  /// The variables that are written on every path to the statement that is being made. May lack
  /// some.
  private BitSet written = new BitSet();

  private int labels;
  private int operations;
  private long localElements;

  private record Dimension(int array, int number) {}

  /// @param function that the routine is of
  RoutineDraft(TypedFunction function, Overflow overflow, FunctionTraits functions) {
    this.function = function;
    this.conduct = new Conduct(overflow);
    this.functions = functions;
    for (TypedFunction.Parameter parameter : function.parameters()) {
      if (parameter instanceof TypedFunction.Array array) {
        arrays.add(new Routine.Array(array.storage(), array.rank()));
      }
    }
  }

  FunctionTraits functions() {
    return functions;
  }

  /// Premises of an empty graph.
  Premises premises() {
    return Premises.of(conduct, functions);
  }

  int variable(DataType type) {
    variables.add(type);
    return variables.size() - 1;
  }

  DataType type(int variable) {
    return variables.get(variable);
  }

  /// A local array of a function, of which every inlined call has its own.
  ///
  /// @throws ComputeException TOO_LARGE beyond [Lowering#MAX_LOCAL_ELEMENTS]
  int local(TypedFunction.LocalArray local) {
    Routine.Local array = new Routine.Local(local.type(), local.extents());
    localElements += array.elementCount();
    if (localElements > Lowering.MAX_LOCAL_ELEMENTS) {
      throw tooLarge(
          "with the functions it calls, each counted at every call, the arrays of '"
              + function.name()
              + "' have more than "
              + Lowering.MAX_LOCAL_ELEMENTS
              + " elements");
    }
    locals.add(array);
    return arrays.size() + locals.size() - 1;
  }

  /// The extents of a local array; empty for an array that items share.
  List<Long> localExtents(int array) {
    return array < arrays.size() ? List.of() : locals.get(array - arrays.size()).extents();
  }

  DataType elementType(int array) {
    return array < arrays.size()
        ? arrays.get(array).storage().computing()
        : locals.get(array - arrays.size()).type();
  }

  /// The variable that holds an extent of an array that items share, from the beginning on.
  int extent(int array, int dimension) {
    return extents.computeIfAbsent(
        new Dimension(array, dimension),
        _ -> {
          int variable = variable(DataType.INT64);
          written.set(variable);
          return variable;
        });
  }

  int label() {
    return labels++;
  }

  /// The number of a further place, whether or not it is another in the text: so another spelling
  /// of a function has the same numbers.
  int origin(Program.Origin origin) {
    origins.add(origin);
    return origins.size() - 1;
  }

  /// Notes that a variable is written here.
  void write(int variable) {
    written.set(variable);
  }

  /// Whether a variable is known to be written before this place.
  boolean isWritten(int variable) {
    return written.get(variable);
  }

  /// The variables written so far, for [#resume].
  BitSet written() {
    return (BitSet) written.clone();
  }

  /// Goes on at a place where these variables are written.
  void resume(BitSet before) {
    written = (BitSet) before.clone();
  }

  /// Counts operations and statements.
  ///
  /// @throws ComputeException TOO_LARGE beyond [Lowering#MAX_ROUTINE_OPERATIONS]
  void count(int more) {
    operations += more;
    requireRoom(0);
  }

  /// Refuses more operations than there is room for.
  ///
  /// @throws ComputeException TOO_LARGE beyond [Lowering#MAX_ROUTINE_OPERATIONS]
  void requireRoom(int more) {
    if (operations + more > Lowering.MAX_ROUTINE_OPERATIONS) {
      throw tooLarge(
          "with the functions it calls '"
              + function.name()
              + "' needs more than "
              + Lowering.MAX_ROUTINE_OPERATIONS
              + " primitive operations; a function of mathematics is 20 to 480 of them");
    }
  }

  /// Refuses more operations than a graph may have as well.
  void requireRoom(Graph graph) {
    requireRoom(graph.size());
  }

  private ComputeException tooLarge(String detail) {
    return FunctionTraits.origin(function, function.offset())
        .locate(new ComputeException(ErrorCode.TOO_LARGE, detail));
  }

  /// The routine, without the variables that nothing reads.
  RoutineLowering.Lowered finish(
      List<Integer> parameters, List<Integer> results, List<Statement> body) {
    List<Statement> whole = new ArrayList<>();
    extents.forEach(
        (dimension, variable) ->
            whole.add(new Statement.Measure(variable, dimension.array(), dimension.number())));
    whole.addAll(body);
    Routine routine =
        new DeadWrites(variables, parameters, results, whole)
            .without(
                (kept, inputs, outputs, statements) ->
                    new Routine(
                        function.name(),
                        kept,
                        inputs,
                        arrays,
                        locals,
                        outputs,
                        statements,
                        origins.size()));
    return new RoutineLowering.Lowered(routine, origins);
  }
}
