package io.parallax.executor.process;

import io.parallax.executor.worker.Assignment;
import io.parallax.executor.worker.Heartbeat;
import io.parallax.memory.SharedMemory;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;

/// Starts processes. Each process has a place in the shared memory for its heartbeat. Thread safe.
final class Launcher {
  private final ProcessProperties properties;
  private final SharedMemory memory;
  private final WorkerCommand command;
  private final BitSet taken = new BitSet();

  Launcher(ProcessProperties properties, SharedMemory memory, WorkerCommand command) {
    this.properties = properties;
    this.memory = memory;
    this.command = command;
  }

  /// A process that is not ready yet, and the place of its heartbeat.
  record Launched(Worker worker, int place) {}

  Launched launch() throws IOException {
    int place = take();
    try {
      long offset = place * Heartbeat.BYTES;
      MemorySegment pulse = memory.header().asSlice(offset, Heartbeat.BYTES).fill((byte) 0);
      Assignment assignment =
          new Assignment(
              memory.path(),
              memory.mapping().byteSize(),
              memory.mapping().offsetOf(pulse),
              ProcessHandle.current().pid(),
              properties.warmUp());
      return new Launched(
          new Worker(command.start(assignment.arguments()), new Heartbeat(pulse)), place);
    } catch (IOException | RuntimeException failed) {
      release(place);
      throw failed;
    }
  }

  /// Makes the heartbeat's place of a process that is gone free for another process.
  synchronized void release(int place) {
    taken.clear(place);
  }

  private synchronized int take() {
    int place = taken.nextClearBit(0);
    taken.set(place);
    return place;
  }
}
