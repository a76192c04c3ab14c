package io.parallax.kernel.llvm;

import io.parallax.array.Elements;
import io.parallax.error.ComputeException;
import io.parallax.kernel.Frame;
import io.parallax.kernel.Kernel;
import io.parallax.kernel.LoopRun;
import io.parallax.kernel.interpreter.Interpreter;
import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.emit.ArgumentLayout;
import io.parallax.kernel.llvm.emit.LoopEmitter;
import io.parallax.kernel.llvm.emit.LoopForm;
import io.parallax.program.Program;
import io.parallax.program.Slot;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Tries kernels before they are used: over a few blocks of made-up arrays, a kernel must leave the
/// bits of the [Interpreter], fault where the interpreter faults, and touch nothing else. Sums of
/// ordinary values it must compute itself, without leaving them to an exact engine.
///
/// [Trials] chooses the trials: row lengths around the number of lanes, special values and ordinary
/// ones. Not every value can be tried; but a mistake of a compiler rarely affects only a few values
/// of a few lanes.
final class KernelProof implements AutoCloseable {
  private static final Interpreter INTERPRETER = new Interpreter();

  private final Arena arena = Arena.ofShared();
  private final KernelRuntime runtime;
  private final GuardedMemory memory;
  private final MemorySegment arguments;

  /// @param guarded whether a kernel that accesses memory outside its arrays may end the process
  KernelProof(KernelImage runtime, boolean guarded) throws CompilationException {
    this.runtime = new KernelRuntime(runtime, arena);
    this.memory = new GuardedMemory(Trial.MOST_ARRAYS, guarded);
    this.arguments = arena.allocate(ArgumentLayout.BLOCK_BYTES, Long.BYTES);
  }

  /// @throws CompilationException when the kernel does not compute what the form says
  void require(LoopForm form, KernelImage image) throws CompilationException {
    try (CodeMemory code = CodeMemory.load(image)) {
      MemorySegment kernel = code.find(LoopEmitter.NAME);
      for (Trial trial : Trials.of(form)) {
        require(trial, kernel);
      }
    }
  }

  private void require(Trial trial, MemorySegment kernel) throws CompilationException {
    List<MemorySegment> inputs = new ArrayList<>();
    Program program = trial.program();
    for (int index = 0; index < trial.inputCount(); index++) {
      Slot slot = program.slots().get(index);
      MemorySegment input = memory.array(index, slot.arrayType().byteSize());
      trial.values().fill(input, slot.arrayType().storage(), index, trial.round());
      inputs.add(input);
    }
    Frame expected = frame(trial, inputs, 0);
    Frame found = frame(trial, inputs, program.slots().size());
    Optional<String> fault = run(trial, expected, INTERPRETER.kernel(trial.loop()));
    AtomicBoolean leaves = new AtomicBoolean();
    Optional<String> faultFound =
        run(
            trial,
            found,
            (run, morsel) ->
                new KernelCall(
                        trial.bound(),
                        run,
                        morsel,
                        arguments,
                        () -> {
                          leaves.set(true);
                          return INTERPRETER.kernel(trial.loop());
                        })
                    .run(kernel, runtime.table()));
    if (leaves.get() && trial.isSummedExactly()) {
      throw different(trial, "a sum", "exact", "said not to be exact");
    }
    if (!fault.equals(faultFound)) {
      throw different(trial, "faults", fault.toString(), faultFound.toString());
    }
    requireSound(trial, program.slots().size());
    if (fault.isEmpty()) {
      requireEqual(trial, expected, found);
    }
  }

  /// The frame of a run: the inputs, and arrays of this memory for the other slots.
  ///
  /// @param first added to the number of a slot that is no input, to give the number of its array
  private Frame frame(Trial trial, List<MemorySegment> inputs, int first) {
    List<MemorySegment> slots = new ArrayList<>(inputs);
    List<Slot> all = trial.program().slots();
    for (int index = slots.size(); index < all.size(); index++) {
      slots.add(memory.array(first + index, all.get(index).arrayType().byteSize()));
    }
    return new Frame(slots);
  }

  /// @return the reason why the values cannot be computed; empty when they can
  private static Optional<String> run(Trial trial, Frame frame, Kernel kernel) {
    LoopRun run = new LoopRun(trial.program(), trial.loop(), frame);
    try {
      kernel.run(run, trial.morsel());
      run.finish();
      return Optional.empty();
    } catch (ComputeException fault) {
      return Optional.of(fault.code() + " " + fault.detail());
    }
  }

  /// Bytes that are equal are equal values. Values are compared one by one only where bytes differ,
  /// because NaNs of different bits are equal.
  private void requireEqual(Trial trial, Frame expected, Frame found) throws CompilationException {
    List<Slot> slots = trial.program().slots();
    for (int index = trial.inputCount(); index < slots.size(); index++) {
      long count = trial.elementCount(index, expected);
      long bytes = count * slots.get(index).type().byteWidth();
      MemorySegment right = expected.slots().get(index);
      MemorySegment wrong = found.slots().get(index);
      if (right.asSlice(0, bytes).mismatch(wrong.asSlice(0, bytes)) >= 0) {
        requireEqual(trial, index, count, expected, found);
      }
    }
  }

  private static void requireEqual(Trial trial, int slot, long count, Frame expected, Frame found)
      throws CompilationException {
    Slot compared = trial.program().slots().get(slot);
    for (long element = 0; element < count; element++) {
      Scalar right = scalar(expected, slot, compared.type(), element);
      Scalar wrong = scalar(found, slot, compared.type(), element);
      if (!right.equals(wrong)) {
        throw different(trial, compared.name() + "[" + element + "]", text(right), text(wrong));
      }
    }
  }

  private static Scalar scalar(Frame frame, int slot, DataType type, long element) {
    return new Scalar(type, Elements.read(frame.slots().get(slot), type, element));
  }

  private static String text(Scalar scalar) {
    return scalar.type().isFloating()
        ? Double.toHexString(scalar.asDouble())
        : Long.toString(scalar.bits());
  }

  private void requireSound(Trial trial, int first) throws CompilationException {
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
      Trial trial, String where, String right, String wrong) {
    return new CompilationException(
        CompilationException.Kind.DIFFERENT,
        "the kernel differs from the interpreter over "
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
