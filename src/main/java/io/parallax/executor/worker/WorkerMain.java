package io.parallax.executor.worker;

import io.parallax.array.SharedMapping;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/// The main class of a worker. Does what it is told on standard input until that ends.
public final class WorkerMain {
  private static final int FAILED = 1;

  private WorkerMain() {}

  /// Runs until standard input ends.
  ///
  /// @param arguments of an [Assignment]
  public static void main(String... arguments) throws IOException {
    Assignment assignment = Assignment.of(arguments);
    outliveInterrupts();
    try (InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
      SharedMapping memory = open(assignment);
      Pulse pulse = new Pulse(memory.at(assignment.pulseOffset(), Pulse.BYTES));
      Heart.start(pulse, assignment.parent());
      Engines engines = new Engines(assignment.library());
      Replies.write(out, new Reply.Ready());
      Thread.ofPlatform()
          .daemon()
          .name("warm-up")
          .start(
              () -> {
                engines.warm(assignment.warmUp());
                pulse.warm();
              });
      serve(new Workbench(memory, pulse, engines), pulse, in, out);
    } catch (RuntimeException | LinkageError defect) {
      Thread worker = Thread.currentThread();
      worker.getUncaughtExceptionHandler().uncaughtException(worker, defect);
    } finally {
      // The service is gone or has no use for this process: nothing is left to be done in order.
      Runtime.getRuntime().halt(FAILED);
    }
  }

  /// @throws UncheckedIOException when it cannot: unlike the end of standard input a defect
  private static SharedMapping open(Assignment assignment) {
    try {
      return SharedMapping.open(assignment.memory(), assignment.memoryBytes());
    } catch (IOException refused) {
      throw new UncheckedIOException("no shared memory", refused);
    }
  }

  private static void serve(Workbench bench, Pulse pulse, InputStream in, OutputStream out)
      throws IOException {
    while (true) {
      Command command = Commands.read(in);
      pulse.progress();
      long sequence = 0;
      try {
        switch (command) {
          case Command.Learn learn -> bench.learn(learn);
          case Command.Work work -> {
            sequence = work.sequence();
            Replies.write(out, bench.work(work));
          }
        }
      } catch (RuntimeException | LinkageError | StackOverflowError defect) {
        Replies.write(out, new Reply.Broken(sequence, defect.toString()));
      }
    }
  }

  /// A terminal's interrupt reaches every process of the service. The service ends in order and
  /// needs its workers for that, so they wait to be told.
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
