package io.parallax.executor;

import io.parallax.executor.testing.ExecutorRunner;
import io.parallax.executor.thread.CorePool;
import io.parallax.executor.thread.PlatformThreadsExecutor;
import io.parallax.executor.thread.ProgramRunner;
import io.parallax.kernel.block.BlockEngine;
import io.parallax.kernel.testing.EngineCase;
import io.parallax.kernel.testing.ExpressionCases;
import io.parallax.kernel.testing.NarrowCases;
import io.parallax.kernel.testing.OperationCases;
import io.parallax.kernel.testing.RandomPrograms;
import io.parallax.memory.MemoryBudget;
import io.parallax.program.Loop;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole programs on four threads, against the oracle on one. The engine passes the rest of the
/// matrix alone (`VectorEngineTest`), lengths around the edges of vectors included; here are
/// lengths around the edges of morsels, which threads share.
@Execution(ExecutionMode.CONCURRENT)
class PlatformThreadsEqualityTest {
  private static final int MORSEL = Loop.MORSEL;
  private static final int THREADS = 4;
  private static final BlockEngine ENGINE = BlockEngine.create();
  private static final CorePool POOL = new CorePool(THREADS);

  private final PlanExecutor executor =
      new PlatformThreadsExecutor(new ProgramRunner(ENGINE), POOL);

  @AfterAll
  static void close() {
    POOL.close();
    ENGINE.close();
  }

  private void check(Stream<EngineCase> cases) {
    EngineCase.checkAll(cases, new ExecutorRunner(executor, THREADS, new MemoryBudget(1L << 30)));
  }

  /// Of the last length morsels end within rows.
  @ParameterizedTest
  @ValueSource(ints = {9, MORSEL / 2 + 5})
  void expressionsHaveTheBitsOfTheOracle(int length) {
    check(new ExpressionCases(length, 3).texts());
  }

  @Test
  void inputsOfNarrowTypesHaveTheBitsOfTheOracle() {
    check(new NarrowCases(MORSEL / 2 + 5).all());
  }

  @ParameterizedTest
  @ValueSource(ints = {MORSEL, 3 * MORSEL + 5})
  void everyOperationHasTheBitsOfTheOracle(int length) {
    check(new OperationCases(length).all());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, MORSEL, MORSEL + 1})
  void reductionsAndSelectionsHaveTheBitsOfTheOracle(int length) {
    ExpressionCases cases = new ExpressionCases(length, length < MORSEL - 1 ? 5 : 1);
    check(Stream.concat(cases.reductions(), cases.selections()));
  }

  @Test
  void randomProgramsHaveTheBitsOfTheOracle() {
    check(LongStream.range(0, 500).mapToObj(RandomPrograms::at));
  }
}
