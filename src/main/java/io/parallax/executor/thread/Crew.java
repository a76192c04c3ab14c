package io.parallax.executor.thread;

/// Threads that can be asked to help with the tasks of a group.
public interface Crew {
  /// A crew without threads: the group's owner runs every task.
  Crew NONE = (_, _) -> {};

  /// Asks up to `helpers` threads to call [TaskGroup#runNext] until it returns false. Returns at
  /// once. Threads that are busy come later, too late or not at all: a group completes without
  /// help.
  void help(TaskGroup tasks, int helpers);
}
