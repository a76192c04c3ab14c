package io.parallax.memory;

import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Lowers the priority of threads that compute for long. Threads that answer small requests in a
/// moment then do not wait for a core. If no other thread wants the core, the low priority costs
/// nothing.
///
/// Only Linux has a priority for each thread (`setpriority(2)`, Notes); elsewhere nothing is
/// changed. A thread cannot raise its priority again without a privilege, and the threads it starts
/// inherit it.
public final class Niceness {
  /// The niceness of a computing thread. The thread gets a tenth of the time of another thread that
  /// wants the same core.
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

  /// Lowers the priority of the calling platform thread until the thread ends. Not to be called on
  /// a thread that carries virtual threads.
  public static void compute() {
    if (PER_THREAD) {
      // The call fails if the process is already nicer.
      int _ = CLibrary.call(() -> (int) C.SETPRIORITY.invokeExact(PRIO_PROCESS, CALLER, COMPUTING));
    }
  }
}
