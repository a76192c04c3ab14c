package io.parallax.executor.testing;

import io.parallax.executor.Execution;
import io.parallax.executor.PlanExecutor;
import io.parallax.executor.StopWords;
import io.parallax.executor.process.ForkedProcessesExecutor;
import io.parallax.executor.process.WorkerProcesses;
import io.parallax.executor.process.WorkerRuns;
import io.parallax.limit.Deadline;
import io.parallax.memory.MemoryBudget;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/// A process with workers, to be killed: says who its workers are.
public final class PoolHost {
  public static final String IDLE = "idle";
  public static final String BUSY = "busy";
  public static final int WORKERS = 2;

  private PoolHost() {}

  /// Runs until it is killed.
  ///
  /// @param arguments the folder of the shared memory, and what the workers do
  public static void main(String... arguments) {
    WorkerProcesses processes =
        new WorkerProcesses(
            Processes.properties(Map.of("workers", WORKERS, "folder", arguments[0])));
    WorkerProcesses.Opening.Open open = (WorkerProcesses.Opening.Open) processes.opening();
    open.pool().begin();
    open.pool().awaitFull(Duration.ofMinutes(1));
    MemoryBudget budget = new MemoryBudget(1L << 30, open.memory());
    PlanExecutor executor =
        new ForkedProcessesExecutor(new WorkerRuns(processes, budget, new StopWords()));
    try (PrintStream out =
            new PrintStream(
                new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Job job = Job.of("sum(sin(x)) + median(x)", 3_000_000, budget)) {
      if (arguments[1].equals(BUSY)) {
        executor.execute(job.on(WORKERS));
      }
      out.println(
          open.pool().pids().stream().map(String::valueOf).collect(Collectors.joining(" ")));
      Execution endless = job.on(WORKERS, Deadline.after(System.nanoTime(), Duration.ofMinutes(5)));
      while (true) {
        if (arguments[1].equals(BUSY)) {
          executor.execute(endless);
        } else {
          Thread.onSpinWait();
        }
      }
    }
  }
}
