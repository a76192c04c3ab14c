package io.parallax.kernel.interpreter;

import io.parallax.array.Elements;
import io.parallax.kernel.InvocationRun;
import io.parallax.program.Arithmetic;
import io.parallax.program.Fault;
import io.parallax.program.ItemFault;
import io.parallax.program.Operation;
import io.parallax.program.Routine;
import io.parallax.program.Statement;
import java.util.Arrays;
import java.util.List;

/// A pass of the [RoutineInterpreter] over items, with the variables of the current one. Values are
/// bits as [io.parallax.type.Scalar] describes them.
final class InterpretedItems {
  private static final int OVER_ASKED_EVERY = 256;

  private final Routine routine;
  private final InvocationRun run;
  private final long[] variables;
  private final long[][] locals;
  private long trips;
  private long code;

  /// How control goes on after a statement: to the next, out of the scope with a label, or out of
  /// the item.
  private static final int NEXT = -1;

  private static final int END = -2;

  InterpretedItems(Routine routine, InvocationRun run) {
    this.routine = routine;
    this.run = run;
    this.variables = new long[routine.variables().size()];
    this.locals =
        routine.locals().stream()
            .map(local -> new long[Math.toIntExact(local.elementCount())])
            .toArray(long[][]::new);
  }

  void run(long first, long end) {
    for (long item = first; item < end && !run.failedBefore(item) && !run.isOver(); item++) {
      if (run.isWanted(item)) {
        run(item);
      } else {
        run.skipped(item);
      }
    }
  }

  private void run(long item) {
    for (int at = 0; at < routine.parameters().size(); at++) {
      variables[routine.parameters().get(at)] = run.parameter(at, item);
    }
    trips = 0;
    code = ItemFault.NONE;
    int next = list(routine.body());
    run.tripped(trips);
    if (next == END) {
      if (code != ItemFault.NONE) {
        run.failed(item, code);
      }
      return;
    }
    for (int at = 0; at < routine.results().size(); at++) {
      Elements.write(
          run.slot(run.step().results().get(at)),
          routine.resultType(at),
          item,
          variables[routine.results().get(at)]);
    }
    run.succeeded(item);
  }

  private int list(List<Statement> statements) {
    for (Statement statement : statements) {
      int next = run(statement);
      if (next != NEXT) {
        return next;
      }
    }
    return NEXT;
  }

  private int run(Statement statement) {
    return switch (statement) {
      case Statement.Compute compute -> compute(compute);
      case Statement.Fetch fetch -> fetch(fetch);
      case Statement.Put put -> put(put);
      case Statement.Clear(int array) -> {
        Arrays.fill(local(array), 0);
        yield NEXT;
      }
      case Statement.Measure(int variable, int array, int dimension) -> {
        variables[variable] = extent(array, dimension);
        yield NEXT;
      }
      case Statement.CountTrips count -> {
        long step = variables[count.step()];
        if (step == 0) {
          yield fail(Fault.ZERO_STEP, count.origin());
        }
        variables[count.variable()] =
            Statement.CountTrips.trips(variables[count.start()], variables[count.stop()], step);
        yield NEXT;
      }
      case Statement.Branch(int condition, List<Statement> then, List<Statement> otherwise) ->
          list(variables[condition] != 0 ? then : otherwise);
      case Statement.While loop -> loop(loop);
      case Statement.Counted loop -> loop(loop);
      case Statement.Scope(int label, List<Statement> body) -> {
        int next = list(body);
        yield next == label ? NEXT : next;
      }
      case Statement.Leave(int label) -> label;
      case Statement.Raise(Fault fault, int origin) -> fail(fault, origin);
    };
  }

  private int loop(Statement.While loop) {
    while (true) {
      int next = list(loop.test());
      if (next != NEXT || variables[loop.condition()] == 0) {
        return next;
      }
      next = trip(loop.body(), loop.origin());
      if (next != NEXT) {
        return next;
      }
    }
  }

  private int loop(Statement.Counted loop) {
    long count = variables[loop.trips()];
    for (long position = 0; position < count; position++) {
      variables[loop.position()] = position;
      int next = trip(loop.body(), loop.origin());
      if (next != NEXT) {
        return next;
      }
    }
    return NEXT;
  }

  private int trip(List<Statement> body, int origin) {
    if (trips >= run.step().maximumTrips()) {
      return fail(Fault.ITERATION_LIMIT, origin);
    }
    trips++;
    if (trips % OVER_ASKED_EVERY == 0 && run.isOver()) {
      return END;
    }
    return list(body);
  }

  private int compute(Statement.Compute compute) {
    List<Operation> operations = compute.operations();
    long[] values = new long[operations.size()];
    for (int at = 0; at < values.length; at++) {
      switch (operations.get(at)) {
        case Operation.Load load -> values[at] = variables[load.operand()];
        case Operation.Binary binary
            when Arithmetic.faults(
                binary.operation(),
                binary.type(),
                values[binary.left()],
                values[binary.right()]) -> {
          return fail(Fault.of(binary.operation(), values[binary.right()]), binary.origin());
        }
        case Operation other -> values[at] = Arithmetic.evaluate(other, index -> values[index]);
      }
    }
    compute.writes().forEach(write -> variables[write.variable()] = values[write.operation()]);
    return NEXT;
  }

  private int fetch(Statement.Fetch fetch) {
    long position = position(fetch.array(), fetch.indices());
    if (position < 0) {
      return fail(Fault.INDEX_OUT_OF_RANGE, fetch.origin());
    }
    variables[fetch.variable()] =
        routine.isLocal(fetch.array())
            ? local(fetch.array())[(int) position]
            : Elements.read(
                run.slot(run.step().arrays().get(fetch.array())),
                routine.arrays().get(fetch.array()).storage(),
                position);
    return NEXT;
  }

  private int put(Statement.Put put) {
    long position = position(put.array(), put.indices());
    if (position < 0) {
      return fail(Fault.INDEX_OUT_OF_RANGE, put.origin());
    }
    local(put.array())[(int) position] = variables[put.value()];
    return NEXT;
  }

  /// The row-major position of an element, negative where an index is outside.
  private long position(int array, List<Integer> indices) {
    long position = 0;
    for (int dimension = 0; dimension < indices.size(); dimension++) {
      long extent = extent(array, dimension);
      long index = variables[indices.get(dimension)];
      long counted = index < 0 ? index + extent : index;
      if (counted < 0 || counted >= extent) {
        return -1;
      }
      position = position * extent + counted;
    }
    return position;
  }

  private long extent(int array, int dimension) {
    return routine.isLocal(array)
        ? routine.locals().get(array - routine.arrays().size()).extents().get(dimension)
        : run.extent(array, dimension);
  }

  private long[] local(int array) {
    return locals[array - routine.arrays().size()];
  }

  private int fail(Fault fault, int origin) {
    code = ItemFault.code(fault, origin);
    return END;
  }
}
