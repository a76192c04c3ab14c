package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.binding.UnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The threads that have forms compiled. Each thread has a compiler of its own while it needs one.
/// The first compiler is opened at the start; more are opened when all compilers are busy. The
/// threads are platform threads with a large stack, because LLVM recurses.
final class CompilerThreads implements AutoCloseable {
  static final long STACK_BYTES = 16L * 1024 * 1024;
  static final int QUEUE = 256;
  private static final long SHUTDOWN_SECONDS = 30;

  private final KernelCompiler.Source source;
  private final ThreadPoolExecutor threads;

  /// The compilers that no thread uses. Guarded by `this`, as is `all`.
  private final Deque<KernelCompiler> idle = new ArrayDeque<>();

  private final List<KernelCompiler> all = new ArrayList<>();

  CompilerThreads(KernelCompiler.Source source, int count) {
    this.source = source;
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            Thread.ofPlatform()
                .name("kernel-compiler-", 0)
                .daemon()
                .stackSize(STACK_BYTES)
                .factory());
  }

  /// A task that needs a compiler.
  interface Task<T> {
    T run(KernelCompiler compiler) throws CompilationException;
  }

  /// Opens the first compiler, and waits for it.
  ///
  /// @throws UnavailableException with the reason, where no compiler can be opened
  KernelCompiler first() throws UnavailableException {
    try {
      return threads
          .submit(
              () -> {
                KernelCompiler compiler = take();
                giveBack(compiler);
                return compiler;
              })
          .get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnavailableException unavailable) {
        throw unavailable;
      }
      throw new UnavailableException("no kernel can be compiled here: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted while waiting for a compiler", e);
    }
  }

  /// @throws RejectedExecutionException when too many tasks wait, or the threads are closed
  void execute(Runnable task) {
    threads.execute(task);
  }

  /// Runs the task on the calling thread with a compiler of its own. Must be called on one of these
  /// threads; other threads call [#submit].
  <T> T with(Task<T> task) throws CompilationException {
    KernelCompiler compiler;
    try {
      compiler = take();
    } catch (UnavailableException none) {
      throw new CompilationException(CompilationException.Kind.UNAVAILABLE, none.reason());
    }
    try {
      return task.run(compiler);
    } finally {
      giveBack(compiler);
    }
  }

  /// Runs the task on one of these threads, and waits for it.
  <T> T submit(Task<T> task) throws CompilationException {
    try {
      return threads.submit(() -> with(task)).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CompilationException refused) {
        throw refused;
      }
      throw new CompilationException(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompilationException(
          CompilationException.Kind.UNAVAILABLE, "interrupted while waiting for a compiler");
    }
  }

  /// An idle compiler, else a new one. There are at most as many compilers as threads. A compiler
  /// is opened outside the lock.
  private KernelCompiler take() throws UnavailableException {
    synchronized (this) {
      KernelCompiler known = idle.poll();
      if (known != null) {
        return known;
      }
    }
    KernelCompiler opened = source.open();
    synchronized (this) {
      all.add(opened);
    }
    return opened;
  }

  private synchronized void giveBack(KernelCompiler compiler) {
    idle.push(compiler);
  }

  /// Waits for running compilations, because a compilation cannot be interrupted.
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (threads.awaitTermination(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
        synchronized (this) {
          all.forEach(KernelCompiler::close);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
