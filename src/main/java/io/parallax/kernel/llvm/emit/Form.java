package io.parallax.kernel.llvm.emit;

/// The facts that the code of a kernel depends on, and nothing else: the key of its code.
public sealed interface Form permits LoopForm, RoutineForm {
  /// The first byte of a [LoopForm].
  int LOOP = 0;

  /// The first byte of a [RoutineForm].
  int ROUTINE = 1;

  /// The operations, which bound the time and the memory that the form takes.
  int operationCount();

  /// The form as bytes, for [#of] in another process of the same service.
  byte[] toBytes();

  /// Reads the bytes that [#toBytes] writes.
  ///
  /// @throws IllegalArgumentException when the bytes are no form
  static Form of(byte[] bytes) {
    return bytes.length > 0 && bytes[0] == ROUTINE ? RoutineForm.of(bytes) : LoopForm.of(bytes);
  }
}
