package io.parallax.executor.worker;

import io.parallax.error.ErrorCode;
import io.parallax.memory.SharedMapping;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// A worker of which the first few processes stop, as by SIGSTOP, at one moment of their lives; the
/// others are as they should be.
public final class FreezingWorker {
  /// How many processes stop.
  public static final String COUNT = "freezing.count";

  /// When, the name of a [Moment].
  public static final String MOMENT = "freezing.moment";

  private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

  /// Far behind the workers' pulses, in the part of the memory that no array has.
  private static final long COUNTER = 60 * 1024;

  /// When a worker can stop.
  public enum Moment {
    /// Before it shows any sign of life.
    BORN,
    /// After its first sign of life.
    STARTING,
    /// When it has said that it is ready.
    IDLE,
    /// With work.
    WORKING,
    /// When it is told to end.
    DISMISSED
  }

  private FreezingWorker() {}

  /// Runs until standard input ends, and longer when it is to stop then. Does no work.
  public static void main(String... arguments) throws IOException {
    Assignment assignment = Assignment.of(arguments);
    SharedMapping memory = SharedMapping.open(assignment.memory(), assignment.memoryBytes());
    long before = (long) WORD.getAndAdd(memory.at(COUNTER, Long.BYTES), 0L, 1L);
    if (before >= Integer.getInteger(COUNT)) {
      WorkerMain.main(arguments);
    }
    freezeAt(Moment.BORN);
    Heartbeat pulse = new Heartbeat(memory.at(assignment.pulseOffset(), Heartbeat.BYTES));
    pulse.warm();
    HeartbeatThread.start(pulse::beat, assignment.parent());
    freezeAt(Moment.STARTING);
    try (InputStream in = new FileInputStream(FileDescriptor.in);
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
      Replies.write(out, new Reply.Ready());
      freezeAt(Moment.IDLE);
      while (true) {
        if (Commands.read(in) instanceof Command.Work work) {
          freezeAt(Moment.WORKING);
          Replies.write(
              out, new Reply.Refused(work.sequence(), ErrorCode.DEADLINE_EXCEEDED, "no work"));
        }
      }
    } catch (EOFException dismissed) {
      freezeAt(Moment.DISMISSED);
      Runtime.getRuntime().halt(0);
    }
  }

  private static void freezeAt(Moment moment) throws IOException {
    if (Moment.valueOf(System.getProperty(MOMENT)) == moment) {
      new ProcessBuilder("kill", "-STOP", String.valueOf(ProcessHandle.current().pid()))
          .start()
          .onExit()
          .join();
    }
  }
}
