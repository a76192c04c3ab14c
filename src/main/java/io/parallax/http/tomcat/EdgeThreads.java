package io.parallax.http.tomcat;

import io.parallax.memory.Niceness;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The threads that handle requests. They are platform threads, and one thread a core is at work.
/// Tasks run in order of arrival. More threads at work would only take turns on the same cores, so
/// each request would take as long as all requests that run at the same time.
///
/// A thread that leaves the edge ([#absence]) to wait or to compute for long is replaced at once. A
/// thread that waits without having left is replaced, too: while a task is queued, a watch looks
/// every [#PERIOD] which threads wait in the middle of a task. So a blocking call costs one of
/// [#MOST] threads, not a core.
///
/// Starting a thread takes milliseconds while the cores are busy. So [#SPARE] threads are kept
/// idle, another thread starts them, and the thread that became idle last is woken first. If the
/// system gives no further thread, queued tasks wait for an existing one. Thread safe.
@Component
public final class EdgeThreads implements Executor, AutoCloseable {
  /// The most threads, including threads that are absent or wait.
  public static final int MOST = 1_024;

  /// How often the threads are looked at while something is queued.
  private static final Duration PERIOD = Duration.ofMillis(5);

  /// The number of threads that are idle while nothing is queued, so that as many may leave at
  /// once.
  static final int SPARE = 64;

  private static final int LEAST_AT_WORK = 2;
  private static final Duration KEPT_IDLE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(EdgeThreads.class);
  private static final ThreadLocal<Turn> CURRENT = new ThreadLocal<>();

  private final int atWork;
  private final ThreadFactory factory;
  private final Set<Turn> turns = ConcurrentHashMap.newKeySet();
  private final Thread watch;
  private final Thread starter;

  private final ReentrantLock lock = new ReentrantLock();

  /// The threads that wait for a place at work, the last to come first.
  private final Deque<Seat> idle = new ArrayDeque<>();

  private final TurnQueue<Turn> queue = new TurnQueue<>();
  private int threads;
  private int starting;

  /// Used by the starter thread only.
  private boolean refused;

  /// The number of places at work that are taken. Of these, `grants` were given to threads that
  /// have not woken yet.
  private int active;

  private int grants;

  /// The number of threads that the watch saw waiting; 0 while nothing is queued.
  private int unseen;

  private volatile boolean watching;
  private volatile boolean closed;

  @Autowired
  EdgeThreads() {
    this(Math.max(LEAST_AT_WORK, Runtime.getRuntime().availableProcessors()));
  }

  /// @param atWork the number of threads that neither wait nor are absent
  public EdgeThreads(int atWork) {
    this(atWork, Thread.ofPlatform().daemon().name("edge-", 0).factory());
  }

  EdgeThreads(int atWork, ThreadFactory factory) {
    this.atWork = atWork;
    this.factory = factory;
    this.watch = Thread.ofPlatform().daemon().name("edge-watch").start(this::watch);
    this.starter = Thread.ofPlatform().daemon().name("edge-starter").start(this::keepSpare);
  }

  /// Where a thread waits for a place at work.
  private static final class Seat {
    private final Thread thread = Thread.currentThread();

    /// Guarded by the lock.
    private boolean granted;
  }

  /// A task that may give way to others.
  interface Deferrable extends Runnable {
    /// Whether most tasks that arrive after this one may run before it.
    boolean givesWay();
  }

  /// Runs the task after the tasks that came before it, and later still if it gives way
  /// ([Deferrable]).
  @Override
  public void execute(Runnable task) {
    boolean givesWay = task instanceof Deferrable deferrable && deferrable.givesWay();
    Turn turn = new Turn(task);
    Thread woken;
    boolean queued;
    lock.lock();
    try {
      if (closed) {
        throw new RejectedExecutionException("the service is stopping");
      }
      queue.add(turn, givesWay);
      woken = wake();
      queued = queue.size() > grants;
    } finally {
      lock.unlock();
    }
    LockSupport.unpark(woken);
    if (queued && !watching) {
      LockSupport.unpark(watch);
    }
  }

  /// The time that the calling thread's task waited for a thread. Only the first call in a task
  /// returns this time, because later requests of the same connection have not waited.
  ///
  /// @return 0 on a thread that is not one of these
  public long takeWaitedNanos() {
    Turn turn = CURRENT.get();
    return turn == null ? 0 : turn.takeWaitedNanos();
  }

  /// An absence of the calling thread that has not begun.
  public Absence absence() {
    return new Absence(CURRENT.get());
  }

  /// Threads end when all queued tasks have been done.
  @Override
  public void close() {
    List<Thread> waiting;
    lock.lock();
    try {
      closed = true;
      waiting = idle.stream().map(seat -> seat.thread).toList();
    } finally {
      lock.unlock();
    }
    waiting.forEach(LockSupport::unpark);
    LockSupport.unpark(watch);
    LockSupport.unpark(starter);
  }

  /// Gives a place at work to an idle thread if a place is free and a task is queued. The caller
  /// holds the lock.
  ///
  /// @return the thread to unpark; null for none
  private @Nullable Thread wake() {
    if (queue.size() <= grants || active >= atWork + unseen) {
      return null;
    }
    Seat seat = idle.pollFirst();
    if (idle.size() < SPARE / 2) {
      LockSupport.unpark(starter);
    }
    if (seat == null) {
      return null;
    }
    seat.granted = true;
    grants++;
    active++;
    return seat.thread;
  }

  /// Starts threads until the spare number is idle, and the threads that are wanted at once.
  private void keepSpare() {
    while (!closed) {
      if (!reserve()) {
        LockSupport.park(this);
      } else if (!starts()) {
        LockSupport.parkNanos(this, PERIOD.toNanos());
      }
    }
  }

