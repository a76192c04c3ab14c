package io.parallax.kernel.llvm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The threads that compile, as many as there are [Compiler]s. Platform threads of a large stack,
/// for LLVM recurses.
final class CompilerThreads implements AutoCloseable {
  private static final long STACK_BYTES = 16L * 1024 * 1024;
  static final int QUEUE = 256;
  private static final long SHUTDOWN_SECONDS = 30;

  private final ThreadPoolExecutor threads;
  private final BlockingQueue<Compiler> idle;
  private final List<Compiler> all = new ArrayList<>();

  CompilerThreads(Llvm llvm, Host host, int count) throws CompilationException {
    idle = new ArrayBlockingQueue<>(count);
    for (int compiler = 0; compiler < count; compiler++) {
      all.add(new Compiler(llvm, host));
    }
    idle.addAll(all);
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

  /// Work for a compiler.
  interface Task<T> {
    T run(Compiler compiler) throws CompilationException;
  }

  /// @throws RejectedExecutionException when too many wait, or the threads are closed
  void execute(Runnable task) {
    threads.execute(task);
  }

  /// Runs the task with a compiler of its own. On one of these threads only: see [#submit].
  <T> T with(Task<T> task) throws CompilationException {
    Compiler compiler = take();
    try {
      return task.run(compiler);
    } finally {
      idle.add(compiler);
    }
  }

  /// Runs the task on one of these threads, and waits for it.
  <T> T submit(Task<T> task) throws CompilationException {
    try {
      return threads.submit(() -> with(task)).get();
    } catch (ExecutionException e) {
      throw new CompilationException(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompilationException("interrupted while waiting for a compiler");
    }
  }

  private Compiler take() throws CompilationException {
    try {
      return idle.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompilationException("interrupted while waiting for a compiler");
    }
  }

  /// Waits for what is being compiled; a compilation cannot be interrupted.
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (threads.awaitTermination(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
        all.forEach(Compiler::close);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
