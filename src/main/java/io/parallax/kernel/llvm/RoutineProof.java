package io.parallax.kernel.llvm;

import io.parallax.array.Elements;
import io.parallax.error.ComputeException;
import io.parallax.kernel.Frame;
import io.parallax.kernel.InvocationRun;
import io.parallax.kernel.interpreter.RoutineInterpreter;
import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.emit.ArgumentLayout;
import io.parallax.kernel.llvm.emit.RoutineForm;
import io.parallax.kernel.llvm.emit.routine.RoutineEmitter;
import io.parallax.kernel.llvm.emit.routine.RoutineLayout;
import io.parallax.program.ItemFault;
import io.parallax.program.Program;
import io.parallax.program.Slot;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Tries the code of routines before it is used: over made-up arrays it must leave the results,
/// faults and trips of the [RoutineInterpreter], and touch nothing else. Items may make few trips
/// in a trial, so that it ends whatever the routine is.
///
/// Code that runs items side by side is tried for the items that do not fail, with as many trips as
/// a group may take; it must run such a group to its end. Any other group it may leave to be run
/// one item after the other.
final class RoutineProof implements AutoCloseable {
  private static final RoutineInterpreter INTERPRETER = new RoutineInterpreter();

  /// The most operations that the interpreter computes for one trial.
  private static final long MOST_OPERATIONS = 100_000;

  /// The items of a trial: a group of lanes and a rest.
  private static final long ITEMS = 21;

  private final Arena arena = Arena.ofShared();
  private final KernelRuntime runtime;
  private final GuardedMemory memory;
  private final MemorySegment arguments;
  private final MemorySegment stopWord;

  /// @param guarded see [KernelProof]
  RoutineProof(KernelImage runtime, boolean guarded) throws CompilationException {
    this.runtime = new KernelRuntime(runtime, arena);
    this.memory = new GuardedMemory(RoutineTrial.MOST_ARRAYS, guarded);
    this.arguments = arena.allocate(ArgumentLayout.BLOCK_BYTES, Long.BYTES);
    this.stopWord = arena.allocate(Long.BYTES, Long.BYTES);
  }

  /// @throws CompilationException when the code does not compute what the form says
  void require(RoutineForm form, KernelImage image) throws CompilationException {
    try (CodeMemory code = CodeMemory.load(image)) {
      MemorySegment function = code.find(RoutineEmitter.NAME);
      long trips =
          Math.clamp(MOST_OPERATIONS / (ITEMS * Math.max(1, form.operationCount())), 4, 1_000);
      int round = 0;
      for (SyntheticValues values :
          List.of(SyntheticValues.MILD, SyntheticValues.SPECIAL, SyntheticValues.FAULTLESS)) {
        for (boolean collects : new boolean[] {true, false}) {
          require(
              form,
              RoutineTrial.of(form.routine(), ITEMS, trips, collects, values, round++),
              function);
        }
      }
      if (form.mode() == RoutineForm.Mode.LANES && !form.routine().arrays().isEmpty()) {
        for (boolean collects : new boolean[] {true, false, true}) {
          require(
              form,
              RoutineTrial.inOrder(form.routine(), ITEMS, trips, collects, round++),
              function);
        }
      }
    }
  }

  private void require(RoutineForm form, RoutineTrial trial, MemorySegment function)
      throws CompilationException {
    Program program = trial.program();
    List<MemorySegment> inputs = new ArrayList<>();
    for (int index = 0; index < trial.inputCount(); index++) {
      Slot slot = program.slots().get(index);
      MemorySegment input = memory.array(index, slot.arrayType().byteSize());
      trial.fill(index, input);
      inputs.add(input);
    }
    Frame expected = frame(trial, inputs, 0);
    Frame found = frame(trial, inputs, program.slots().size());
    InvocationRun right = run(trial, expected);
    INTERPRETER.kernel(form.routine()).run(right, 0, trial.invocation().itemCount());
    RoutineTrial lanes = trial;
    if (form.mode() == RoutineForm.Mode.LANES && trial.invocation().collectsFailures()) {
      lanes = trial.withMoreTrips(form.lanes());
      leaveOutFailures(trial, inputs.getLast(), expected);
      right = run(trial, expected);
      INTERPRETER.kernel(form.routine()).run(right, 0, trial.invocation().itemCount());
    }
    InvocationRun tried = run(lanes, found);
    boolean whole = run(form, tried, function, trial.invocation().itemCount());
    requireSound(trial, program.slots().size());
    if (!whole) {
      if (lanes.equals(trial)) {
        return;
      }
      throw different(trial, "a group without failures", "run to its end", "left");
    }
    String fault = fault(right);
    if (!fault.equals(fault(tried))) {
      throw different(trial, "the first fault", fault, fault(tried));
    }
    if (right.trips() != tried.trips()) {
      throw different(
          trial, "the number of trips", Long.toString(right.trips()), Long.toString(tried.trips()));
    }
    if (fault.isEmpty()) {
      requireEqual(trial, expected, found);
    }
  }

