package io.parallax.executor.process;

import io.parallax.executor.worker.Command;
import io.parallax.executor.worker.Commands;
import io.parallax.executor.worker.GarbledException;
import io.parallax.executor.worker.Heartbeat;
import io.parallax.executor.worker.ProgramDigest;
import io.parallax.executor.worker.Replies;
import io.parallax.executor.worker.Reply;
import io.parallax.kernel.llvm.KernelImage;
import io.parallax.program.Invocation;
import io.parallax.program.Loop;
import io.parallax.program.OrderStatistic;
import io.parallax.program.Program;
import io.parallax.program.ProgramSource;
import io.parallax.program.Step;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One worker process and its two pipes. Only the borrower of the worker sends and receives; any
/// thread may kill the worker.
public final class Worker {
  private final Process process;
  private final OutputStream out;
  private final InputStream in;
  private final Heartbeat pulse;
  private final WorkerActivity activity;
  private final Map<ProgramSource, Integer> places = new LinkedHashMap<>();
  private final Set<Delivery> delivered = new HashSet<>();
  private boolean hasRuntime;
  private final AtomicReference<@Nullable String> verdict = new AtomicReference<>();
  private volatile @Nullable RunningStep runningStep;
  private long sequence;
  private int errands;

  Worker(Process process, Heartbeat pulse) {
    this.process = process;
    this.out = new BufferedOutputStream(process.getOutputStream());
    this.in = process.getInputStream();
    this.pulse = pulse;
    this.activity = new WorkerActivity(pulse);
  }

  public long pid() {
    return process.pid();
  }

  /// A step whose native kernel was sent to the process.
  private record Delivery(int place, int step) {}

  /// The processor time of all threads of the process so far.
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// The work that a worker is given.
  ///
  /// @param source the source that `program` was lowered from
  /// @param kernels native kernels of the program's loops; empty where the worker interprets the
  ///   loops
  /// @param work the command, without sequence number and place, which the worker sets
  public record Task(
      Program program, ProgramSource source, Optional<KernelImages> kernels, Command.Work work) {
    /// Whether every task of the step is known to be short.
    boolean isBounded() {
      return switch (program.steps().get(work.step())) {
        case Loop _, OrderStatistic _ -> true;
        case Invocation _ -> false;
      };
    }
  }

  /// Sends a task to the worker. Every call must be followed by a call of [#await].
  ///
  /// @throws LostWorkerException when the worker is lost; its process has ended then
  void begin(Task task, RunningStep newErrand) throws LostWorkerException {
    errands++;
    sequence++;
    activity.awaken();
    runningStep = newErrand;
    try {
      Command.Work work = task.work();
      int place = place(task);
      if (task.kernels().isPresent()) {
        deliver(task.kernels().get(), task.program().steps().get(work.step()), place, work.step());
      }
      Commands.write(
          out,
          new Command.Work(
              sequence,
              place,
              work.step(),
              work.engine(),
              work.parallelism(),
              work.remainingNanos(),
              work.board(),
              work.memory()));
      out.flush();
    } catch (IOException gone) {
      throw lost("its pipe is closed: " + gone.getMessage(), false);
    }
  }

  /// Waits until the worker has finished its part of the step.
  ///
  /// @throws LostWorkerException when the worker is lost; its process has ended then
  Reply await() throws LostWorkerException {
    try {
      Reply reply = Replies.read(in);
      requireExpected(reply);
      return reply;
    } catch (GarbledException garbled) {
      throw failed("it sent what is no reply: " + garbled.getMessage());
    } catch (IOException gone) {
      throw lost("it ended", true);
    } finally {
      runningStep = null;
    }
  }

  /// Waits for the first reply of a new worker.
  void awaitReady() throws LostWorkerException {
    try {
      Reply reply = Replies.read(in);
      if (!(reply instanceof Reply.Ready)) {
        throw failed("it began with " + reply);
      }
    } catch (IOException gone) {
      throw lost("it did not become ready: " + gone.getMessage(), true);
    }
  }

  /// Ends the process, from any thread. The thread that waits for a reply notices the end.
  ///
  /// @param reason for the log
  void kill(String reason) {
    verdict.compareAndSet(null, reason);
    process.destroyForcibly();
  }

  /// Ends the process and waits until it has ended. Its standard error can still be read, because
  /// ending it through the process handle closes no stream.
  void bury() {
    process.toHandle().destroyForcibly();
    awaitEnd();
  }

  /// Lets the process end by itself, by closing its standard input.
  void dismiss() {
    try {
      out.close();
    } catch (IOException gone) {
      kill("it cannot be dismissed");
    }
  }

  /// Waits until the process has ended.
  ///
  /// @return its exit code
  int awaitEnd() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return process.waitFor();
        } catch (InterruptedException interruption) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Whether the worker's loops are compiled; before, a loop takes up to a hundred times as long.
  boolean isWarm() {
    return pulse.isWarm();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int errands() {
    return errands;
  }

  Process process() {
    return process;
  }

  WorkerActivity activity() {
    return activity;
  }

  @Nullable RunningStep runningStep() {
    return runningStep;
  }

  /// Why the worker was killed; empty when it was not killed.
  String verdict() {
    String known = verdict.get();
    return known == null ? "" : known;
  }

  private int place(Task task) throws IOException {
    Integer known = places.remove(task.source());
    if (known != null) {
      places.put(task.source(), known);
      return known;
    }
    int place = places.size();
    if (place == Command.PLACES) {
      ProgramSource oldest = places.keySet().iterator().next();
      place = places.remove(oldest);
    }
    places.put(task.source(), place);
    int emptied = place;
    delivered.removeIf(delivery -> delivery.place() == emptied);
    int digest = ProgramDigest.of(task.program());
    Commands.write(out, new Command.Learn(place, task.source(), digest));
    return place;
  }

  /// Sends the kernel of a loop or routine, unless it was sent before.
  private void deliver(KernelImages kernels, Step step, int place, int index) throws IOException {
    if (step instanceof OrderStatistic || !delivered.add(new Delivery(place, index))) {
      return;
    }
    if (!hasRuntime) {
      Commands.write(out, new Command.Share(kernels.runtime()));
      hasRuntime = true;
    }
    List<KernelImage> images =
        switch (step) {
          case Loop loop -> List.of(kernels.kernel(loop));
          case Invocation invocation -> kernels.kernels(invocation.routine());
          case OrderStatistic _ -> List.of();
        };
    Commands.write(out, new Command.Load(place, index, images));
  }

  private void requireExpected(Reply reply) throws LostWorkerException {
    switch (reply) {
      case Reply.Done(long number) -> requireCurrent(number);
      case Reply.Refused refused -> requireCurrent(refused.sequence());
      case Reply.Broken broken -> throw failed("it has a defect: " + broken.detail());
      case Reply.Ready _ -> throw failed("it says that it is ready while it works");
    }
  }

  private void requireCurrent(long number) throws LostWorkerException {
    if (number != sequence) {
      throw failed("it answers command " + number + " instead of " + sequence);
    }
  }

  private LostWorkerException failed(String reason) {
    kill(reason);
    return lost(reason, true);
  }

  private LostWorkerException lost(String detail, boolean begun) {
    bury();
    String cause = verdict().isEmpty() ? detail : verdict();
    return new LostWorkerException("worker " + pid() + " is lost: " + cause, begun);
  }
}
