package io.parallax.executor.machinecode;

import io.parallax.executor.compiler.CompilerReply;
import io.parallax.executor.compiler.CompilerRequest;
import io.parallax.executor.process.StartFailures;
import io.parallax.kernel.llvm.KernelCompiler;
import io.parallax.kernel.llvm.KernelImage;
import io.parallax.kernel.llvm.NativeListing;
import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.binding.CompilationException.Kind;
import io.parallax.kernel.llvm.binding.UnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A compiler in a process of its own. A process that is lost is replaced when there is something
/// to compile. The form that was being compiled is to blame for the loss, unless somebody else has
/// ended or stopped the process.
public final class CompilerProcess implements KernelCompiler {
  private static final Logger LOG = LoggerFactory.getLogger(CompilerProcess.class);

  /// Processes that somebody else may end or stop while one form is compiled.
  private static final int ATTEMPTS = 2;

  /// Processes that may be lost before the first is ready.
  private static final int STARTS = 3;

  private final CompilerProcesses processes;
  private final StartFailures startFailures = new StartFailures();
  private final String name;
  private final KernelImage runtime;
  private long failedNanos;
  private @Nullable CompilerSession session;

  /// Starts a process and waits until it is ready.
  CompilerProcess(CompilerProcesses processes) throws UnavailableException {
    this.processes = processes;
    CompilerSession first = first(processes);
    session = first;
    name = first.ready().name();
    runtime = first.ready().runtime();
  }

  /// Starts a few processes, one after the other, until the first becomes ready.
  private static CompilerSession first(CompilerProcesses processes) throws UnavailableException {
    for (int attempt = 1; ; attempt++) {
      try {
        return CompilerSession.start(processes);
      } catch (UnavailableException lost) {
        if (!(lost.getCause() instanceof LostCompilerException) || attempt == STARTS) {
          throw lost;
        }
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public KernelImage runtime() {
    return runtime;
  }

  @Override
  public Compiled compile(byte[] form) throws CompilationException {
    return switch (ask(new CompilerRequest.Compile(form))) {
      case CompilerReply.Compiled(Compiled kernel) -> kernel;
      case CompilerReply.Refused(Kind kind, String reason) ->
          throw new CompilationException(kind, reason);
      case CompilerReply other -> throw unexpected(other);
    };
  }

  @Override
  public NativeListing listing(byte[] form) throws CompilationException {
    return switch (ask(new CompilerRequest.Show(form))) {
      case CompilerReply.Shown(NativeListing listing) -> listing;
      case CompilerReply.Refused(Kind kind, String reason) ->
          throw new CompilationException(kind, reason);
      case CompilerReply other -> throw unexpected(other);
    };
  }

  private CompilerReply ask(CompilerRequest request) throws CompilationException {
    for (int attempt = 1; ; attempt++) {
      CompilerSession current = awake();
      try {
        CompilerReply reply = current.ask(request, processes.limits().compilation());
        if (current.isWorn()) {
          dismiss();
        }
        return reply;
      } catch (LostCompilerException lost) {
        session = null;
        if (!lost.wasEndedByOthers() || attempt == ATTEMPTS) {
          throw new CompilationException(lost.kind(), lost.reason());
        }
      }
    }
  }

  /// A process that has just answered.
  private CompilerSession awake() throws CompilationException {
    CompilerSession known = session;
    if (known != null) {
      try {
        CompilerReply _ = known.ask(new CompilerRequest.Ping(), processes.limits().answer());
        return known;
      } catch (LostCompilerException lost) {
        LOG.info("A compiler process was lost while it had nothing to do: {}", lost.reason());
        session = null;
      }
    }
    CompilerSession started = started();
    session = started;
    return started;
  }

  /// Starts a new process. After failures to start one, no process is started for a while.
  private CompilerSession started() throws CompilationException {
    if (System.nanoTime() - failedNanos < startFailures.pause().toNanos()) {
      throw new CompilationException(Kind.UNAVAILABLE, "the last process could not be started");
    }
    try {
      CompilerSession started = CompilerSession.start(processes);
      startFailures.clear();
      return started;
    } catch (UnavailableException none) {
      LOG.warn("A compiler process could not be started: {}", none.reason());
      startFailures.add(none.reason());
      failedNanos = System.nanoTime();
      throw new CompilationException(Kind.UNAVAILABLE, none.reason());
    }
  }

  private CompilationException unexpected(CompilerReply reply) {
    dismiss();
    return new CompilationException(
        Kind.CRASHED, "the compiler process answered with " + reply.getClass().getSimpleName());
  }

  private void dismiss() {
    CompilerSession known = session;
    session = null;
    if (known != null) {
      known.dismiss();
    }
  }

  @Override
  public void close() {
    dismiss();
  }
}
