package io.parallax.memory;

import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// How willingly a thread gives its core up to other threads. Threads that compute for long do it
/// willingly, so that those that answer small requests in a moment do not wait for a core; where
/// nobody else wants the core, it costs nothing.
///
/// Only Linux counts it for each thread (`setpriority(2)`, Notes); elsewhere nothing is changed. A
/// thread cannot take it back without a privilege; what it starts inherits it.
public final class Niceness {
  /// A tenth of what others get where both want the same core.
  private static final int COMPUTING = 10;

  private static final int PRIO_PROCESS = 0;
  private static final int CALLER = 0;
  private static final boolean PER_THREAD = System.getProperty("os.name").equals("Linux");

  private Niceness() {}

  private static final class C {
    /// `int setpriority(int which, id_t who, int prio)`
    static final MethodHandle SETPRIORITY =
        CLibrary.function(
            "setpriority",
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT);
  }

  /// The calling platform thread, which may not be one that carries virtual threads, computes for
  /// long from now on until it ends.
  public static void compute() {
    if (PER_THREAD) {
      // Refused where the process is nicer still.
      int _ = CLibrary.call(() -> (int) C.SETPRIORITY.invokeExact(PRIO_PROCESS, CALLER, COMPUTING));
    }
  }
}
