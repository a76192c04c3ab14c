package io.parallax.kernel;

import java.util.Locale;

/// One routine in executable form. Thread safe: several threads may run different items at the same
/// time.
public interface RoutineKernel {
  /// Runs the items from `first` to before `end`, as [InvocationRun] says, in ascending order as
  /// far as anybody can see. Never throws because of the data.
  ///
  /// Ends early once [InvocationRun#isOver], which it asks within every loop of the routine at
  /// least once in a few milliseconds; what it leaves behind then is of no use. May end early after
  /// an item that failed, unless failures are collected.
  void run(InvocationRun run, long first, long end);

  /// How the items are run.
  Mode mode();

  /// How many items are run side by side in one thread.
  default int lanes() {
    return 1;
  }

  /// A way of running items.
  enum Mode {
    /// The interpreter of tests.
    INTERPRETED,
    /// JVM bytecode, an item at a time.
    BYTECODE,
    /// Machine code, an item at a time.
    SCALAR,
    /// Machine code, several items side by side.
    LANES;

    /// The name in answers, such as `scalar`.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
