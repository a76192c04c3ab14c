package io.parallax.http.tomcat;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// What waits for a thread, in order of arrival. Of what gives way one is taken after so many
/// others, so that it is never held up for good. Not thread safe.
///
/// @param <T> what waits
final class TurnQueue<T> {
  /// So many others go before one that gives way.
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

  /// The next, null when nothing waits.
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
