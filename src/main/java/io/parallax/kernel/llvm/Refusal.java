package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.emit.RoutineForm;
import io.parallax.program.Loop;
import io.parallax.program.Routine;
import io.parallax.program.Sink;
import java.util.Optional;

/// Decides which loops and routines are not compiled, and why. The reasons are for the caller of
/// the service.
final class Refusal {
  /// The most operations of a loop. They bound the time of a compilation, which is a few tenths of
  /// a second for this many operations and grows in proportion. Twice as many operations may not
  /// fit the stack ([LoopEmitter] has a limit for the frame), and take more than twice as long to
  /// run.
  static final int OPERATIONS = 8_192;

  /// The most operands, and the most sinks together with the columns of a filter. They bound the
  /// stack.
  static final int ARRAYS = 64;

  /// The most bytes of the arrays that an item has for itself; they are on the stack.
  static final long LOCAL_BYTES = 64 * 1024;

  private Refusal() {}

  static Optional<String> of(Routine routine) {
    if (RoutineForm.operations(routine.body()) > OPERATIONS) {
      return Optional.of("more than " + OPERATIONS + " operations in a function");
    }
    if (routine.parameters().size() > ARRAYS
        || routine.arrays().size() > ARRAYS
        || routine.results().size() > ARRAYS) {
      return Optional.of("more than " + ARRAYS + " arrays in a function");
    }
    if (localBytes(routine) > LOCAL_BYTES) {
      return Optional.of("more than " + LOCAL_BYTES + " bytes of arrays of an item's own");
    }
    return Optional.empty();
  }

  /// Whether the routine's items can be run side by side: the arrays of all lanes fit the stack.
  static boolean hasLanes(Routine routine) {
    return localBytes(routine) * RoutineForm.MOST_LANES <= LOCAL_BYTES;
  }

  /// The bytes of the arrays that an item has for itself.
  static long localBytes(Routine routine) {
    return routine.locals().stream()
        .mapToLong(local -> local.elementCount() * local.type().byteWidth())
        .sum();
  }

  static Optional<String> of(Loop loop) {
    if (loop.operations().size() > OPERATIONS) {
      return Optional.of("more than " + OPERATIONS + " operations in a loop");
    }
    if (loop.operands().size() > ARRAYS || targets(loop) > ARRAYS) {
      return Optional.of("more than " + ARRAYS + " arrays in a loop");
    }
    return Optional.empty();
  }

  private static int targets(Loop loop) {
    return loop.sinks().stream()
        .mapToInt(sink -> sink instanceof Sink.Compact compact ? compact.columns().size() : 1)
        .sum();
  }
}
