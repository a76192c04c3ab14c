package io.parallax.kernel.llvm;

import io.parallax.program.Loop;
import io.parallax.program.Sink;
import java.util.Optional;

/// Which loops are not compiled, and why: the reasons are for the caller of the service.
final class Refusal {
  /// The most operations of a loop: a bound for the time a compilation takes, a few tenths of a
  /// second for so many. It grows in proportion; but twice as many may not fit the stack
  /// ([LoopEmitter] has a limit for the frame), and take more than twice as long to run.
  static final int OPERATIONS = 8_192;

  /// The most operands, and of sinks with the columns of a filter: a bound for the stack.
  static final int ARRAYS = 64;

  private Refusal() {}

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
