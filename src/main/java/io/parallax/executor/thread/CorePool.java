package io.parallax.executor.thread;

import io.parallax.limit.Deadline;
import io.parallax.memory.Niceness;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// One daemon platform thread for each core, shared by all requests. The threads give way to
/// threads that do not compute ([Niceness]).
///
/// The queue holds requests for help, not tasks. While several requests wait, a thread runs one
/// task of the first and puts the request at the end of the queue. So requests take turns task by
/// task, and a long request cannot starve a short one. When the queue is full, help is not given
/// and the asking thread runs more tasks itself.
@Component
public final class CorePool implements Crew, TaskRunner, AutoCloseable {
  /// Requests for help that may wait, for each core: the queue holds this many requests that each
  /// ask every core.
  private static final int QUEUED_PER_CORE = 64;

  private final BlockingQueue<Runnable> queue;
  private final ThreadPoolExecutor threads;

  @Autowired
  public CorePool() {
    this(Runtime.getRuntime().availableProcessors());
  }

  public CorePool(int size) {
    queue = new ArrayBlockingQueue<>(size * QUEUED_PER_CORE);
    ThreadFactory named = Thread.ofPlatform().daemon().name("core-", 0).factory();
    threads =
        new ThreadPoolExecutor(
            size,
            size,
            0,
            TimeUnit.SECONDS,
            queue,
            runnable -> named.newThread(() -> computing(runnable)),
            new ThreadPoolExecutor.DiscardPolicy());
    threads.prestartAllCoreThreads();
  }

  private static void computing(Runnable turns) {
    Niceness.compute();
    turns.run();
  }

  public int size() {
    return threads.getCorePoolSize();
  }

  @Override
  public void help(TaskGroup tasks, int helpers) {
    Runnable turn = new Turn(tasks);
    for (int helper = 0; helper < helpers; helper++) {
      threads.execute(turn);
    }
  }

  @Override
  public void forEach(long count, int parallelism, Deadline deadline, LongConsumer task) {
    TaskGroup.run(count, Math.min(parallelism, size()), deadline, this, task);
  }

  /// Ends the idle threads. Tasks that have begun are finished, and their owners run the rest.
  @Override
  public void close() {
    threads.shutdown();
  }

  private final class Turn implements Runnable {
    private final TaskGroup tasks;

    private Turn(TaskGroup tasks) {
      this.tasks = tasks;
    }

    @Override
    public void run() {
      boolean someoneWaits = false;
      while (!someoneWaits && tasks.runNext()) {
        someoneWaits = !queue.isEmpty() && queue.offer(this);
      }
    }
  }
}
