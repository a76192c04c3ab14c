package io.parallax.executor.process;

import com.sun.management.OperatingSystemMXBean;
import io.parallax.executor.worker.WorkerMain;
import io.parallax.memory.SharedMemory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// The pool of worker processes and the memory that they share with the service, or the reason why
/// the service has none.
@Component
@EnableConfigurationProperties(ProcessProperties.class)
public final class WorkerProcesses implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerProcesses.class);

  private final ProcessProperties properties;
  private final Opening opening;

  @Autowired
  public WorkerProcesses(ProcessProperties properties) {
    this(properties, open(properties));
  }

  public WorkerProcesses(ProcessProperties properties, Opening opening) {
    this.properties = properties;
    this.opening = opening;
  }

  /// The result of opening the pool and the shared memory.
  public sealed interface Opening {
    record Open(SharedMemory memory, WorkerPool pool) implements Opening {}

    record Unavailable(String reason) implements Opening {}
  }

  public Opening opening() {
    return opening;
  }

  /// The shared memory that workers see; empty where the service has no worker processes.
  public Optional<SharedMemory> memory() {
    return opening instanceof Opening.Open(SharedMemory memory, _)
        ? Optional.of(memory)
        : Optional.empty();
  }

  /// The state of the pool; empty where the service has no worker processes.
  public Optional<PoolState> state() {
    return opening instanceof Opening.Open(_, WorkerPool pool)
        ? Optional.of(pool.state())
        : Optional.empty();
  }

  public ProcessProperties properties() {
    return properties;
  }

  /// Ends every worker. The shared memory stays open until this process ends, because arrays in it
  /// may still be in use.
  @Override
  public void close() {
    if (opening instanceof Opening.Open(_, WorkerPool pool)) {
      pool.close();
    }
  }

  private static Opening open(ProcessProperties properties) {
    if (properties.count() == 0) {
      return new Opening.Unavailable("parallax.processes.workers is 0");
    }
    try {
      String classPath = WorkerClasses.path();
      SharedMemory memory = memory(properties);
      WorkerCommand command =
          WorkerCommand.of(classPath, WorkerMain.class.getName(), properties.heap().toBytes());
      return new Opening.Open(memory, new WorkerPool(properties, memory, command));
    } catch (IOException | RuntimeException refused) {
      LOG.warn("No worker processes", refused);
      return new Opening.Unavailable(
          "memory cannot be shared with other processes: " + refused.getMessage());
    }
  }

  /// Opens shared memory as large as the machine's memory; the memory budget limits how much of it
  /// is in use.
  private static SharedMemory memory(ProcessProperties properties) throws IOException {
    long machineBytes =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    Path folder = properties.folder();
    return folder == null
        ? SharedMemory.open(machineBytes)
        : SharedMemory.open(machineBytes, folder);
  }
}
