package io.parallax.executor.testing;

import io.parallax.error.SourcePosition;
import io.parallax.executor.Execution;
import io.parallax.limit.Deadline;
import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Domain;
import io.parallax.program.Invocation;
import io.parallax.program.Operand;
import io.parallax.program.Operation;
import io.parallax.program.Program;
import io.parallax.program.Routine;
import io.parallax.program.Slot;
import io.parallax.program.Statement;
import io.parallax.program.Statement.Compute;
import io.parallax.program.Statement.Write;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/// A routine over int64 items, for tests: the result of n > 0 is the sum of 1 … n, counted down in
/// a loop; 0 faults; a negative item never ends.
public final class ItemJob implements AutoCloseable {
  private static final int N = 0;
  private static final int SUM = 1;
  private static final int GOES_ON = 2;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment items;
  private final MemorySegment results;
  private final Program program;

  /// @param maximumTrips as in [Invocation]
  public ItemJob(long maximumTrips, long... values) {
    items = arena.allocate(Math.max(8, 8L * values.length), 64);
    results = arena.allocate(Math.max(8, 8L * values.length), 64).fill((byte) 0x5A);
    for (int at = 0; at < values.length; at++) {
      items.setAtIndex(ValueLayout.JAVA_LONG, at, values[at]);
    }
    Shape shape = Shape.of(values.length);
    Domain domain = Domain.whole(shape);
    program =
        new Program(
            List.of(
                new Slot("n", DataType.INT64, shape, Slot.Role.INPUT, Slot.EXACT),
                new Slot("result", DataType.INT64, shape, Slot.Role.RESULT, Slot.EXACT)),
            List.of(
                new Invocation(
                    routine(),
                    domain.space(),
                    domain.extents(),
                    List.of(new Operand(0, List.of(values.length == 1 ? 0L : 1L))),
                    Invocation.EVERY_ITEM,
                    List.of(),
                    List.of(1),
                    Invocation.FIRST_FAILURE,
                    List.of(0, 1),
                    maximumTrips)),
            List.of(origin(0), origin(1)),
            List.of(new Program.Result("result", 1)));
  }

  private static Program.Origin origin(int offset) {
    return new Program.Origin(new SourcePosition("def f(n):", offset), "/functions");
  }

  private static Routine routine() {
    Operation n = new Operation.Load(N, DataType.INT64);
    Operation one = new Operation.Constant(Scalar.of(1L));
    Operation zero = new Operation.Constant(Scalar.of(0L));
    Statement start =
        new Compute(
            List.of(
                n,
                zero,
                new Operation.Binary(BinaryOperation.FLOOR_DIVIDE, 1, 0, DataType.INT64, 0)),
            List.of(new Write(SUM, 2)));
    Statement test =
        new Compute(
            List.of(n, zero, new Operation.Compare(Comparison.NOT_EQUAL, 0, 1, DataType.INT64)),
            List.of(new Write(GOES_ON, 2)));
    Statement step =
        new Compute(
            List.of(
                n,
                one,
                new Operation.Binary(BinaryOperation.SUBTRACT, 0, 1, DataType.INT64, 0),
                new Operation.Load(SUM, DataType.INT64),
                new Operation.Binary(BinaryOperation.ADD, 3, 0, DataType.INT64, 0)),
            List.of(new Write(N, 2), new Write(SUM, 4)));
    return new Routine(
        "f",
        List.of(DataType.INT64, DataType.INT64, DataType.BOOL),
        List.of(N),
        List.of(),
        List.of(),
        List.of(SUM),
        List.of(start, new Statement.While(List.of(test), GOES_ON, List.of(step), 1)),
        2);
  }

  public Program program() {
    return program;
  }

  public Execution on(int parallelism, Deadline deadline) {
    return new Execution(program, List.of(items, results), parallelism, deadline);
  }

  /// The result of an item.
  public long result(int item) {
    return results.getAtIndex(ValueLayout.JAVA_LONG, item);
  }

  @Override
  public void close() {
    arena.close();
  }
}
