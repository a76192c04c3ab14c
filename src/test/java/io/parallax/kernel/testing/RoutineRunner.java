package io.parallax.kernel.testing;

import io.parallax.error.ComputeException;
import io.parallax.kernel.Frame;
import io.parallax.kernel.InvocationRun;
import io.parallax.kernel.RoutineEngine;
import io.parallax.kernel.RoutineKernel;
import io.parallax.kernel.interpreter.RoutineInterpreter;
import io.parallax.program.Program;
import io.parallax.program.Slot;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Runs the invocation of a case on an engine, range by range, in memory that shows it when a
/// kernel writes where it must not or leaves out what it must write.
public record RoutineRunner(RoutineEngine engine, RoutineCut cut) {
  /// The engine that defines what is right.
  public static final RoutineRunner ORACLE =
      new RoutineRunner(new RoutineInterpreter(), RoutineCut.WHOLE);

  private static final byte UNTOUCHED = 0x5A;
  private static final long LINE = 64;

  public RoutineOutcome run(RoutineCase given) {
    Program program = given.program();
    try (Arena arena = Arena.ofShared()) {
      List<MemorySegment> blocks = new ArrayList<>();
      List<MemorySegment> memory = new ArrayList<>();
      for (Slot slot : program.slots()) {
        long bytes = slot.arrayType().byteSize();
        MemorySegment block = arena.allocate((bytes / LINE + 3) * LINE, LINE).fill(UNTOUCHED);
        blocks.add(block);
        memory.add(block.asSlice(LINE, bytes));
        if (slot.role() == Slot.Role.INPUT) {
          input(given, slot).write(memory.getLast());
        }
      }
      RoutineOutcome outcome = run(given, new Frame(memory));
      for (int index = 0; index < blocks.size(); index++) {
        requireUntouched(given, program.slots().get(index), blocks.get(index));
      }
      return outcome;
    }
  }

  private RoutineOutcome run(RoutineCase given, Frame frame) {
    Program program = given.program();
    InvocationRun run = new InvocationRun(program, given.invocation(), frame);
    RoutineKernel kernel = engine.kernel(given.routine());
    long items = given.invocation().itemCount();
    order(items)
        .forEach(
            Math.ceilDiv(items, cut.items()),
            range -> {
              long first = range * cut.items();
              kernel.run(run, first, first + Math.min(cut.items(), items - first));
            });
    try {
      run.finish();
    } catch (ComputeException failure) {
      return new RoutineOutcome(
          Optional.of(
              new Outcome.Failure(
                  failure.code(), failure.detail(), failure.position(), failure.pointer())),
          Map.of(),
          0);
    }
    Map<String, TestArray> results = new LinkedHashMap<>();
    for (Program.Result result : program.results()) {
      Slot slot = program.slots().get(result.slot());
      results.put(
          result.name(), TestArray.read(slot.arrayType(), frame.slots().get(result.slot())));
    }
    return new RoutineOutcome(Optional.empty(), results, run.trips());
  }

  private MorselOrder order(long items) {
    return items <= cut.items() ? MorselOrder.ASCENDING : cut.order();
  }

  private static void requireUntouched(RoutineCase given, Slot slot, MemorySegment block) {
    long bytes = slot.arrayType().byteSize();
    if (!isUntouched(block.asSlice(0, LINE)) || !isUntouched(block.asSlice(LINE + bytes))) {
      throw new AssertionError("written outside of " + slot);
    }
    if (slot.role() == Slot.Role.INPUT && !input(given, slot).isIn(block.asSlice(LINE, bytes))) {
      throw new AssertionError("input overwritten: " + slot);
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

  private static TestArray input(RoutineCase given, Slot slot) {
    return Objects.requireNonNull(given.inputs().get(slot.name()), slot.name());
  }
}
