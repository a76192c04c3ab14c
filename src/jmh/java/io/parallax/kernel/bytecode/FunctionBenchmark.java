package io.parallax.kernel.bytecode;

import io.parallax.error.SourcePosition;
import io.parallax.function.Functions;
import io.parallax.kernel.Frame;
import io.parallax.kernel.InvocationRun;
import io.parallax.kernel.RoutineKernel;
import io.parallax.language.Callables.ArgumentType;
import io.parallax.lowering.RoutineLowering;
import io.parallax.program.Invocation;
import io.parallax.program.Operand;
import io.parallax.program.Program;
import io.parallax.program.Routine;
import io.parallax.program.Slot;
import io.parallax.program.Space;
import io.parallax.type.DataType;
import io.parallax.type.Overflow;
import io.parallax.type.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The time of a caller's function over its items as bytecode, in milliseconds, on one thread.
/// `src/jmh/c/items.c` has the same functions.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class FunctionBenchmark {
  private static final long MOST_TRIPS = 100_000_000_000L;

  @Param FunctionOfItems function = FunctionOfItems.FACTORIAL;

  @Param({"ERROR", "WRAP"})
  Overflow overflow = Overflow.ERROR;

  private final Arena arena = Arena.ofShared();
  private Program program;
  private Frame frame;
  private RoutineKernel kernel;

  @Setup
  public void prepare() {
    Functions functions = Functions.parse(function.text());
    Routine routine =
        RoutineLowering.of(
                functions.signature(
                    functions.last(), List.of(new ArgumentType.Item(DataType.INT64))),
                overflow)
            .routine();
    kernel = new BytecodeEngine().kernel(routine);
    Shape shape = Shape.of(function.items());
    Invocation invocation =
        new Invocation(
            routine,
            new Space(shape, List.of(0)),
            shape.extents(),
            List.of(new Operand(0, List.of(1L))),
            Invocation.EVERY_ITEM,
            List.of(),
            List.of(1),
            Invocation.FIRST_FAILURE,
            Collections.nCopies(routine.origins(), 0),
            MOST_TRIPS);
    program =
        new Program(
            List.of(
                new Slot("i", DataType.INT64, shape, Slot.Role.INPUT, Slot.EXACT),
                new Slot("result", DataType.INT64, shape, Slot.Role.RESULT, Slot.EXACT)),
            List.of(invocation),
            List.of(new Program.Origin(new SourcePosition("f", 0), Functions.POINTER)),
            List.of(new Program.Result("result", 1)));
    MemorySegment items = arena.allocate(ValueLayout.JAVA_LONG, function.items());
    for (int item = 0; item < function.items(); item++) {
      items.setAtIndex(ValueLayout.JAVA_LONG, item, item);
    }
    frame = new Frame(List.of(items, arena.allocate(ValueLayout.JAVA_LONG, function.items())));
  }

  @TearDown
  public void release() {
    arena.close();
  }

  /// The results.
  @Benchmark
  public MemorySegment bytecode() {
    InvocationRun run = new InvocationRun(program, program.invocations().getFirst(), frame);
    kernel.run(run, 0, function.items());
    run.finish();
    return frame.slots().getLast();
  }
}