  /// Counts a thread that is to be started.
  ///
  /// @return whether a thread is wanted
  private boolean reserve() {
    lock.lock();
    try {
      boolean wanted = idle.size() + starting < SPARE + queue.size() && threads < MOST;
      if (wanted) {
        threads++;
        starting++;
      }
      return wanted;
    } finally {
      lock.unlock();
    }
  }

  /// @return whether the system gave a thread
  private boolean starts() {
    try {
      factory.newThread(this::work).start();
      refused = false;
      return true;
    } catch (OutOfMemoryError noThread) {
      lock.lock();
      try {
        threads--;
        starting--;
      } finally {
        lock.unlock();
      }
      if (!refused) {
        LOG.warn("No further thread for requests: {}", noThread.getMessage());
      }
      refused = true;
      return false;
    }
  }

  /// Runs tasks while there is a place at work.
  private void work() {
    lock.lock();
    try {
      starting--;
      boolean placed = awaitPlace();
      while (placed) {
        Turn turn = active <= atWork + unseen ? queue.poll() : null;
        if (turn == null) {
          active--;
          placed = awaitPlace();
        } else {
          lock.unlock();
          try {
            turn.run();
          } finally {
            lock.lock();
          }
          if (turn.spent) {
            active--;
            placed = false;
            LockSupport.unpark(wake());
          }
        }
      }
    } finally {
      threads--;
      lock.unlock();
    }
  }

  /// Waits for a place at work. The caller holds the lock, which is released while waiting.
  ///
  /// @return whether there is a place; otherwise the thread is superfluous
  private boolean awaitPlace() {
    Seat seat = new Seat();
    idle.addFirst(seat);
    // This thread may have just been started, and a queued task may wait for it.
    LockSupport.unpark(wake());
    long untilNanos = System.nanoTime() + KEPT_IDLE.toNanos();
    while (!seat.granted) {
      long leftNanos = untilNanos - System.nanoTime();
      if (closed || (leftNanos <= 0 && idle.size() > SPARE)) {
        idle.remove(seat);
        return false;
      }
      lock.unlock();
      try {
        LockSupport.parkNanos(this, leftNanos > 0 ? leftNanos : KEPT_IDLE.toNanos());
        var _ = Thread.interrupted(); // meant for a task that is over
      } finally {
        lock.lock();
      }
    }
    grants--;
    return true;
  }

  private void leave() {
    Thread woken;
    lock.lock();
    try {
      active--;
      woken = wake();
    } finally {
      lock.unlock();
    }
    LockSupport.unpark(woken);
  }

  private void comeBack() {
    lock.lock();
    try {
      active++;
    } finally {
      lock.unlock();
    }
  }

  private void watch() {
    while (!closed) {
      watching = true;
      if (replaceWaiting()) {
        LockSupport.parkNanos(this, PERIOD.toNanos());
      } else {
        watching = false;
        // A task queued just before this point went unnoticed, so the threads are checked once
        // more.
        if (!replaceWaiting()) {
          LockSupport.park(this);
        }
      }
    }
  }

  /// @return whether a task is queued
  private boolean replaceWaiting() {
    long nowNanos = System.nanoTime();
    int waiting = (int) turns.stream().filter(turn -> turn.isWaiting(nowNanos)).count();
    lock.lock();
    try {
      unseen = queue.isEmpty() ? 0 : waiting;
      Thread woken = wake();
      while (woken != null) {
        LockSupport.unpark(woken);
        woken = wake();
      }
      return !queue.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /// The time in which a thread is not at work at the edge and another thread may replace it. For
  /// one thread; on a thread that is not one of these it has no effect.
  public final class Absence implements AutoCloseable {
    private final @Nullable Turn turn;
    private boolean begun;

    private Absence(@Nullable Turn turn) {
      this.turn = turn;
    }

    /// Leaves the edge, unless the thread has left already.
    public void begin() {
      if (!begun && turn != null) {
        begun = true;
        turn.absent = true;
        leave();
      }
    }

    /// Leaves the edge to compute for long, with a lower priority than the threads of the edge
    /// ([Niceness]). The thread ends with its task, because it cannot get its priority back.
    public void beginLong() {
      begin();
      if (turn != null && !turn.spent) {
        turn.spent = true;
        Niceness.compute();
      }
    }

    /// Returns to the edge if the thread has left.
    @Override
    public void close() {
      if (begun && turn != null) {
        begun = false;
        comeBack();
        turn.absent = false;
      }
    }
  }

  /// One task and the thread that runs it.
  private final class Turn implements Runnable {
    private final Runnable task;
    private final long queuedNanos = System.nanoTime();
    private long begunNanos;
    private boolean told;
    private volatile boolean absent;

    /// Whether the thread ends with this task. Written and read by the thread of the task only.
    private boolean spent;

    private Thread thread = watch;

    private Turn(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      begunNanos = System.nanoTime();
      thread = Thread.currentThread();
      var _ = Thread.interrupted(); // meant for the task before
      try {
        CURRENT.set(this);
        turns.add(this);
        task.run();
      } catch (RuntimeException | Error thrown) {
        thread.getThreadGroup().uncaughtException(thread, thrown);
      } finally {
        turns.remove(this);
        CURRENT.remove();
      }
    }

    private long takeWaitedNanos() {
      long waited = told ? 0 : begunNanos - queuedNanos;
      told = true;
      return waited;
    }

    private boolean isWaiting(long nowNanos) {
      return !absent
          && nowNanos - begunNanos > PERIOD.toNanos()
          && switch (thread.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            case NEW, RUNNABLE, TERMINATED -> false;
          };
    }
  }
}
