package io.parallax.executor.machinecode;

import io.parallax.executor.compiler.CompilerReply;
import io.parallax.executor.compiler.CompilerRequest;
import io.parallax.executor.process.ProcessStatus;
import io.parallax.executor.process.StandardErrorReader;
import io.parallax.executor.process.StandardErrorReader.LastWords;
import io.parallax.executor.worker.GarbledException;
import io.parallax.kernel.llvm.binding.CompilationException.Kind;
import io.parallax.kernel.llvm.binding.UnavailableException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One compiler process, from its start to its end. One thread sends requests; another thread kills
/// the process when an answer takes too long.
public final class CompilerSession {
  private static final Logger LOG = LoggerFactory.getLogger(CompilerSession.class);

  /// An exit code above this number says that a signal ended the process: 128 plus the signal's
  /// number.
  private static final int SIGNALLED = 128;

  private static final Pattern SIGNAL = Pattern.compile("\\bSIG[A-Z]+\\b");
  private static final int SIGKILL = 9;
  private static final int SIGTERM = 15;

  /// A thread that computes all the time gets at least one part in this many of a processor,
  /// however many other threads compute.
  private static final int LEAST_SHARE = 4;

  /// The time that a JVM takes to end after it has begun to write its crash report.
  private static final Duration CRASH = Duration.ofSeconds(2);

  /// The most time that a process may take to end after its output has ended.
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  /// A process is replaced when it keeps more than one part in this many of the memory that it may
  /// take.
  private static final int WORN = 2;

  private final CompilerProcesses processes;
  private final Process process;
  private final InputStream in;
  private final OutputStream out;
  private final Future<LastWords> end;
  private final AtomicReference<@Nullable String> verdict = new AtomicReference<>();
  private final CompilerReply.Ready ready;
  private final long bytesWhenReady;
  private volatile boolean timedOut;
  private volatile boolean starved;
  private volatile boolean dismissed;

  private CompilerSession(CompilerProcesses processes) throws UnavailableException {
    this.processes = processes;
    try {
      process = processes.command().start(processes.assignment().arguments());
    } catch (IOException refused) {
      throw new UnavailableException("no process can be started: " + refused.getMessage(), refused);
    }
    processes.countStarted();
    in = new BufferedInputStream(process.getInputStream());
    out = new BufferedOutputStream(process.getOutputStream());
    end = StandardErrorReader.start(process, this::ended);
    ready = awaitReady();
    bytesWhenReady = addressedBytes();
  }

  /// Starts a process and waits until it is ready.
  ///
  /// @throws UnavailableException when the process does not become ready, or says that it can never
  ///   compile
  static CompilerSession start(CompilerProcesses processes) throws UnavailableException {
    return new CompilerSession(processes);
  }

  private CompilerReply.Ready awaitReady() throws UnavailableException {
    try {
      return switch (reply(Optional.empty(), processes.limits().start())) {
        case CompilerReply.Ready first -> {
          processes.countReady(this);
          yield first;
        }
        case CompilerReply.Unavailable(String reason) -> {
          dismiss();
          throw new UnavailableException(reason);
        }
        case CompilerReply other -> {
          kill("it began with " + other.getClass().getSimpleName());
          throw new UnavailableException("a compiler process speaks another language");
        }
      };
    } catch (LostCompilerException lost) {
      throw new UnavailableException("no compiler process becomes ready: " + lost.reason(), lost);
    }
  }

  /// The first reply of the process.
  CompilerReply.Ready ready() {
    return ready;
  }

  /// Sends a request and waits for the answer, no longer than the limit.
  ///
  /// @throws LostCompilerException when the process is gone; it is killed when the limit is over
  CompilerReply ask(CompilerRequest request, Duration limit) throws LostCompilerException {
    return reply(Optional.of(request), limit);
  }

