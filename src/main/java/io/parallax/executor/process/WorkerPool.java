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

/// Worker processes, and the work that they are given. Thread safe.
public final class WorkerPool implements AutoCloseable {
  private final SharedMemory memory;
  private final ProcessProperties properties;
  private final WorkerAllocator allocator;
  private final WorkerMonitor watch;

  /// Makes a pool. No worker is started yet.
  ///
  /// @param memory the memory that workers see; owned by the caller, and open as long as the pool
  ///   is open
  public WorkerPool(ProcessProperties properties, SharedMemory memory, WorkerCommand command) {
    this.memory = memory;
    this.properties = properties;
    this.allocator = new WorkerAllocator(properties, new Launcher(properties, memory, command));
    this.watch = new WorkerMonitor(properties, allocator);
  }

  /// The result of giving a task to workers, all of which have stopped.
  ///
  /// @param workers the number of workers that were given the task
  /// @param queueNanos time until the first worker was free
  /// @param refusals why the task cannot be run on the data
  /// @param losses workers that ended while they ran the task
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

  /// The number of workers that the pool keeps.
  public int size() {
    return properties.count();
  }

  /// Starts workers in the background; without this call the first task starts them.
  public void begin() {
    allocator.begin();
  }

  /// Waits until all workers are ready, or no worker can be started, or the limit is over.
  ///
  /// @return whether all workers are ready
  public boolean awaitFull(Duration limit) {
    return allocator.awaitFull(Deadline.after(System.nanoTime(), limit));
  }

  public PoolState state() {
    return allocator.state(properties.heap().toBytes(), memory.openBytes());
  }

  /// The process ids of the workers.
  public List<Long> pids() {
    return allocator.all().stream().map(Worker::pid).toList();
  }

  /// Lends up to `most` workers to a task. They run its board until the board is empty or stopped,
  /// or the deadline is over. When the call returns or throws, no worker works at the board any
  /// more.
  ///
  /// @throws ComputeException DEADLINE_EXCEEDED while waiting for a first worker, OVERLOADED when
  ///   no worker can be started
  public Shift run(Worker.Task task, TaskBoard board, int most, Deadline deadline) {
    long startNanos = System.nanoTime();
    List<Worker> borrowed = allocator.borrow(most, deadline);
    long queueNanos = System.nanoTime() - startNanos;
    try {
      return run(
          task,
          borrowed,
          queueNanos,
          new RunningStep(deadline, Thread.currentThread(), board, task.isBounded()));
    } catch (RuntimeException | Error defect) {
      borrowed.forEach(Worker::bury);
      throw defect;
    }
  }

  private Shift run(
      Worker.Task task, List<Worker> borrowed, long queueNanos, RunningStep runningStep) {
    List<Worker> begun = new ArrayList<>(borrowed.size());
    List<LostWorkerException> losses = new ArrayList<>();
    for (Worker worker : borrowed) {
      try {
        worker.begin(task, runningStep);
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
        allocator.giveBack(worker);
      } catch (LostWorkerException gone) {
        losses.add(gone);
      }
    }
    return new Shift(borrowed.size(), queueNanos, refusals, losses);
  }

  /// Why no worker can be started; empty while one can.
  public Optional<String> obstacle() {
    return allocator.obstacle();
  }

  /// The error of a request for which no worker is available.
  static ComputeException unavailable(String obstacle) {
    return new ComputeException(
        ErrorCode.OVERLOADED, "no worker process can be started at the moment: " + obstacle);
  }

  /// Ends every worker, including those at work.
  @Override
  public void close() {
    watch.close();
    allocator.close();
  }
}
