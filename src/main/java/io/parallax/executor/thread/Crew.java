package io.parallax.executor.thread;

/// Threads that can be asked to help with the tasks of a group.
public interface Crew {
  /// Nobody: the group's owner runs every task.
  Crew NONE = (_, _) -> {};

  /// Asks up to that many threads to call [TaskGroup#runNext] until it answers false. Returns at
  /// once. Threads that are busy come later, too late or not at all: helping is never needed for a
  /// group to complete.
  void help(TaskGroup tasks, int helpers);
}
