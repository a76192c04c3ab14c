package io.parallax.executor.worker;

import io.parallax.kernel.RoutineEngine;
import io.parallax.kernel.block.BlockEngine;
import io.parallax.kernel.bytecode.BytecodeEngine;
import io.parallax.kernel.llvm.KernelImage;
import io.parallax.memory.SharedMapping;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// The main class of a worker. Executes commands from standard input until the input ends.
public final class WorkerMain {
  private WorkerMain() {}

  /// Executes commands until standard input ends.
  ///
  /// @param arguments the arguments of an [Assignment]
  public static void main(String... arguments) throws IOException {
    Assignment assignment = Assignment.of(arguments);
    ChildProcess.run(
        (in, out) -> {
          SharedMapping memory = open(assignment);
          Heartbeat pulse = new Heartbeat(memory.at(assignment.pulseOffset(), Heartbeat.BYTES));
          HeartbeatThread.start(pulse::beat, assignment.parent());
          BlockEngine blocks = BlockEngine.create();
          RoutineEngine routines = new BytecodeEngine();
          Rehearsal.run(routines);
          Replies.write(out, new Reply.Ready());
          Thread.ofPlatform()
              .daemon()
              .name("warm-up")
              .start(
                  () -> {
                    blocks.warm(assignment.warmUp());
                    pulse.warm();
                  });
          serve(new Workbench(memory, pulse, blocks, routines), pulse, in, out);
        });
  }

  /// @throws UncheckedIOException when the memory cannot be opened, which is a defect, unlike the
  ///   end of standard input
  private static SharedMapping open(Assignment assignment) {
    try {
      return SharedMapping.open(assignment.memory(), assignment.memoryBytes());
    } catch (IOException refused) {
      throw new UncheckedIOException("no shared memory", refused);
    }
  }

  private static void serve(Workbench bench, Heartbeat pulse, InputStream in, OutputStream out)
      throws IOException {
    while (true) {
      Command command = Commands.read(in);
      pulse.progress();
      long sequence = 0;
      try {
        switch (command) {
          case Command.Learn learn -> bench.learn(learn);
          case Command.Share(KernelImage runtime) -> bench.share(runtime);
          case Command.Load load -> bench.load(load);
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
}
