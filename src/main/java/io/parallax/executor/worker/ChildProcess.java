package io.parallax.executor.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/// A process that the service has started, and that answers on standard input and output.
public final class ChildProcess {
  private static final int FAILED = 1;

  private ChildProcess() {}

  /// The task of a child process.
  @FunctionalInterface
  public interface Service {
    /// Answers until the input ends, which throws an exception, or the service has nothing more to
    /// do.
    void serve(InputStream in, OutputStream out) throws IOException;
  }

  /// Runs the service, then ends the process.
  public static void run(Service service) throws IOException {
    outliveInterrupts();
    try (InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
      service.serve(in, out);
    } catch (RuntimeException | LinkageError defect) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, defect);
    } finally {
      // The parent is gone or does not need this process any more: no orderly shutdown is needed.
      Runtime.getRuntime().halt(FAILED);
    }
  }

  /// Keeps this process alive after an interrupt from the terminal, which reaches every process of
  /// the service. The service needs its child processes while it shuts down, so they wait until it
  /// ends them.
  private static void outliveInterrupts() {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> {
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException never) {
                        Thread.currentThread().interrupt();
                      }
                    }));
  }
}
