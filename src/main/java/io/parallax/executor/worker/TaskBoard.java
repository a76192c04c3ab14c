package io.parallax.executor.worker;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// The numbered tasks of one step, in shared memory: the next task, whether to stop, and for each
/// task whether it has been run and the result that it left. Thread safe, also between processes.
///
/// Tasks are claimed in ascending order. A task that was claimed and not completed, because its
/// worker died, can be claimed again after [#reopen].
public final class TaskBoard {
  private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();
  private static final long LINE = 64;
  private static final long NEXT = 0;
  private static final long STOP = LINE;
  private static final long FAILED = 2 * LINE;
  private static final long TASKS = 3 * LINE;
  private static final long OPEN = 0;
  private static final long COMPLETE = 1;

  private final MemorySegment memory;
  private final long count;
  private final long taskBytes;

  private TaskBoard(MemorySegment memory, long count, int remainsLongs) {
    this.memory = memory;
    this.count = count;
    this.taskBytes = taskBytes(remainsLongs);
  }

  /// The size of a board in bytes.
  ///
  /// @param remainsLongs the number of longs in the result of each task
  public static long byteCount(long count, int remainsLongs) {
    return Math.addExact(TASKS, Math.multiplyExact(count, taskBytes(remainsLongs)));
  }

  /// Makes a new board, all of whose tasks are open.
  public static TaskBoard begin(MemorySegment memory, long count, int remainsLongs) {
    memory.fill((byte) OPEN);
    memory.set(ValueLayout.JAVA_LONG, FAILED, Long.MAX_VALUE);
    return new TaskBoard(memory, count, remainsLongs);
  }

  /// Opens a board that another process made.
  public static TaskBoard join(MemorySegment memory, long count, int remainsLongs) {
    return new TaskBoard(memory, count, remainsLongs);
  }

  /// Claims the next task and returns its index; negative when no task is left or the step was
  /// stopped.
  public long claim() {
    while (!isStopped(memory)) {
      long index = (long) WORD.getAndAdd(memory, NEXT, 1L);
      if (index >= count) {
        return -1;
      }
      if (!isComplete(index)) {
        return index;
      }
    }
    return -1;
  }

  /// The memory for the result of a task.
  public MemorySegment remains(long index) {
    return memory.asSlice(at(index) + Long.BYTES, taskBytes - Long.BYTES);
  }

  /// Marks a task as run. A thread that finds the task complete sees everything written before.
  public void complete(long index) {
    WORD.setRelease(memory, at(index), COMPLETE);
  }

  public boolean isComplete(long index) {
    return (long) WORD.getAcquire(memory, at(index)) == COMPLETE;
  }

  /// Whether every task has been run.
  public boolean isComplete() {
    for (long index = 0; index < count; index++) {
      if (!isComplete(index)) {
        return false;
      }
    }
    return true;
  }

  /// Records that a task has failed, so that the results of later tasks are not wanted. To be
  /// called before the task is complete.
  public void failed(long index) {
    long lowest = (long) WORD.getVolatile(memory, FAILED);
    while (index < lowest && !WORD.compareAndSet(memory, FAILED, lowest, index)) {
      lowest = (long) WORD.getVolatile(memory, FAILED);
    }
  }

  /// Whether a task before this one has failed.
  public boolean hasFailedBefore(long index) {
    return (long) WORD.getVolatile(memory, FAILED) < index;
  }

  /// Whether a task has failed, and it and all tasks before it are complete.
  public boolean isDecided() {
    long failed = (long) WORD.getVolatile(memory, FAILED);
    if (failed == Long.MAX_VALUE) {
      return false;
    }
    for (long index = 0; index <= failed; index++) {
      if (!isComplete(index)) {
        return false;
      }
    }
    return true;
  }

  /// The word of [#stop], for code that cannot call methods.
  public MemorySegment stopWord() {
    return memory.asSlice(STOP, LINE);
  }

  /// Tells all participants to leave, without completing their task if it takes long.
  public void stop() {
    WORD.setVolatile(memory, STOP, 1L);
  }

  /// Whether the board in this memory has been stopped.
  static boolean isStopped(MemorySegment memory) {
    return (long) WORD.getVolatile(memory, STOP) != 0;
  }

  /// Opens the tasks that are not complete, so that they can be claimed again. No thread may be
  /// taking part.
  public void reopen() {
    WORD.setVolatile(memory, NEXT, 0L);
  }

  private long at(long index) {
    return TASKS + index * taskBytes;
  }

  private static long taskBytes(int remainsLongs) {
    return (long) Long.BYTES * (1 + remainsLongs);
  }
}
