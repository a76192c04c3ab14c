package io.parallax.http.tomcat;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The tasks that wait for a thread, in order of arrival. Of the tasks that give way, one is taken
/// after [#OTHERS_FIRST] others, so that none is held up for good. Not thread safe.
///
/// @param <T> the kind of task
final class TurnQueue<T> {
  /// The number of other tasks that go before a task that gives way.
  static final int OTHERS_FIRST = 7;

  private final Deque<T> prompt = new ArrayDeque<>();
  private final Deque<T> deferred = new ArrayDeque<>();
  private int othersTaken;

  void add(T turn, boolean givesWay) {
    (givesWay ? deferred : prompt).addLast(turn);
  }

  int size() {
    return prompt.size() + deferred.size();
  }

  boolean isEmpty() {
    return prompt.isEmpty() && deferred.isEmpty();
  }

  /// Takes the next task; null when none waits.
  @Nullable T poll() {
    if (deferred.isEmpty()) {
      return prompt.pollFirst();
    }
    if (prompt.isEmpty() || othersTaken == OTHERS_FIRST) {
      othersTaken = 0;
      return deferred.pollFirst();
    }
    othersTaken++;
    return prompt.pollFirst();
  }
}
