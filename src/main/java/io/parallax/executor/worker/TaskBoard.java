package io.parallax.executor.worker;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// The numbered tasks of one step, in shared memory: which is next, whether to stop, and for each
/// whether it has been run and what it left. Thread safe, also between processes.
///
/// Tasks are claimed in ascending order. One that was claimed and not completed, because its worker
/// died, is found again after [#reopen].
public final class TaskBoard {
  private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();
  private static final long LINE = 64;
  private static final long NEXT = 0;
  private static final long STOP = LINE;
  private static final long TASKS = 2 * LINE;
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

  /// The bytes of a board.
  ///
  /// @param remainsLongs longs that each task leaves
  public static long byteCount(long count, int remainsLongs) {
    return Math.addExact(TASKS, Math.multiplyExact(count, taskBytes(remainsLongs)));
  }

  /// A new board, all of whose tasks are open.
  public static TaskBoard begin(MemorySegment memory, long count, int remainsLongs) {
    memory.fill((byte) OPEN);
    return new TaskBoard(memory, count, remainsLongs);
  }

  /// The board that another process began.
  public static TaskBoard join(MemorySegment memory, long count, int remainsLongs) {
    return new TaskBoard(memory, count, remainsLongs);
  }

  /// The next task to run; negative when there is none or the step has been stopped.
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

  /// Where a task leaves what it has to.
  public MemorySegment remains(long index) {
    return memory.asSlice(at(index) + Long.BYTES, taskBytes - Long.BYTES);
  }

  /// Marks a task as run; everything written before is seen by whoever finds it complete.
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

  /// Tells all who take part to leave, without completing their task if that takes long.
  public void stop() {
    WORD.setVolatile(memory, STOP, 1L);
  }

  /// Whether the board in this memory has been stopped.
  static boolean isStopped(MemorySegment memory) {
    return (long) WORD.getVolatile(memory, STOP) != 0;
  }

  /// Lets the tasks that are not complete be claimed again. Nobody may be taking part.
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
