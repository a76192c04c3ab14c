package io.parallax.kernel.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.error.SourcePosition;
import io.parallax.kernel.Frame;
import io.parallax.kernel.InvocationRun;
import io.parallax.kernel.RoutineKernel;
import io.parallax.kernel.testing.RoutineCase;
import io.parallax.kernel.testing.RoutineCut;
import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Fault;
import io.parallax.program.Invocation;
import io.parallax.program.Operation;
import io.parallax.program.Program;
import io.parallax.program.Routine;
import io.parallax.program.Slot;
import io.parallax.program.Space;
import io.parallax.program.Statement;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BytecodeKernelTest {
  private static final int OPERATIONS_BETWEEN_LOOKS = 1_000;

  private final BytecodeEngine engine =
      new BytecodeEngine(OPERATIONS_BETWEEN_LOOKS, RoutineClass.LARGEST);

  @Test
  void aLoopWithoutEndEndsOnceItsRunIsOver() {
    Routine routine = forEver();
    AtomicInteger asked = new AtomicInteger();
    Program program = invoking(routine, Long.MAX_VALUE);
    try (Arena arena = Arena.ofConfined()) {
      InvocationRun run =
          new InvocationRun(
              program,
              program.invocations().getFirst(),
              new Frame(List.of(arena.allocate(Long.BYTES))),
              () -> asked.incrementAndGet() > 5,
              MemorySegment.ofArray(new long[1]));

      engine.kernel(routine).run(run, 0, 1);

      assertThat(run.trips()).isBetween(1L, 5L * OPERATIONS_BETWEEN_LOOKS);
    }
  }

  @Test
  void aRoutineThatEqualsAKnownOneHasItsKernel() {
    RoutineKernel known = engine.kernel(adding(7));

    assertThat(engine.kernel(adding(7))).isSameAs(known);
    assertThat(engine.kernel(adding(8))).isNotSameAs(known);
  }

  @Test
  void classesOfRoutinesNoLongerAskedForAreUnloaded() {
    List<WeakReference<Class<?>>> classes = new ArrayList<>();
    for (int number = 0; number < 4 * BytecodeEngine.MOST_KEPT; number++) {
      BytecodeKernel kernel = (BytecodeKernel) engine.kernel(adding(number));
      classes.add(new WeakReference<>(kernel.written().loop().getClass()));
    }
    long loaded = classes.size();
    for (int attempt = 0; loaded > BytecodeEngine.MOST_KEPT && attempt < 100; attempt++) {
      System.gc();
      loaded = classes.stream().filter(each -> each.get() != null).count();
    }

    assertThat(loaded).isLessThanOrEqualTo(BytecodeEngine.MOST_KEPT);
    assertThat(engine.kernel(adding(0))).isNotNull();
  }

  @Test
  void aLineOfThousandsOfOperationsIsCutIntoMethodsThatAreCompiled() {
    int length = 8_000;
    List<Operation> operations = new ArrayList<>();
    operations.add(new Operation.Constant(Scalar.of(3L)));
    operations.add(new Operation.Constant(Scalar.of(0x9E37_79B9_7F4A_7C15L)));
    for (int at = 2; at < length; at++) {
      BinaryOperation operation =
          List.of(BinaryOperation.MULTIPLY, BinaryOperation.XOR, BinaryOperation.ADD).get(at % 3);
      operations.add(
          new Operation.Binary(
              operation, at - 1, Math.max(0, at - 1 - at % 300), DataType.INT64, 0));
    }
    Routine routine =
        routine(
            List.of(
                new Statement.Compute(operations, List.of(new Statement.Write(0, length - 1)))));

    new RoutineCase("long line", invoking(routine, 0), Map.of()).check(engine, RoutineCut.WHOLE);

    assertThat(((BytecodeKernel) engine.kernel(routine)).written().largestMethod())
        .isLessThanOrEqualTo(CodeSize.COMPILED);
  }

  /// The loop is left in the fourth of its 10 trips, each trip from the fourth on is left in the
  /// middle, or the fourth faults.
  @Test
  void tripsOfALoopInOnePieceThatAreNotMadeAreGivenBack() {
    for (Statement way :
        List.of(
            new Statement.Leave(0),
            new Statement.Leave(1),
            new Statement.Raise(Fault.OVERFLOW, 0))) {
      Statement decide =
          new Statement.Compute(
              List.of(
                  new Operation.Load(3, DataType.INT64),
                  new Operation.Constant(Scalar.of(3L)),
                  new Operation.Compare(Comparison.GREATER_EQUAL, 0, 1, DataType.INT64)),
              List.of(new Statement.Write(1, 2)));
      Statement body =
          new Statement.Scope(1, List.of(decide, new Statement.Branch(1, List.of(way), List.of())));
      Routine routine =
          new Routine(
              "f",
              List.of(DataType.INT64, DataType.BOOL, DataType.INT64, DataType.INT64),
              List.of(),
              List.of(),
              List.of(),
              List.of(0),
              List.of(
                  new Statement.Compute(
                      List.of(
                          new Operation.Constant(Scalar.of(0L)),
                          new Operation.Constant(Scalar.of(10L))),
                      List.of(new Statement.Write(0, 0), new Statement.Write(2, 1))),
                  new Statement.Scope(0, List.of(new Statement.Counted(2, 3, List.of(body), 0)))),
              1);

      new RoutineCase(way.toString(), collecting(routine), Map.of())
          .check(engine, RoutineCut.WHOLE);
    }
  }

  @Test
  void aThreadTakesNoMoreThanIsChargedForIt() {
    Routine routine =
        new Routine(
            "f",
            List.of(DataType.INT64, DataType.BOOL),
            List.of(),
            List.of(),
            List.of(new Routine.Local(DataType.FLOAT64, List.of(50L))),
            List.of(0),
            List.of(),
            1);
    Program program = invoking(routine, 1);
    InvocationRun run =
        new InvocationRun(
            program,
            program.invocations().getFirst(),
            new Frame(List.of(MemorySegment.ofArray(new long[1]))));

    ItemBlock block =
        new ItemBlock(routine, run, BytecodeKernel.BLOCK, 1, routine.variables().size());

    long bytes =
        Stream.of(
                Stream.of(block.columns),
                Stream.of(block.locals),
                Stream.of(block.longs, block.ints, block.floats, block.doubles))
            .flatMap(arrays -> arrays)
            .mapToLong(BytecodeKernelTest::bytes)
            .sum();
    assertThat(bytes).isEqualTo(256 * 8 + 50 * 8 + 2 * 24);
    assertThat(engine.scratchBytes(routine)).isEqualTo(bytes);
  }

  private static long bytes(Object array) {
    return switch (array) {
      case int[] ints -> 4L * ints.length;
      case float[] floats -> 4L * floats.length;
      case long[] longs -> 8L * longs.length;
      case double[] doubles -> 8L * doubles.length;
      default -> throw new IllegalArgumentException(array.toString());
    };
  }

  private static Routine forEver() {
    Statement yes =
        new Statement.Compute(
            List.of(new Operation.Constant(Scalar.of(true))), List.of(new Statement.Write(1, 0)));
    return routine(List.of(new Statement.While(List.of(yes), 1, List.of(), 0)));
  }

  private static Routine adding(long number) {
    return routine(
        List.of(
            new Statement.Compute(
                List.of(new Operation.Constant(Scalar.of(number))),
                List.of(new Statement.Write(0, 0)))));
  }

  /// A routine without parameters whose result is an int64.
  private static Routine routine(List<Statement> body) {
    return new Routine(
        "f",
        List.of(DataType.INT64, DataType.BOOL),
        List.of(),
        List.of(),
        List.of(),
        List.of(0),
        body,
        1);
  }

  /// A program that runs such a routine for one item.
  private static Program invoking(Routine routine, long maximumTrips) {
    return new Program(
        List.of(new Slot("result", DataType.INT64, Shape.of(1), Slot.Role.RESULT, Slot.EXACT)),
        List.of(invocation(routine, maximumTrips, Invocation.FIRST_FAILURE)),
        List.of(new Program.Origin(new SourcePosition("f", 0), "/functions")),
        List.of(new Program.Result("result", 0)));
  }

  /// The same, where the failure of the item is a result.
  private static Program collecting(Routine routine) {
    return new Program(
        List.of(
            new Slot("result", DataType.INT64, Shape.of(1), Slot.Role.RESULT, Slot.EXACT),
            new Slot("failures", DataType.INT64, Shape.of(1), Slot.Role.RESULT, Slot.EXACT)),
        List.of(invocation(routine, 100, 1)),
        List.of(new Program.Origin(new SourcePosition("f", 0), "/functions")),
        List.of(new Program.Result("result", 0), new Program.Result("failures", 1)));
  }

  private static Invocation invocation(Routine routine, long maximumTrips, int failures) {
    return new Invocation(
        routine,
        new Space(Shape.of(1), List.of(0)),
        List.of(1L),
        List.of(),
        Invocation.EVERY_ITEM,
        List.of(),
        List.of(0),
        failures,
        List.of(0),
        maximumTrips);
  }
}
