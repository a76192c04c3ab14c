package io.parallax.program;

/// The cut of an [Invocation]'s items into tasks: ranges of items in ascending order. The cut may
/// depend on the number of threads, because no result depends on the cut.
///
/// With [#TASKS_PER_THREAD] items for each thread or more, a task is a multiple of [#LANES] items,
/// as many that each thread gets about [#TASKS_PER_THREAD] tasks, and at most [#MOST_ITEMS]. Fewer
/// items are split evenly, one task for each thread: 10 items on 2 threads are 5 and 5.
///
/// @param items 0 or more
/// @param size items of a task; 0 where the items are split evenly
/// @param count the number of tasks
public record ItemRanges(long items, long size, long count) {
  /// Tasks of a thread, so that threads whose items take longer are relieved by the others.
  static final long TASKS_PER_THREAD = 32;

  /// The most items of a task.
  static final long MOST_ITEMS = 4_096;

  /// Items that machine code runs side by side at the most; tasks are multiples of it, so that no
  /// lane is idle but in the last task.
  static final long LANES = 16;

  /// The cut for a number of threads.
  ///
  /// @param threads at least 1
  public static ItemRanges of(long items, int threads) {
    long share = TASKS_PER_THREAD * threads;
    if (items < share) {
      return new ItemRanges(items, 0, Math.min(items, threads));
    }
    long size = Math.min(MOST_ITEMS, Math.ceilDiv(items / share, LANES) * LANES);
    return new ItemRanges(items, size, Math.ceilDiv(items, size));
  }

  /// The number of threads that have a task at the same time at the most.
  public int workers(int threads) {
    return (int) Math.min(count, threads);
  }

  /// The first item of a task.
  ///
  /// @param task 0 … `count`, where `count` gives the number of items
  public long first(long task) {
    return size == 0 && count > 0 ? task * items / count : Math.min(task * size, items);
  }

  /// The item after the last of a task.
  public long end(long task) {
    return first(task + 1);
  }
}
