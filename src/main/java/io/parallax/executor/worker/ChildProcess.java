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

/// A process that the service has started, and that serves it on standard input and output.
public final class ChildProcess {
  private static final int FAILED = 1;

  private ChildProcess() {}

  /// What it does.
  @FunctionalInterface
  public interface Service {
    /// Serves until the input ends, which is an exception, or it has no more to do.
    void serve(InputStream in, OutputStream out) throws IOException;
  }

  /// Serves, then ends the process.
  public static void run(Service service) throws IOException {
    outliveInterrupts();
    try (InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
      service.serve(in, out);
    } catch (RuntimeException | LinkageError defect) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, defect);
    } finally {
      // The service is gone or has no use for this process: nothing is left to be done in order.
      Runtime.getRuntime().halt(FAILED);
    }
  }

  /// A terminal's interrupt reaches every process of the service. The service ends in order and
  /// needs its processes for that, so they wait to be told.
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