  private CompilerReply reply(Optional<CompilerRequest> request, Duration limit)
      throws LostCompilerException {
    AtomicBoolean isOver = new AtomicBoolean();
    Duration before = processorTime();
    Future<?> alarm;
    try {
      alarm =
          processes
              .alarms()
              .schedule(
                  () -> {
                    if (isOver.compareAndSet(false, true)) {
                      timeOut(limit, before);
                    }
                  },
                  limit.toNanos(),
                  TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      dismiss();
      throw new LostCompilerException(Kind.UNAVAILABLE, "the service is stopping", false);
    }
    try {
      if (request.isPresent()) {
        request.get().write(out);
      }
      CompilerReply reply = CompilerReply.read(in);
      if (!isOver.compareAndSet(false, true)) {
        throw lost(); // just killed: the next request must not be blamed
      }
      return reply;
    } catch (GarbledException garbled) {
      if (!endsItself()) {
        kill("it sent what is no reply");
      }
      throw lost();
    } catch (IOException gone) {
      throw lost();
    } finally {
      alarm.cancel(false);
    }
  }

  /// Ends a process that has taken too long. A process that has used little processor time was
  /// stopped, or other processes left it no processor.
  private void timeOut(Duration limit, Duration before) {
    Duration used = processorTime().minus(before);
    starved = used.compareTo(limit.dividedBy(LEAST_SHARE)) < 0;
    timedOut = true;
    kill("it took longer than " + limit.toMillis() + " ms");
  }

  /// The processor time of all threads of the process so far.
  private Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// Whether the process is about to end: a JVM that crashes writes its report where replies are
  /// expected.
  private boolean endsItself() {
    try {
      return process.waitFor(CRASH.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Waits for the end of the process and returns its cause.
  private LostCompilerException lost() {
    try {
      boolean _ = process.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
      process.destroyForcibly();
      LastWords last = end.get();
      String killed = verdict.get();
      if (killed != null) {
        return new LostCompilerException(
            timedOut ? Kind.TIMED_OUT : Kind.CRASHED,
            "the compiler process was ended: " + killed,
            starved);
      }
      int signal = last.exitCode() - SIGNALLED;
      return new LostCompilerException(
          Kind.CRASHED,
          "the compiler process ended over it: " + cause(last),
          signal == SIGKILL || signal == SIGTERM);
    } catch (InterruptedException stopping) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return new LostCompilerException(Kind.UNAVAILABLE, "the service is stopping", false);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// The cause of an end. A JVM that a signal ends names the signal in its report, and exits with
  /// another code.
  private static String cause(LastWords last) {
    return last.lines().stream()
        .map(SIGNAL::matcher)
        .filter(Matcher::find)
        .map(Matcher::group)
        .findFirst()
        .orElseGet(
            () ->
                last.exitCode() > SIGNALLED
                    ? "signal " + (last.exitCode() - SIGNALLED)
                    : "exit code " + last.exitCode());
  }

  private void kill(String reason) {
    verdict.compareAndSet(null, reason);
    process.destroyForcibly();
  }

  /// Handles the end of the process.
  private void ended(LastWords last) {
    processes.countGone(this);
    if (!dismissed && !processes.isClosed()) {
      processes.countLost();
      String killed = verdict.get();
      LOG.warn(
          "Compiler process {} ended: {}", process.pid(), last.text(killed == null ? "" : killed));
    }
  }

  /// Lets the process end by itself, by closing its standard input.
  void dismiss() {
    dismissed = true;
    try {
      out.close();
    } catch (IOException gone) {
      process.destroyForcibly();
    }
  }

  /// Whether the process keeps so much memory that the operating system may soon refuse it more.
  boolean isWorn() {
    return addressedBytes() - bytesWhenReady > processes.limits().memoryBytes() / WORN;
  }

  /// The size of the process's address space; 0 where the size is unknown.
  private long addressedBytes() {
    return ProcessStatus.bytes(process.pid(), ProcessStatus.ADDRESSED);
  }
}
