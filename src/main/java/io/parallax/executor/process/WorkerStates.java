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

/// Which workers there are and what each is at: about to be a process, starting, idle, lent, or
/// dismissed and about to end. Not thread safe; waits for nothing.
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

  /// A process is about to be started.
  void launching(Launch launch) {
    launches.add(launch);
  }

  /// It could not be started.
  void abandoned(Launch launch) {
    launches.remove(launch);
  }

  /// It has been started.
  ///
  /// @return whether there is use for it
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

  /// A process is ready.
  ///
  /// @return whether there is use for it
  boolean arrived(Worker worker) {
    boolean welcome = starting.remove(worker) != null && !closed;
    if (welcome) {
      ready.add(worker);
      idle.addLast(worker);
    }
    return welcome;
  }

  /// Lends up to so many idle ones. New ones whose loops are not compiled only where there is no
  /// other: all would wait for the one morsel that it claims.
  List<Worker> take(int most) {
    List<Worker> warm = idle.stream().filter(Worker::isWarm).limit(most).toList();
    List<Worker> taken = warm.isEmpty() ? idle.stream().limit(most).toList() : warm;
    idle.removeAll(taken);
    return taken;
  }

  /// Takes back one that was lent, unless it has ended meanwhile.
  void giveBack(Worker worker) {
    if (ready.contains(worker)) {
      idle.addFirst(worker);
    }
  }

  /// Lets one go that nobody has any more.
  void dismiss(Worker worker) {
    idle.remove(worker);
    ready.remove(worker);
    dismissed.add(worker);
    retired++;
    worker.dismiss();
  }

  /// A process is gone.
  ///
  /// @return whether it is a loss: nobody had dismissed it
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

  /// There is no use for workers any more: no later end is a loss.
  ///
  /// @return those there are, dismissed ones included
  List<Worker> close() {
    closed = true;
    dismissed.addAll(all());
    idle.clear();
    return dismissed();
  }

  boolean isClosed() {
    return closed;
  }

  /// Every process there is, also those not ready yet.
  List<Worker> all() {
    List<Worker> all = new ArrayList<>(starting.keySet());
    all.addAll(ready);
    return all;
  }

  /// Those that are to end by themselves and have not yet.
  List<Worker> dismissed() {
    return List.copyOf(dismissed);
  }

  boolean isStarting(Worker worker) {
    return starting.containsKey(worker);
  }

  /// The attempt that a worker is part of; null for one that is ready or has ended.
  @Nullable Launch launchOf(Worker worker) {
    return starting.get(worker);
  }

  /// Whether any process has been about to be started since before a moment.
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

  /// How many are to be started so that there are so many.
  int missing(int count) {
    return count - ready.size() - starting.size() - launches.size();
  }

  /// @param count of workers there are to be
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
