package io.parallax.kernel.testing;

import io.parallax.array.Elements;
import io.parallax.error.ComputeException;
import io.parallax.kernel.Engine;
import io.parallax.kernel.Frame;
import io.parallax.kernel.InvocationRun;
import io.parallax.kernel.Kernel;
import io.parallax.kernel.LoopRun;
import io.parallax.kernel.RoutineKernel;
import io.parallax.kernel.interpreter.Interpreter;
import io.parallax.kernel.interpreter.RoutineInterpreter;
import io.parallax.kernel.order.OrderStatistics;
import io.parallax.program.Invocation;
import io.parallax.program.Loop;
import io.parallax.program.OrderStatistic;
import io.parallax.program.Program;
import io.parallax.program.Slot;
import io.parallax.program.Step;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Runs programs on an engine, morsel by morsel, in memory that shows it when a kernel writes where
/// it must not or leaves out what it must write.
public record EngineRunner(Engine engine, MorselOrder order) implements ProgramRunner {
  private static final byte UNTOUCHED = 0x5A;
  private static final long LINE = 64;

  /// The scalar oracle.
  public static final ProgramRunner ORACLE =
      new EngineRunner(new Interpreter(), MorselOrder.ASCENDING);

  @Override
  public Outcome run(Program program, Map<String, TestArray> inputs) {
    try (Arena arena = Arena.ofShared()) {
      List<MemorySegment> blocks = new ArrayList<>();
      List<MemorySegment> memory = new ArrayList<>();
      for (Slot slot : program.slots()) {
        long bytes = slot.arrayType().byteSize();
        MemorySegment block = arena.allocate((bytes / LINE + 2) * LINE, LINE).fill(UNTOUCHED);
        blocks.add(block);
        memory.add(block.asSlice(0, bytes));
        if (slot.role() == Slot.Role.INPUT) {
          input(inputs, slot).write(block);
        }
      }
      Frame frame = new Frame(memory);
      program.steps().forEach(step -> run(program, step, frame));
      requireUntouched(program, inputs, blocks);
      return new Outcome.Values(results(program, frame));
    } catch (ComputeException failure) {
      return new Outcome.Failure(
          failure.code(), failure.detail(), failure.position(), failure.pointer());
    }
  }

  private void run(Program program, Step step, Frame frame) {
    switch (step) {
      case Loop loop -> {
        LoopRun run = new LoopRun(program, loop, frame);
        Kernel kernel = engine.kernel(loop);
        order.forEach(run.morsels().count(), index -> kernel.run(run, run.morsels().get(index)));
        run.finish();
      }
      case OrderStatistic statistic ->
          OrderStatistics.run(
              program,
              statistic,
              frame,
              (count, piece) -> order.forEach(count, index -> piece.accept((int) index)));
      case Invocation invocation -> {
        InvocationRun run = new InvocationRun(program, invocation, frame);
        RoutineKernel kernel = new RoutineInterpreter().kernel(invocation.routine());
        order.forEach(invocation.itemCount(), item -> kernel.run(run, item, item + 1));
        run.finish();
      }
    }
  }

  private static void requireUntouched(
      Program program, Map<String, TestArray> inputs, List<MemorySegment> blocks) {
    for (int index = 0; index < blocks.size(); index++) {
      Slot slot = program.slots().get(index);
      MemorySegment block = blocks.get(index);
      long bytes = slot.arrayType().byteSize();
      if (!isUntouched(block.asSlice(bytes))) {
        throw new AssertionError("written beyond the end of " + slot);
      }
      if (slot.role() == Slot.Role.INPUT && !input(inputs, slot).isIn(block)) {
        throw new AssertionError("input overwritten: " + slot);
      }
    }
  }

  private static boolean isUntouched(MemorySegment segment) {
    for (byte value : segment.toArray(ValueLayout.JAVA_BYTE)) {
      if (value != UNTOUCHED) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, TestArray> results(Program program, Frame frame) {
    Map<String, TestArray> results = new LinkedHashMap<>();
    for (Program.Result result : program.results()) {
      Slot slot = program.slots().get(result.slot());
      MemorySegment memory = frame.slots().get(result.slot());
      ArrayType held =
          slot.countSlot() == Slot.EXACT
              ? slot.arrayType()
              : new ArrayType(
                  slot.type(),
                  Shape.of(Elements.read(frame.slots().get(slot.countSlot()), DataType.INT64, 0)));
      results.put(result.name(), TestArray.read(held, memory));
    }
    return results;
  }

  private static TestArray input(Map<String, TestArray> inputs, Slot slot) {
    return Objects.requireNonNull(inputs.get(slot.name()), slot.name());
  }
}
