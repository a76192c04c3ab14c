package io.parallax.executor;

/// How an executor reaches the arrays of an execution, which decides where they are best allocated
/// and what moving their bytes costs.
public sealed interface ArrayAccess {
  ArrayAccess DIRECT = new Direct();
  ArrayAccess SHARED = new Shared();

  /// The executor works in the memory of this process, wherever the arrays are.
  record Direct() implements ArrayAccess {}

  /// The executor works in memory that other processes of this machine see. Inputs that are stored
  /// elsewhere are copied into this memory; results that belong elsewhere are copied back.
  record Shared() implements ArrayAccess {}

  /// The executor shares no memory with this machine: every input is sent, every result received.
  ///
  /// @param nanosPerByte time to move one byte of inputs or results, in either direction; more than
  ///   0
  record Transferred(double nanosPerByte) implements ArrayAccess {
    public Transferred {
      if (!(nanosPerByte > 0)) {
        throw new IllegalArgumentException("nanoseconds a byte: " + nanosPerByte);
      }
    }
  }
}
