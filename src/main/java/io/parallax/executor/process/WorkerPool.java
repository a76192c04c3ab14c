package io.parallax.executor.process;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.worker.Reply;
import io.parallax.executor.worker.TaskBoard;
import io.parallax.limit.Deadline;
import io.parallax.memory.SharedMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Worker processes and the work they are given. Thread safe.
public final class WorkerPool implements AutoCloseable {
  private final SharedMemory memory;
  private final ProcessProperties properties;
  private final WorkerAllocator population;
  private final WorkerMonitor watch;

  /// Starts no worker yet.
  ///
  /// @param memory what workers see; the caller's, open as long as the pool is
  public WorkerPool(ProcessProperties properties, SharedMemory memory, WorkerCommand command) {
    this.memory = memory;
    this.properties = properties;
    this.population = new WorkerAllocator(properties, new Launcher(properties, memory, command));
    this.watch = new WorkerMonitor(properties, population);
  }

  /// What came of giving a task to workers: all of them have stopped.
  ///
  /// @param workers how many were given it
  /// @param queueNanos time until the first was free
  /// @param refusals what the data did not allow
  /// @param losses workers that ended over it
  public record Shift(
      int workers,
      long queueNanos,
      List<Reply.Refused> refusals,
      List<LostWorkerException> losses) {
    public Shift {
      refusals = List.copyOf(refusals);
      losses = List.copyOf(losses);
    }
  }

  /// Workers there are to be.
  public int size() {
    return properties.count();
  }

  /// Begins to start workers; without this call the first task does.
  public void begin() {
    population.begin();
  }

  /// Waits until all workers are ready, or none can be started.
  ///
  /// @return whether they are
  public boolean awaitFull(Duration limit) {
    return population.awaitFull(Deadline.after(System.nanoTime(), limit));
  }

  public PoolState state() {
    return population.state(properties.heap().toBytes(), memory.openBytes());
  }

  /// The processes there are.
  public List<Long> pids() {
    return population.all().stream().map(Worker::pid).toList();
  }

  /// Has up to so many workers work at a task's board until it is empty or stopped, or the deadline
  /// is over. Returns or throws when none of them works at it any more.
  ///
  /// @throws ComputeException DEADLINE_EXCEEDED while waiting for a first worker, OVERLOADED when
  ///   none can be started
  public Shift run(Worker.Task task, TaskBoard board, int most, Deadline deadline) {
    long startNanos = System.nanoTime();
    List<Worker> borrowed = population.borrow(most, deadline);
    long queueNanos = System.nanoTime() - startNanos;
    try {
      return run(
          task, borrowed, queueNanos, new RunningStep(deadline, Thread.currentThread(), board));
    } catch (RuntimeException | Error defect) {
      borrowed.forEach(Worker::bury);
      throw defect;
    }
  }

  private Shift run(Worker.Task task, List<Worker> borrowed, long queueNanos, RunningStep errand) {
    List<Worker> begun = new ArrayList<>(borrowed.size());
    List<LostWorkerException> losses = new ArrayList<>();
    for (Worker worker : borrowed) {
      try {
        worker.begin(task, errand);
        begun.add(worker);
      } catch (LostWorkerException gone) {
        losses.add(gone);
      }
    }
    List<Reply.Refused> refusals = new ArrayList<>();
    for (Worker worker : begun) {
      try {
        if (worker.await() instanceof Reply.Refused refused) {
          refusals.add(refused);
        }
        population.giveBack(worker);
      } catch (LostWorkerException gone) {
        losses.add(gone);
      }
    }
    return new Shift(borrowed.size(), queueNanos, refusals, losses);
  }

  /// Why no worker can be started, if that is so.
  public Optional<String> obstacle() {
    return population.obstacle();
  }

  /// The problem of a request for which no worker can be had.
  static ComputeException unavailable(String obstacle) {
    return new ComputeException(
        ErrorCode.OVERLOADED, "no worker process can be started at the moment: " + obstacle);
  }

  /// Ends every worker, also those at work.
  @Override
  public void close() {
    watch.close();
    population.close();
  }
}
