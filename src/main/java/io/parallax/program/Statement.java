package io.parallax.program;

import java.util.List;

/// A statement of a [Routine], for one item. Statements run in order; variables, labels and arrays
/// are numbers of the routine.
public sealed interface Statement {
  /// A straight line: the operations are computed in order, then the values are written. So every
  /// [Operation.Load] sees the variable as it was before the statement.
  ///
  /// @param operations [Operation.Load#operand] is a variable, stored in its own type; there is no
  ///   [Operation.Position]. [Operation.Binary#origin] is a number of [Routine#origins]. An
  ///   operation that faults ends the item.
  record Compute(List<Operation> operations, List<Write> writes) implements Statement {
    public Compute {
      operations = List.copyOf(operations);
      writes = List.copyOf(writes);
    }
  }

  /// A variable and the operation of the same [Compute] whose value it gets.
  record Write(int variable, int operation) {}

  /// Reads one element of an array, widened to the type of the variable. An index −n … −1 counts
  /// from the end of a dimension of n elements; any other outside 0 … n − 1 is
  /// [Fault#INDEX_OUT_OF_RANGE] and ends the item.
  ///
  /// @param array one of the routine's, parameters first
  /// @param indices int64 variables, one for each dimension, outermost first
  record Fetch(int variable, int array, List<Integer> indices, int origin) implements Statement {
    public Fetch {
      indices = List.copyOf(indices);
    }
  }

  /// Writes one element of a local array. Indices as in [Fetch].
  ///
  /// @param value a variable of the array's type
  record Put(int array, List<Integer> indices, int value, int origin) implements Statement {
    public Put {
      indices = List.copyOf(indices);
    }
  }

  /// Makes all elements of a local array 0.
  record Clear(int array) implements Statement {}

  /// Writes the number of elements of a dimension of an array to an int64 variable.
  record Measure(int variable, int array, int dimension) implements Statement {}

  /// Writes how many numbers `range(start, stop, step)` has to an int64 variable, at most
  /// [Long#MAX_VALUE]; a step of 0 is [Fault#ZERO_STEP] and ends the item.
  ///
  /// @param start an int64 variable, as are `stop` and `step`
  record CountTrips(int variable, int start, int stop, int step, int origin) implements Statement {
    /// The number of trips.
    ///
    /// @param step not 0
    public static long trips(long start, long stop, long step) {
      boolean ascending = step > 0;
      if (ascending ? start >= stop : start <= stop) {
        return 0;
      }
      long distance = ascending ? stop - start : start - stop;
      long stride = ascending ? step : -step; // 2⁶³ as an unsigned number where it wraps
      long trips = Long.divideUnsigned(distance - 1, stride) + 1;
      return trips <= 0 ? Long.MAX_VALUE : trips;
    }
  }

  /// Runs one of two lists.
  ///
  /// @param condition a bool variable
  record Branch(int condition, List<Statement> then, List<Statement> otherwise)
      implements Statement {
    public Branch {
      then = List.copyOf(then);
      otherwise = List.copyOf(otherwise);
    }
  }

  /// Runs the test, and while the condition holds after it the body and the test again. A trip is
  /// counted each time the body begins; one more than the item may make is [Fault#ITERATION_LIMIT],
  /// which ends the item before the body.
  ///
  /// @param condition a bool variable
  /// @param origin of the loop, for the limit
  record While(List<Statement> test, int condition, List<Statement> body, int origin)
      implements Statement {
    public While {
      test = List.copyOf(test);
      body = List.copyOf(body);
    }
  }

  /// Runs the body for each position 0 … trips − 1. Trips are counted as in [While].
  ///
  /// @param trips an int64 variable, read once before the first trip; none below 1
  /// @param position an int64 variable that has the number of the trip when the body begins; the
  ///   body does not write it, and after the loop it may hold anything
  record Counted(int trips, int position, List<Statement> body, int origin) implements Statement {
    public Counted {
      body = List.copyOf(body);
    }
  }

  /// Runs the body, which may be left early by its label.
  ///
  /// @param label different for every scope of the routine
  record Scope(int label, List<Statement> body) implements Statement {
    public Scope {
      body = List.copyOf(body);
    }
  }

  /// Ends the [Scope] with the label, which contains this statement. Nothing follows it in its
  /// list.
  record Leave(int label) implements Statement {}

  /// Ends the item with a fault. Nothing follows it in its list.
  record Raise(Fault fault, int origin) implements Statement {}
}