  /// Changes the mask so that the items that fail do not run.
  private static void leaveOutFailures(RoutineTrial trial, MemorySegment mask, Frame frame) {
    MemorySegment failures = frame.slots().get(trial.invocation().failures());
    for (long item = 0; item < trial.invocation().itemCount(); item++) {
      if (Elements.read(failures, DataType.INT64, item) != ItemFault.NONE) {
        Elements.write(mask, DataType.BOOL, item, 0);
      }
    }
  }

  /// Runs all items.
  ///
  /// @return whether all items were run; false where some are to be run one after the other
  private boolean run(RoutineForm form, InvocationRun run, MemorySegment function, long items) {
    RoutineCall call = new RoutineCall(form.routine(), run, arguments, runtime.table());
    call.locate(0, items);
    long outcome = call.call(function, 0, items);
    if (outcome == RoutineLayout.FAULT) {
      run.failed(call.done(), call.code());
    }
    return outcome != RoutineLayout.RERUN;
  }

  private InvocationRun run(RoutineTrial trial, Frame frame) {
    return new InvocationRun(trial.program(), trial.invocation(), frame, () -> false, stopWord);
  }

  private static String fault(InvocationRun run) {
    try {
      run.finish();
      return "";
    } catch (ComputeException fault) {
      return fault.code() + " " + fault.detail();
    }
  }

  private Frame frame(RoutineTrial trial, List<MemorySegment> inputs, int first) {
    List<MemorySegment> slots = new ArrayList<>(inputs);
    List<Slot> all = trial.program().slots();
    for (int index = slots.size(); index < all.size(); index++) {
      slots.add(memory.array(first + index, all.get(index).arrayType().byteSize()));
    }
    return new Frame(slots);
  }

  private static void requireEqual(RoutineTrial trial, Frame expected, Frame found)
      throws CompilationException {
    List<Slot> slots = trial.program().slots();
    for (int index = trial.inputCount(); index < slots.size(); index++) {
      Slot slot = slots.get(index);
      for (long item = 0; item < slot.shape().elementCount(); item++) {
        Scalar right = scalar(expected, index, slot, item);
        Scalar wrong = scalar(found, index, slot, item);
        if (!right.equals(wrong)) {
          throw different(
              trial, slot.name() + "[" + item + "]", right.toString(), wrong.toString());
        }
      }
    }
  }

  private static Scalar scalar(Frame frame, int index, Slot slot, long item) {
    return new Scalar(slot.type(), Elements.read(frame.slots().get(index), slot.type(), item));
  }

  private void requireSound(RoutineTrial trial, int first) throws CompilationException {
    List<Slot> slots = trial.program().slots();
    for (int index = 0; index < slots.size(); index++) {
      int array = index < trial.inputCount() ? index : first + index;
      if (!memory.isSound(array, slots.get(index).arrayType().byteSize())) {
        throw different(
            trial, slots.get(index).name(), "as long as it should be", "written beyond its ends");
      }
    }
  }

  private static CompilationException different(
      RoutineTrial trial, String where, String right, String wrong) {
    return new CompilationException(
        CompilationException.Kind.DIFFERENT,
        "the code differs from the interpreter over "
            + trial
            + ": "
            + where
            + " is "
            + wrong
            + ", not "
            + right);
  }

  @Override
  public void close() {
    memory.close();
    runtime.close();
    arena.close();
  }
}
