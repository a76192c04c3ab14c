package io.parallax.executor.testing;

import java.io.IOException;
import java.util.List;

/// Signals to real processes.
public final class Signals {
  private Signals() {}

  /// Sends a signal; a process that is gone already gets none.
  ///
  /// @param name such as `KILL`
  public static void send(String name, long pid) {
    try {
      Process kill =
          new ProcessBuilder(List.of("sh", "-c", "kill -" + name + " " + pid + " 2>&1"))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      kill.waitFor();
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }
}
