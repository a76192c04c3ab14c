package io.parallax.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.executor.machinecode.IsolatedKernels;
import io.parallax.executor.process.ForkedProcessesExecutor;
import io.parallax.executor.process.WorkerProcesses;
import io.parallax.executor.process.WorkerRuns;
import io.parallax.executor.testing.ExecutorRunner;
import io.parallax.executor.testing.Native;
import io.parallax.executor.testing.Processes;
import io.parallax.kernel.llvm.LlvmEngine;
import io.parallax.kernel.testing.EngineCase;
import io.parallax.kernel.testing.ExpressionCases;
import io.parallax.kernel.testing.NarrowCases;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.testing.FileBlocks;
import io.parallax.program.Loop;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole programs in three worker processes, against the oracle in this one. What a worker runs is
/// lowered from texts, which `RecipeTest` shows to give the same program for every function and
/// operator; the engine it runs them on passes the rest of the matrix elsewhere, lengths around the
/// edges of vectors included. Here are lengths around the edges of morsels.
@Execution(ExecutionMode.CONCURRENT)
class ForkedProcessesEqualityTest {
  private static final int MORSEL = Loop.MORSEL;
  private static final int WORKERS = 3;
  private static final long LIMIT_BYTES = 1L << 30;

  private static final WorkerProcesses PROCESSES =
      new WorkerProcesses(Processes.properties(Map.of("workers", WORKERS)));

  private final MemoryBudget shared =
      new MemoryBudget(LIMIT_BYTES, PROCESSES.memory().orElseThrow());

  @AfterAll
  static void close() {
    PROCESSES.close();
  }

  private PlanExecutor executor() {
    return new ForkedProcessesExecutor(new WorkerRuns(PROCESSES, shared, new StopWords()));
  }

  private void check(Stream<EngineCase> cases) {
    EngineCase.checkAll(cases, new ExecutorRunner(executor(), WORKERS, shared));
  }

  /// Of the last length morsels end within rows.
  @ParameterizedTest
  @ValueSource(ints = {9, MORSEL / 2 + 5})
  void expressionsHaveTheBitsOfTheOracle(int length) {
    check(new ExpressionCases(length, 3).texts());
  }

  @Test
  void inputsOfNarrowTypesHaveTheBitsOfTheOracle() {
    check(new NarrowCases(129).all());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, MORSEL, MORSEL + 1})
  void reductionsAndSelectionsHaveTheBitsOfTheOracle(int length) {
    ExpressionCases cases = new ExpressionCases(length, length < MORSEL - 1 ? 5 : 1);
    check(Stream.concat(cases.reductions(), cases.selections()));
  }

  @Test
  void randomExpressionsHaveTheBitsOfTheOracle() {
    check(new ExpressionCases(9, 3).random(1, 100, 3));
    check(new ExpressionCases(1_025, 2).random(2, 50, 4));
  }

  @Test
  void alsoWhenArraysHaveToBeCopied() {
    ExecutorRunner copying = new ExecutorRunner(executor(), WORKERS, new MemoryBudget(LIMIT_BYTES));
    ExpressionCases cases = new ExpressionCases(1_025, 2);
    Stream.concat(cases.reductions(), cases.selections()).forEach(each -> each.check(copying));
  }

  /// The workers' budget could not hold a copy of the arrays.
  @Test
  void alsoWhenArraysAreFilesWhichAreNotCopied(@TempDir Path folder) {
    long boardBytes = 64 << 10;
    MemoryBudget boards = new MemoryBudget(boardBytes, PROCESSES.memory().orElseThrow());
    ExecutorRunner mapping =
        new ExecutorRunner(
            new ForkedProcessesExecutor(new WorkerRuns(PROCESSES, boards, new StopWords())),
            WORKERS,
            new MemoryBudget(LIMIT_BYTES, new FileBlocks(folder)));
    ExpressionCases cases = new ExpressionCases(MORSEL + 1, 1);
    Stream.concat(cases.reductions().limit(40), cases.selections().limit(10))
        .forEach(each -> each.check(mapping));
    assertThat(boards.peakBytes()).isBetween(1L, boardBytes);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void alsoWithMachineCode() {
    Native here = Native.open();
    ExecutorRunner compiling =
        new ExecutorRunner(
            new IsolatedKernels(
                here.executor(), new WorkerRuns(PROCESSES, shared, new StopWords())),
            WORKERS,
            shared);
    ExpressionCases cases = new ExpressionCases(1_025, 2);
    Stream.concat(cases.selections(), cases.random(3, 50, 4))
        .filter(each -> LlvmEngine.refusal(each.program()).isEmpty())
        .forEach(each -> each.check(compiling));
    here.close();
  }
}
