package io.parallax.executor.worker;

import io.parallax.error.ErrorCode;
import io.parallax.memory.SharedMapping;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A worker of which the first few processes are faulty, each from its first work on; the others
/// are as they should be.
public final class FaultyWorker {
  /// What is wrong with each of them, the names of [Fault]s with commas between.
  public static final String FAULTS = "faulty.faults";

  private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

  /// Far behind the workers' pulses, in the part of the memory that no array has.
  private static final long COUNTER = 60 * 1024;

  /// What can be wrong with a worker.
  public enum Fault {
    /// It never answers, and shows that it lives.
    MUTE,
    /// It answers something else.
    GARBLED,
    /// It answers with the number of another command.
    CONFUSED,
    /// It runs out of heap.
    HUNGRY,
    /// It exits.
    QUITTING,
    /// It has no time for the step: nothing is wrong with the process.
    REFUSING
  }

  private FaultyWorker() {}

  /// Runs until standard input ends.
  public static void main(String... arguments) throws IOException {
    Assignment assignment = Assignment.of(arguments);
    SharedMapping memory = SharedMapping.open(assignment.memory(), assignment.memoryBytes());
    long before = (long) WORD.getAndAdd(memory.at(COUNTER, Long.BYTES), 0L, 1L);
    String[] faults = System.getProperty(FAULTS).split(",", -1);
    if (before >= faults.length) {
      WorkerMain.main(arguments);
    }
    Fault fault = Fault.valueOf(faults[Math.toIntExact(before)]);
    Heartbeat pulse = new Heartbeat(memory.at(assignment.pulseOffset(), Heartbeat.BYTES));
    pulse.warm();
    HeartbeatThread.start(pulse::beat, assignment.parent());
    try (InputStream in = new FileInputStream(FileDescriptor.in);
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
      Replies.write(out, new Reply.Ready());
      while (true) {
        if (Commands.read(in) instanceof Command.Work work) {
          fail(fault, work, out);
        }
      }
    }
  }

  private static void fail(Fault fault, Command.Work work, OutputStream out) throws IOException {
    switch (fault) {
      case MUTE -> {}
      case GARBLED -> {
        out.write("java.lang.Error: this is no reply\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
      case CONFUSED -> Replies.write(out, new Reply.Done(work.sequence() + 1));
      case HUNGRY -> devour();
      case QUITTING -> Runtime.getRuntime().halt(7);
      case REFUSING ->
          Replies.write(
              out,
              new Reply.Refused(
                  work.sequence(), ErrorCode.DEADLINE_EXCEEDED, "no time for step " + work.step()));
    }
  }

  private static void devour() {
    List<long[]> food = new ArrayList<>();
    while (!food.contains(new long[0])) {
      food.add(new long[1 << 16]);
    }
  }
}
