package io.parallax.http.tomcat;

import io.parallax.array.Niceness;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The threads that handle requests: platform threads, of which one a core is at work and takes
/// what comes in order of arrival. More at work would only take turns on the same cores, so each
/// request would take as long as all that run beside it.
///
/// A thread that leaves the edge ([#absence]) to wait or to compute for long is replaced at once. A
/// thread that waits without having said so is replaced, too: while something is queued, a watch
/// looks every [#PERIOD] which threads wait in the middle of a task. So whatever blocks costs one
/// of [#MOST] threads, not a core. Where the system gives no further thread, what is queued waits
/// for one there is; the watch asks again. Thread safe.
@Component
public final class EdgeThreads implements Executor, AutoCloseable {
  /// Threads there may be, those that are absent or wait included.
  public static final int MOST = 1_024;

  /// How often the threads are looked at while something is queued.
  private static final Duration PERIOD = Duration.ofMillis(5);

  private static final int LEAST_AT_WORK = 2;
  private static final Duration KEPT_IDLE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(EdgeThreads.class);
  private static final ThreadLocal<Turn> CURRENT = new ThreadLocal<>();

  private final int atWork;
  private final ThreadFactory factory;
  private final Set<Turn> turns = ConcurrentHashMap.newKeySet();
  private final Thread watch;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition granted = lock.newCondition();
  private final TurnQueue<Turn> queue = new TurnQueue<>();
  private int threads;
  private int idle;
  private boolean refused;

  /// Places at work that are taken, and of these the ones given to threads not yet awake.
  private int active;

  private int grants;

  /// Threads that the watch saw waiting; 0 while nothing is queued.
  private int unseen;

  private volatile boolean watching;
  private volatile boolean closed;

  @Autowired
  EdgeThreads() {
    this(Math.max(LEAST_AT_WORK, Runtime.getRuntime().availableProcessors()));
  }

  /// @param atWork threads that neither wait nor are absent
  public EdgeThreads(int atWork) {
    this(atWork, Thread.ofPlatform().daemon().name("edge-", 0).factory());
  }

  EdgeThreads(int atWork, ThreadFactory factory) {
    this.atWork = atWork;
    this.factory = factory;
    this.watch = Thread.ofPlatform().daemon().name("edge-watch").start(this::watch);
  }

  /// A task that may give way to others.
  interface Deferrable extends Runnable {
    /// Whether most of what comes after it may run before it.
    boolean givesWay();
  }

  /// Runs the task after those that came before it, and later still if it gives way ([Deferrable]).
  @Override
  public void execute(Runnable task) {
    boolean givesWay = task instanceof Deferrable deferrable && deferrable.givesWay();
    boolean queued;
    lock.lock();
    try {
      if (closed) {
        throw new RejectedExecutionException("the service is stopping");
      }
      queue.add(new Turn(task), givesWay);
      var _ = wake();
      queued = queue.size() > grants;
    } finally {
      lock.unlock();
    }
    if (queued && !watching) {
      LockSupport.unpark(watch);
    }
  }

  /// What the calling thread's task has waited for it. Only the first call in a task tells: what a
  /// connection brings after its first request has not waited.
  ///
  /// @return 0 on a thread that is not one of these
  public long takeWaitedNanos() {
    Turn turn = CURRENT.get();
    return turn == null ? 0 : turn.takeWaitedNanos();
  }

  /// A leave of the calling thread that has not begun.
  public Absence absence() {
    return new Absence(CURRENT.get());
  }

  /// Threads end when what is queued has been done.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      granted.signalAll();
    } finally {
      lock.unlock();
    }
    LockSupport.unpark(watch);
  }

  /// Gives a place at work to an idle or a new thread where one is free and wanted. Holds the lock.
  ///
  /// @return whether it did
  private boolean wake() {
    if (queue.size() <= grants || active >= atWork + unseen) {
      return false;
    }
    if (idle > grants) {
      grants++;
      granted.signal();
    } else if (threads < MOST && starts()) {
      threads++;
    } else {
      return false;
    }
    active++;
    return true;
  }

  /// Starts a thread, which waits for the lock.
  ///
  /// @return whether the system gave one
  private boolean starts() {
    try {
      factory.newThread(this::work).start();
      refused = false;
      return true;
    } catch (OutOfMemoryError noThread) {
      if (!refused) {
        LOG.warn("No thread beyond {} for requests: {}", threads, noThread.getMessage());
      }
      refused = true;
      return false;
    }
  }

  /// Runs tasks while there is a place at work; begins with one.
  private void work() {
    lock.lock();
    try {
      boolean placed = true;
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
            var _ = wake();
          }
        }
      }
    } finally {
      threads--;
      lock.unlock();
    }
  }

  private boolean awaitPlace() {
    long leftNanos = KEPT_IDLE.toNanos();
    idle++;
    try {
      while (grants == 0) {
        if (closed || leftNanos <= 0) {
          return false;
        }
        try {
          leftNanos = granted.awaitNanos(leftNanos);
        } catch (InterruptedException meantForATaskThatIsOver) {
          // Waits on.
        }
      }
      grants--;
      return true;
    } finally {
      idle--;
    }
  }

  private void leave() {
    lock.lock();
    try {
      active--;
      var _ = wake();
    } finally {
      lock.unlock();
    }
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
        // What was queued just before went unnoticed: looked at once more.
        if (!replaceWaiting()) {
          LockSupport.park(this);
        }
      }
    }
  }

  /// @return whether something is queued
  private boolean replaceWaiting() {
    long nowNanos = System.nanoTime();
    int waiting = (int) turns.stream().filter(turn -> turn.isWaiting(nowNanos)).count();
    lock.lock();
    try {
      unseen = queue.isEmpty() ? 0 : waiting;
      boolean woken = true;
      while (woken) {
        woken = wake();
      }
      return !queue.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /// The time in which a thread is not at work at the edge and another may be in its place. For one
  /// thread; on a thread that is not one of these it means nothing.
  public final class Absence implements AutoCloseable {
    private final @Nullable Turn turn;
    private boolean begun;

    private Absence(@Nullable Turn turn) {
      this.turn = turn;
    }

    /// Leaves, unless that has happened.
    public void begin() {
      if (!begun && turn != null) {
        begun = true;
        turn.absent = true;
        leave();
      }
    }

    /// Leaves to compute for long, with less claim to a core than the threads of the edge
    /// ([Niceness]). Its thread ends with its task: it cannot get its claim back.
    public void beginLong() {
      begin();
      if (turn != null && !turn.spent) {
        turn.spent = true;
        Niceness.compute();
      }
    }

    /// Comes back, unless it never left.
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

    /// Of use for this task only: written and read by its thread.
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
