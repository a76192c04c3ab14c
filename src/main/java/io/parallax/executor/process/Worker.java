package io.parallax.executor.process;

import io.parallax.executor.worker.Command;
import io.parallax.executor.worker.Commands;
import io.parallax.executor.worker.GarbledException;
import io.parallax.executor.worker.Heartbeat;
import io.parallax.executor.worker.ProgramDigest;
import io.parallax.executor.worker.Recipe;
import io.parallax.executor.worker.Replies;
import io.parallax.executor.worker.Reply;
import io.parallax.program.Loop;
import io.parallax.program.Program;
import io.parallax.program.Step;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One worker process and the pipes to it. Its borrower alone sends and receives; killing it is
/// thread safe.
public final class Worker {
  private final Process process;
  private final OutputStream out;
  private final InputStream in;
  private final Heartbeat pulse;
  private final WorkerActivity vitals;
  private final Map<Recipe, Integer> places = new LinkedHashMap<>();
  private final Set<Delivery> delivered = new HashSet<>();
  private boolean hasRuntime;
  private final AtomicReference<@Nullable String> verdict = new AtomicReference<>();
  private volatile @Nullable RunningStep errand;
  private long sequence;
  private int errands;

  Worker(Process process, Heartbeat pulse) {
    this.process = process;
    this.out = new BufferedOutputStream(process.getOutputStream());
    this.in = process.getInputStream();
    this.pulse = pulse;
    this.vitals = new WorkerActivity(pulse);
  }

  public long pid() {
    return process.pid();
  }

  /// A step whose native kernel the process has.
  private record Delivery(int place, int step) {}

  /// Of all its threads so far.
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// What it is to work on.
  ///
  /// @param recipe what `program` was lowered from
  /// @param kernels native ones for its loops; empty where the worker interprets them
  /// @param work without its sequence and place, which the worker gives it
  public record Task(
      Program program, Recipe recipe, Optional<KernelImages> kernels, Command.Work work) {}

  /// Has it begin. Every call is followed by one of [#await].
  ///
  /// @throws LostWorkerException when it is gone already; it is buried then
  void begin(Task task, RunningStep newErrand) throws LostWorkerException {
    errands++;
    sequence++;
    vitals.awaken();
    errand = newErrand;
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
              work.remainingNanos(),
              work.board(),
              work.memory()));
      out.flush();
    } catch (IOException gone) {
      throw lost("its pipe is closed: " + gone.getMessage(), false);
    }
  }

  /// Waits until its part of the step is over.
  ///
  /// @throws LostWorkerException when it is gone; it is buried then
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
      errand = null;
    }
  }

  /// Waits for a new worker's first word.
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

  /// Ends the process from any thread. Whoever waits for its reply notices.
  ///
  /// @param reason for the log
  void kill(String reason) {
    verdict.compareAndSet(null, reason);
    process.destroyForcibly();
  }

  /// Ends the process and waits until it is gone. What it has written to standard error can still
  /// be read: through its handle no stream is closed.
  void bury() {
    process.toHandle().destroyForcibly();
    awaitEnd();
  }

  /// Lets the process end by itself: it has nothing more to read.
  void dismiss() {
    try {
      out.close();
    } catch (IOException gone) {
      kill("it cannot be dismissed");
    }
  }

  /// Waits until the process is gone.
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

  /// Whether its loops are compiled; before that it takes up to a hundred times as long.
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

  WorkerActivity vitals() {
    return vitals;
  }

  @Nullable RunningStep errand() {
    return errand;
  }

  /// Why it was killed; empty when it was not.
  String verdict() {
    String known = verdict.get();
    return known == null ? "" : known;
  }

  private int place(Task task) throws IOException {
    Integer known = places.remove(task.recipe());
    if (known != null) {
      places.put(task.recipe(), known);
      return known;
    }
    int place = places.size();
    if (place == Command.PLACES) {
      Recipe oldest = places.keySet().iterator().next();
      place = places.remove(oldest);
    }
    places.put(task.recipe(), place);
    int emptied = place;
    delivered.removeIf(delivery -> delivery.place() == emptied);
    int digest = ProgramDigest.of(task.program());
    Commands.write(out, new Command.Learn(place, task.recipe(), digest));
    return place;
  }

  /// Sends a loop's kernel, unless it was sent before.
  private void deliver(KernelImages kernels, Step step, int place, int index) throws IOException {
    if (!(step instanceof Loop loop) || !delivered.add(new Delivery(place, index))) {
      return;
    }
    if (!hasRuntime) {
      Commands.write(out, new Command.Share(kernels.runtime()));
      hasRuntime = true;
    }
    Commands.write(out, new Command.Load(place, index, kernels.kernel(loop)));
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
