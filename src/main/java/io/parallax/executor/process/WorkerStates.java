package io.parallax.executor.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The state of each worker: about to be started, starting, idle, lent, or dismissed and about to
/// end. Not thread safe. No method waits.
final class WorkerStates {
  private final List<Launch> launches = new ArrayList<>();
  private final Map<Worker, Launch> starting = new HashMap<>();
  private final Set<Worker> ready = new HashSet<>();
  private final Deque<Worker> idle = new ArrayDeque<>();
  private final Set<Worker> dismissed = new HashSet<>();
  private long started;
  private long lost;
  private long retired;
  private boolean closed;

  /// Records an attempt to start a process.
  void launching(Launch launch) {
    launches.add(launch);
  }

  /// Records that the process of an attempt could not be started.
  void abandoned(Launch launch) {
    launches.remove(launch);
  }

  /// Records that the process of an attempt has been started.
  ///
  /// @return whether the worker is needed; false once the pool is closed
  boolean begun(Launch launch, Worker worker) {
    launches.remove(launch);
    started++;
    if (closed) {
      dismissed.add(worker);
    } else {
      starting.put(worker, launch);
    }
    return !closed;
  }

  /// Records that a worker is ready.
  ///
  /// @return whether the worker is needed; false once the pool is closed, or when it has ended
  boolean arrived(Worker worker) {
    boolean welcome = starting.remove(worker) != null && !closed;
    if (welcome) {
      ready.add(worker);
      idle.addLast(worker);
    }
    return welcome;
  }

  /// Lends up to `most` idle workers. A new worker whose loops are not compiled yet is lent only
  /// when no other worker is idle. Otherwise the other workers would wait for the morsel that the
  /// new worker claims.
  List<Worker> take(int most) {
    List<Worker> warm = idle.stream().filter(Worker::isWarm).limit(most).toList();
    List<Worker> taken = warm.isEmpty() ? idle.stream().limit(most).toList() : warm;
    idle.removeAll(taken);
    return taken;
  }

  /// Takes back a worker that was lent, unless it has ended.
  void giveBack(Worker worker) {
    if (ready.contains(worker)) {
      idle.addFirst(worker);
    }
  }

  /// Dismisses a worker that is not lent to anyone.
  void dismiss(Worker worker) {
    idle.remove(worker);
    ready.remove(worker);
    dismissed.add(worker);
    retired++;
    worker.dismiss();
  }

  /// Records that a worker's process has ended.
  ///
  /// @return whether the worker is lost: it ended without having been dismissed
  boolean ended(Worker worker) {
    starting.remove(worker);
    ready.remove(worker);
    idle.remove(worker);
    boolean loss = !dismissed.remove(worker) && !closed;
    if (loss) {
      lost++;
    }
    return loss;
  }

  /// Closes the pool: no worker that ends later counts as lost.
  ///
  /// @return all workers, including the dismissed ones
  List<Worker> close() {
    closed = true;
    dismissed.addAll(all());
    idle.clear();
    return dismissed();
  }

  boolean isClosed() {
    return closed;
  }

  /// All workers, including those that are not ready yet; without the dismissed ones.
  List<Worker> all() {
    List<Worker> all = new ArrayList<>(starting.keySet());
    all.addAll(ready);
    return all;
  }

  /// Workers that were told to end by themselves and have not ended yet.
  List<Worker> dismissed() {
    return List.copyOf(dismissed);
  }

  boolean isStarting(Worker worker) {
    return starting.containsKey(worker);
  }

  /// The start attempt of a worker that is not ready yet; null for a worker that is ready or has
  /// ended.
  @Nullable Launch launchOf(Worker worker) {
    return starting.get(worker);
  }

  /// Whether the start of any process began before a moment and has not produced the process yet.
  boolean isLaunchingSince(long momentNanos) {
    return launches.stream().anyMatch(launch -> launch.beganNanos() - momentNanos < 0);
  }

  boolean isIdle(Worker worker) {
    return idle.contains(worker);
  }

  boolean hasIdle() {
    return !idle.isEmpty();
  }

  int readyCount() {
    return ready.size();
  }

  /// How many workers must be started so that `count` workers exist.
  int missing(int count) {
    return count - ready.size() - starting.size() - launches.size();
  }

  /// @param count the number of workers that the pool keeps
  PoolState state(int count, long heapBytes, long sharedBytes) {
    return new PoolState(
        count,
        ready.size(),
        ready.size() - idle.size(),
        started,
        lost,
        retired,
        heapBytes,
        sharedBytes);
  }
}
