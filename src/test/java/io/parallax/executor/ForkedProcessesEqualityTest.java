package io.parallax.executor;

import io.parallax.array.MemoryBudget;
import io.parallax.kernel.ExpressionCases;
import io.parallax.kernel.ExpressionEquality;
import io.parallax.kernel.ProgramRunner;
import io.parallax.kernel.llvm.LlvmEngine;
import io.parallax.program.Loop;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole programs in three worker processes, against the oracle in this one. What a worker runs is
/// lowered from texts; the engine it runs them on passes the rest of the matrix elsewhere.
class ForkedProcessesEqualityIT extends ExpressionEquality {
  private static final int MORSEL = Loop.MORSEL;
  private static final int WORKERS = 3;
  private static final long LIMIT_BYTES = 1L << 30;

  private static final WorkerProcesses PROCESSES =
      new WorkerProcesses(
          Processes.properties(Map.of("workers", WORKERS)), Native.properties(null));
  private static final CorePool POOL = new CorePool(1);

  private final MemoryBudget shared =
      new MemoryBudget(LIMIT_BYTES, PROCESSES.memory().orElseThrow());

  @AfterAll
  static void close() {
    PROCESSES.close();
    POOL.close();
  }

  @Override
  protected ProgramRunner runner() {
    return new ExecutorRunner(executor(), WORKERS, shared);
  }

  private PlanExecutor executor() {
    return new ForkedProcessesExecutor(new WorkerRuns(PROCESSES, shared), POOL);
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 8, MORSEL, MORSEL + 1})
  void alsoReducingAndSelectingAroundTheEdgesOfMorsels(int length) {
    ExpressionCases cases = new ExpressionCases(length, 1);
    check(Stream.concat(cases.reductions(), cases.selections()));
  }

  @Test
  void alsoWhenArraysHaveToBeCopied() {
    ExecutorRunner copying = new ExecutorRunner(executor(), WORKERS, new MemoryBudget(LIMIT_BYTES));
    ExpressionCases cases = new ExpressionCases(1_025, 2);
    Stream.concat(cases.reductions(), cases.selections()).forEach(each -> each.check(copying));
  }

  @Test
  void alsoWithMachineCode() {
    Native here = Native.open();
    ExecutorRunner compiling =
        new ExecutorRunner(
            new IsolatedKernels(here.executor(), new WorkerRuns(PROCESSES, shared)),
            WORKERS,
            shared);
    ExpressionCases cases = new ExpressionCases(1_025, 2);
    Stream.concat(cases.selections(), cases.random(3, 100, 4))
        .filter(each -> LlvmEngine.refusal(each.program()).isEmpty())
        .forEach(each -> each.check(compiling));
    here.close();
  }
}
