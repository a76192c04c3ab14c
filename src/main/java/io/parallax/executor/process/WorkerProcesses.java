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

/// The service's worker processes and the memory they share with it, where it can have them.
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

  /// What came of opening them.
  public sealed interface Opening {
    record Open(SharedMemory memory, WorkerPool pool) implements Opening {}

    record Unavailable(String reason) implements Opening {}
  }

  public Opening opening() {
    return opening;
  }

  /// The memory that workers see; empty where there can be none.
  public Optional<SharedMemory> memory() {
    return opening instanceof Opening.Open(SharedMemory memory, _)
        ? Optional.of(memory)
        : Optional.empty();
  }

  /// The pool; empty where there can be none.
  public Optional<PoolState> state() {
    return opening instanceof Opening.Open(_, WorkerPool pool)
        ? Optional.of(pool.state())
        : Optional.empty();
  }

  public ProcessProperties properties() {
    return properties;
  }

  /// Ends every worker. The memory is left to the end of this process: arrays may still be in use.
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

  /// As long as the machine's memory; what may be in use of it is for the memory budget.
  private static SharedMemory memory(ProcessProperties properties) throws IOException {
    long machineBytes =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    Path folder = properties.folder();
    return folder == null
        ? SharedMemory.open(machineBytes)
        : SharedMemory.open(machineBytes, folder);
  }
}
