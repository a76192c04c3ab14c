package io.parallax.program;

import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.util.List;

/// What is run for each item of an [Invocation]: structured statements over typed variables. Calls
/// are inlined, so a routine is whole. It is pure: it reads its parameters, writes its variables
/// and local arrays, and ends with its results in variables or with a fault.
///
/// Equal texts and types give equal routines, wherever in a request they stand: a routine is the
/// key of caches of code.
///
/// @param name for people
/// @param variables their types; those that are no parameters hold nothing until they are written,
///   and are written before they are read
/// @param parameters the variables that hold an item's values when the body begins, in order
/// @param arrays the arrays that items read, in order
/// @param locals the arrays that an item has for itself, numbered after `arrays`. They hold nothing
///   until they are cleared.
/// @param results the variables whose values are the results when the body ends, in order
/// @param origins how many places in the text statements and operations name
public record Routine(
    String name,
    List<DataType> variables,
    List<Integer> parameters,
    List<Array> arrays,
    List<Local> locals,
    List<Integer> results,
    List<Statement> body,
    int origins) {
  /// An array that items read.
  ///
  /// @param storage how the elements are stored
  /// @param rank 1 or more
  public record Array(StorageType storage, int rank) {}

  /// An array of one item.
  ///
  /// @param extents row-major, outermost first
  public record Local(DataType type, List<Long> extents) {
    public Local {
      extents = List.copyOf(extents);
    }

    public long elementCount() {
      return extents.stream().reduce(1L, Math::multiplyExact);
    }
  }

  public Routine {
    variables = List.copyOf(variables);
    parameters = List.copyOf(parameters);
    arrays = List.copyOf(arrays);
    locals = List.copyOf(locals);
    results = List.copyOf(results);
    body = List.copyOf(body);
    RoutineCheck.check(variables, parameters, arrays, locals, results, body, origins);
  }

  /// The type of a result.
  ///
  /// @param result its place among the results
  public DataType resultType(int result) {
    return variables.get(results.get(result));
  }

  /// The type of the elements of an array, as they are computed with.
  ///
  /// @param array parameters first, then locals
  public DataType elementType(int array) {
    return array < arrays.size()
        ? arrays.get(array).storage().computing()
        : locals.get(array - arrays.size()).type();
  }

  public int rank(int array) {
    return array < arrays.size()
        ? arrays.get(array).rank()
        : locals.get(array - arrays.size()).extents().size();
  }

  public boolean isLocal(int array) {
    return array >= arrays.size();
  }
}
