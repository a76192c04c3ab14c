package io.parallax.executor.testing;

import io.parallax.executor.Execution;
import io.parallax.function.Functions;
import io.parallax.language.Analyzer;
import io.parallax.language.Parser;
import io.parallax.language.Scope;
import io.parallax.language.Syntax;
import io.parallax.limit.Deadline;
import io.parallax.lowering.Conduct;
import io.parallax.lowering.Lowering;
import io.parallax.lowering.Target;
import io.parallax.program.Program;
import io.parallax.program.Slot;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Overflow;
import io.parallax.type.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A function over int64 items, for tests: the result of n > 0 is the sum of 1 … n, counted down in
/// a loop; 0 faults; a negative item never ends.
public final class ItemJob implements AutoCloseable {
  private static final String TEXT =
      """
      def f(n):
          s = 0 // n
          while n != 0:
              s += n
              n -= 1
          return s
      """;

  private final Arena arena = Arena.ofShared();
  private final List<MemorySegment> memory = new ArrayList<>();
  private final Program program;

  /// @param maximumTrips the trips that the loops of one item may make
  public ItemJob(long maximumTrips, long... values) {
    this(TEXT, maximumTrips, values);
  }

  /// Another function of that name, from an int64 to an int64.
  public ItemJob(String text, long maximumTrips, long... values) {
    ArrayType type = new ArrayType(DataType.INT64, Shape.of(values.length));
    Scope scope = Scope.of(Map.of("n", type)).with(Functions.parse(text));
    Target call =
        new Target(
            "result",
            "f(n)",
            Analyzer.within("f(n)", scope).apply((Syntax.Call) Parser.parse("f(n)")),
            "/call",
            scope);
    program = Lowering.map(call, new Conduct(Overflow.WRAP, maximumTrips), false);
    for (Slot slot : program.slots()) {
      MemorySegment segment = arena.allocate(slot.arrayType().byteSize(), 64).fill((byte) 0x5A);
      if (slot.role() == Slot.Role.INPUT) {
        MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_LONG, 0, values.length);
      }
      memory.add(segment);
    }
  }

  public Program program() {
    return program;
  }

  public Execution on(int parallelism, Deadline deadline) {
    return new Execution(program, memory, parallelism, deadline);
  }

  /// The result of an item.
  public long result(int item) {
    return memory.get(program.results().getFirst().slot()).getAtIndex(ValueLayout.JAVA_LONG, item);
  }

  @Override
  public void close() {
    arena.close();
  }
}
