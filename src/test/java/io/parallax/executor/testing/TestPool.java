package io.parallax.executor.testing;

import io.parallax.executor.PlanExecutor;
import io.parallax.executor.StopWords;
import io.parallax.executor.machinecode.IsolatedKernels;
import io.parallax.executor.machinecode.NativeKernelsExecutor;
import io.parallax.executor.process.ForkedProcessesExecutor;
import io.parallax.executor.process.PoolState;
import io.parallax.executor.process.ProcessProperties;
import io.parallax.executor.process.WorkerCommand;
import io.parallax.executor.process.WorkerPool;
import io.parallax.executor.process.WorkerProcesses;
import io.parallax.executor.process.WorkerRuns;
import io.parallax.executor.worker.FaultyWorker;
import io.parallax.executor.worker.FreezingWorker;
import io.parallax.executor.worker.WorkerMain;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.SharedMemory;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Real workers with their executor.
public final class TestPool implements AutoCloseable {
  private static final long LIMIT_BYTES = 4L << 30;

  private final SharedMemory memory;
  private final WorkerPool workers;
  private final MemoryBudget budget;
  private final WorkerRuns runs;
  private final PlanExecutor executor;

  private TestPool(ProcessProperties properties, WorkerCommand command) {
    try {
      memory = SharedMemory.open(LIMIT_BYTES);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
    workers = new WorkerPool(properties, memory, command);
    budget = new MemoryBudget(LIMIT_BYTES, memory);
    WorkerProcesses processes =
        new WorkerProcesses(properties, new WorkerProcesses.Opening.Open(memory, workers));
    runs = new WorkerRuns(processes, budget, new StopWords());
    executor = new ForkedProcessesExecutor(runs);
  }

  /// Sound workers.
  public static TestPool start(Map<String, Object> settings) {
    ProcessProperties properties = Processes.properties(settings);
    return new TestPool(properties, command(WorkerMain.class, properties, List.of()));
  }

  /// Workers of which the first processes have a fault each.
  public static TestPool faulty(List<FaultyWorker.Fault> faults, Map<String, Object> settings) {
    ProcessProperties properties = Processes.properties(settings);
    String names = faults.stream().map(Enum::name).collect(Collectors.joining(","));
    List<String> options = List.of("-D" + FaultyWorker.FAULTS + "=" + names);
    return new TestPool(properties, command(FaultyWorker.class, properties, options));
  }

  /// Workers of which the first few processes freeze.
  public static TestPool freezing(
      FreezingWorker.Moment moment, int count, Map<String, Object> settings) {
    ProcessProperties properties = Processes.properties(settings);
    List<String> options =
        List.of(
            "-D" + FreezingWorker.MOMENT + "=" + moment, "-D" + FreezingWorker.COUNT + "=" + count);
    return new TestPool(properties, command(FreezingWorker.class, properties, options));
  }

  private static WorkerCommand command(
      Class<?> main, ProcessProperties properties, List<String> options) {
    WorkerCommand usual =
        WorkerCommand.of(
            String.join(File.pathSeparator, folderOf(WorkerMain.class), folderOf(main)),
            main.getName(),
            properties.heap().toBytes());
    List<String> all = new ArrayList<>(usual.options());
    all.addAll(options);
    return new WorkerCommand(usual.java(), all, usual.main());
  }

  private static String folderOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  public PlanExecutor executor() {
    return executor;
  }

  /// Native kernels in these workers.
  public PlanExecutor isolated(NativeKernelsExecutor kernels) {
    return new IsolatedKernels(kernels, runs);
  }

  public MemoryBudget budget() {
    return budget;
  }

  public WorkerPool workers() {
    return workers;
  }

  public PoolState state() {
    return workers.state();
  }

  @Override
  public void close() {
    workers.close();
  }
}
