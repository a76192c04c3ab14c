package io.parallax.executor.worker;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// A worker's signs of life, in shared memory. Thread safe, also between processes.
public final class Heartbeat {
  /// The size of a heartbeat in bytes.
  public static final long BYTES = 128;

  private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();
  private static final long BEATS = 0;
  private static final long WARM = 8;
  private static final long TASKS = 64;

  private final MemorySegment memory;

  public Heartbeat(MemorySegment memory) {
    this.memory = memory;
  }

  /// Shows that the process runs, by increasing a counter.
  void beat() {
    WORD.getAndAdd(memory, BEATS, 1L);
  }

  /// Shows that the work goes on, by increasing a counter.
  void progress() {
    WORD.getAndAdd(memory, TASKS, 1L);
  }

  /// Shows that the worker's loops are compiled, or that the worker has stopped trying to compile
  /// them.
  void warm() {
    WORD.setVolatile(memory, WARM, 1L);
  }

  /// Whether the process has shown that its loops are compiled.
  public boolean isWarm() {
    return (long) WORD.getVolatile(memory, WARM) != 0;
  }

  /// How often the process has shown that it runs.
  public long beats() {
    return (long) WORD.getVolatile(memory, BEATS);
  }

  /// How often the work has shown that it goes on.
  public long steps() {
    return (long) WORD.getVolatile(memory, TASKS);
  }
}
