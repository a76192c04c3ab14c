package io.parallax.executor.machinecode;

import io.parallax.executor.compiler.CompilerAssignment;
import io.parallax.executor.process.WorkerCommand;
import io.parallax.kernel.llvm.KernelCompiler;
import io.parallax.kernel.llvm.binding.UnavailableException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.LongAdder;

/// Compilers, each in a process of its own; a process that is lost is started again. Thread safe.
public final class CompilerProcesses implements KernelCompiler.Source, AutoCloseable {
  private static final String NOTE =
      "Kernels are compiled and tried in processes of their own; what goes wrong there ends the"
          + " process and not the service.";

  private final WorkerCommand command;
  private final CompilerAssignment assignment;
  private final CompilerLimits limits;
  private final ScheduledExecutorService alarms;
  private final Set<CompilerSession> ready = ConcurrentHashMap.newKeySet();
  private final LongAdder started = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private volatile boolean closed;

  public CompilerProcesses(
      WorkerCommand command, CompilerAssignment assignment, CompilerLimits limits) {
    this.command = command;
    this.assignment = assignment;
    this.limits = limits;
    ScheduledThreadPoolExecutor one =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("compiler-watch").factory());
    one.setRemoveOnCancelPolicy(true);
    alarms = one;
  }

  /// Starts a process that ends at once, to find out whether processes can be started.
  ///
  /// @throws IOException when the operating system refuses to start the process
  public void requirePossible() throws IOException {
    command.start(List.of()).destroyForcibly();
  }

  /// A compiler whose process is ready.
  @Override
  public KernelCompiler open() throws UnavailableException {
    return new CompilerProcess(this);
  }

  /// The state that operators see.
  ///
  /// @param most the most processes at a time
  public CompilerState state(int most) {
    return new CompilerState(
        true,
        ready.isEmpty()
            ? NOTE + " None is ready now: until one is, nothing new is compiled."
            : NOTE,
        most,
        ready.size(),
        started.sum(),
        lost.sum());
  }

  /// Stops starting processes; processes that end from now on do not count as lost.
  @Override
  public void close() {
    closed = true;
    alarms.shutdownNow();
    ready.forEach(CompilerSession::dismiss);
  }

  boolean isClosed() {
    return closed;
  }

  WorkerCommand command() {
    return command;
  }

  CompilerAssignment assignment() {
    return assignment;
  }

  CompilerLimits limits() {
    return limits;
  }

  ScheduledExecutorService alarms() {
    return alarms;
  }

  void countStarted() {
    started.increment();
  }

  void countReady(CompilerSession session) {
    ready.add(session);
    if (closed) {
      session.dismiss();
    }
  }

  void countGone(CompilerSession session) {
    ready.remove(session);
  }

  void countLost() {
    lost.increment();
  }
}
