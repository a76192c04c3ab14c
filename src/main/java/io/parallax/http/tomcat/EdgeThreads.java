package io.parallax.http.tomcat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The threads that handle requests: platform threads, one a core, which take what comes in order
/// of arrival. More of them would only take turns on the same cores, so each request would take as
/// long as all that run beside it.
///
/// A thread that waits, such as for a client that does not take its answer, is replaced meanwhile:
/// while something is queued, a watch looks every [#PERIOD] which threads wait in the middle of a
/// task, and lets one more run for each, up to [#MOST]. So whatever blocks costs a thread, not a
/// core. Thread safe.
@Component
public final class EdgeThreads implements Executor, AutoCloseable {
  /// Threads there may be, those that wait included.
  public static final int MOST = 512;

  /// How often the threads are looked at while something is queued.
  private static final Duration PERIOD = Duration.ofMillis(5);

  private static final int LEAST_AT_WORK = 2;
  private static final Duration KEPT_IDLE = Duration.ofSeconds(10);

  private static final ThreadLocal<Turn> CURRENT = new ThreadLocal<>();

  private final int atWork;
  private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
  private final Set<Turn> turns = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor threads;
  private final Thread watch;
  private volatile boolean watching;
  private volatile boolean closed;

  @Autowired
  EdgeThreads() {
    this(Math.max(LEAST_AT_WORK, Runtime.getRuntime().availableProcessors()));
  }

  /// @param atWork the threads that do not wait
  EdgeThreads(int atWork) {
    this.atWork = atWork;
    threads =
        new ThreadPoolExecutor(
            atWork,
            MOST,
            KEPT_IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            queue,
            Thread.ofPlatform().daemon().name("edge-", 0).factory());
    threads.prestartAllCoreThreads();
    watch = Thread.ofPlatform().daemon().name("edge-watch").start(this::watch);
  }

  /// Threads that may be at work at a time.
  public int atWork() {
    return atWork;
  }

  /// Tasks that wait for a thread.
  public int queued() {
    return queue.size();
  }

  /// Runs the task after those that came before it.
  @Override
  public void execute(Runnable task) {
    threads.execute(new Turn(task));
    if (!watching && !queue.isEmpty()) {
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

  /// Threads end when their tasks have.
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(watch);
    threads.shutdown();
  }

  private void watch() {
    while (!closed) {
      if (queue.isEmpty()) {
        threads.setCorePoolSize(atWork);
        watching = false;
        // Something queued just before that went unnoticed: looked at once more.
        LockSupport.parkNanos(this, queue.isEmpty() ? Long.MAX_VALUE : PERIOD.toNanos());
        watching = true;
      } else {
        LockSupport.parkNanos(this, PERIOD.toNanos());
        threads.setCorePoolSize(Math.min(MOST, atWork + waiting()));
      }
    }
  }

  private int waiting() {
    long nowNanos = System.nanoTime();
    return (int) turns.stream().filter(turn -> turn.isWaiting(nowNanos)).count();
  }

  /// One task and the thread that runs it.
  private final class Turn implements Runnable {
    private final Runnable task;
    private final long queuedNanos = System.nanoTime();
    private long begunNanos;
    private boolean told;
    private volatile Thread thread = watch;

    private Turn(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      begunNanos = System.nanoTime();
      thread = Thread.currentThread();
      CURRENT.set(this);
      turns.add(this);
      try {
        task.run();
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
      return nowNanos - begunNanos > PERIOD.toNanos()
          && switch (thread.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            case NEW, RUNNABLE, TERMINATED -> false;
          };
    }
  }
}
