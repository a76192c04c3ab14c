package io.parallax.kernel.block;

import io.parallax.array.Elements;
import io.parallax.error.SourcePosition;
import io.parallax.kernel.Frame;
import io.parallax.kernel.LoopRun;
import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.LoopKey;
import io.parallax.program.Loop;
import io.parallax.program.Operand;
import io.parallax.program.Operation;
import io.parallax.program.Program;
import io.parallax.program.Sink;
import io.parallax.program.Slot;
import io.parallax.program.Space;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A small loop around one operation, reduction or compaction, with a kernel and memory to run it.
final class WarmUpCase {
  /// The origin of all operations of the loop.
  static final int ORIGIN = 0;

  private static final long ELEMENTS = Block.GRAIN;
  private static final int POLYNOMIAL_STEPS = 8;
  private static final Slot COUNT =
      new Slot("count", DataType.INT64, Shape.SCALAR, Slot.Role.RESULT, Slot.EXACT);

  private final Program program;
  private final Loop loop;
  private final Frame frame;
  private final BlockKernel kernel;

  /// A case that runs the first loop of a program.
  WarmUpCase(Program program, Arena arena, Function<Loop, BlockKernel> engine) {
    this.program = program;
    loop = program.loops().getFirst();
    frame = new Frame(program.slots().stream().map(slot -> filled(slot, arena)).toList());
    kernel = engine.apply(loop);
  }

  private WarmUpCase(Builder builder, Arena arena, BlockEngine engine) {
    this(builder.program(), arena, engine::blockKernel);
  }

  static WarmUpCase of(LoopKey key, Arena arena, BlockEngine engine) {
    Builder builder = new Builder();
    Operation operation = key.operation();
    for (int operand = 0; operand < operation.operands().size(); operand++) {
      boolean uniform = (key.uniform() >> operand & 1) != 0;
      builder.load(operandType(operation, operand), uniform);
    }
    builder.operations.add(withOrigin(operation));
    int value = operation.operands().size();
    builder.sinks.add(new Sink.Store(value, builder.slot(operation.type(), ELEMENTS)));
    return new WarmUpCase(builder, arena, engine);
  }

  static WarmUpCase of(LoopProvider.ReduceKey key, Arena arena, BlockEngine engine) {
    Builder builder = new Builder();
    int value = builder.load(key.type(), false);
    int mask = key.masked() ? builder.load(DataType.BOOL, false) : Sink.NO_MASK;
    int slot = builder.slot(key.type(), 1);
    builder.sinks.add(new Sink.Reduce(key.reduction(), value, mask, slot, ORIGIN));
    return new WarmUpCase(builder, arena, engine);
  }

  /// A case that runs a polynomial of a float type.
  static WarmUpCase ofPolynomial(DataType type, Arena arena, BlockEngine engine) {
    Builder builder = new Builder();
    int x = builder.load(type, false);
    builder.operations.add(new Operation.Constant(new Scalar(type, 0)));
    int coefficient = builder.operations.size() - 1;
    int value = x;
    for (int step = 0; step < POLYNOMIAL_STEPS; step++) {
      builder.operations.add(new Operation.FusedMultiplyAdd(value, x, coefficient, type));
      value = builder.operations.size() - 1;
    }
    builder.sinks.add(new Sink.Store(value, builder.slot(type, ELEMENTS)));
    return new WarmUpCase(builder, arena, engine);
  }

  static WarmUpCase ofCompaction(DataType type, Arena arena, BlockEngine engine) {
    Builder builder = new Builder();
    int mask = builder.load(DataType.BOOL, false);
    int value = builder.load(type, false);
    builder.slots.add(COUNT);
    int count = builder.slots.size() - 1;
    builder.slots.add(new Slot("", type, Shape.of(ELEMENTS), Slot.Role.RESULT, count));
    Sink.Column column = new Sink.Column(value, builder.slots.size() - 1);
    builder.sinks.add(new Sink.Compact(mask, List.of(column), count));
    return new WarmUpCase(builder, arena, engine);
  }

  /// Runs the loop `times` times.
  ///
  /// @return the time per element, in nanoseconds
  double run(int times) {
    LoopRun run = new LoopRun(program, loop, frame);
    long start = System.nanoTime();
    kernel.repeat(run, run.morsels().get(0), times);
    return (System.nanoTime() - start) / ((double) times * loop.elementCount());
  }

  /// Memory filled with values that every operation accepts: no value is zero, negative or
  /// subnormal.
  private static MemorySegment filled(Slot slot, Arena arena) {
    DataType type = slot.type();
    long count = slot.shape().elementCount();
    MemorySegment memory = arena.allocate(count * type.byteWidth(), Long.BYTES);
    for (long i = 0; i < count; i++) {
      long bits =
          switch (type) {
            case BOOL -> i & 1;
            case INT32, INT64 -> 3;
            case FLOAT32 -> Scalar.of(1.5f).bits();
            case FLOAT64 -> Scalar.of(1.5).bits();
          };
      Elements.write(memory, type, i, bits);
    }
    return memory;
  }

  static Operation withOrigin(Operation operation) {
    return operation instanceof Operation.Binary binary
        ? new Operation.Binary(
            binary.operation(), binary.left(), binary.right(), binary.type(), ORIGIN)
        : operation;
  }

  static DataType operandType(Operation operation, int operand) {
    return switch (operation) {
      case Operation.Compare compare -> compare.operandType();
      case Operation.Convert convert -> convert.from();
      case Operation.Lookup lookup -> lookup.table().indexType();
      case Operation.Select select -> operand == 0 ? DataType.BOOL : select.type();
      case Operation other -> other.type();
    };
  }

  private static final class Builder {
    private final List<Slot> slots = new ArrayList<>();
    private final List<Operand> operands = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private final List<Sink> sinks = new ArrayList<>();

    Program program() {
      Space space = new Space(Shape.of(ELEMENTS), List.of(0));
      Loop loop = new Loop(space, List.of(ELEMENTS), 1, operands, operations, sinks);
      Program.Origin origin = new Program.Origin(new SourcePosition("", 0), "");
      return new Program(slots, List.of(loop), List.of(origin), List.of());
    }

    int load(DataType type, boolean uniform) {
      int slot = slot(type, uniform ? 1 : ELEMENTS);
      operands.add(new Operand(slot, List.of(uniform ? 0L : 1L)));
      operations.add(new Operation.Load(operands.size() - 1, type));
      return operations.size() - 1;
    }

    int slot(DataType type, long elements) {
      slots.add(new Slot("", type, Shape.of(elements), Slot.Role.RESULT, Slot.EXACT));
      return slots.size() - 1;
    }
  }
}
