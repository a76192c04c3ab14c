package io.parallax.executor;

import io.parallax.executor.thread.CorePool;
import io.parallax.executor.thread.PlatformThreadsExecutor;
import io.parallax.kernel.EngineEquality;
import io.parallax.kernel.ProgramRunner;
import io.parallax.kernel.block.BlockEngine;
import io.parallax.memory.MemoryBudget;
import org.junit.jupiter.api.AfterAll;

/// Whole programs on four threads, against the oracle on one.
class PlatformThreadsEqualityTest extends EngineEquality {
  private static final int THREADS = 4;
  private static final BlockEngine ENGINE = BlockEngine.create();
  private static final CorePool POOL = new CorePool(THREADS);

  private final PlanExecutor executor =
      new PlatformThreadsExecutor(new io.parallax.executor.thread.ProgramRunner(ENGINE), POOL);

  @AfterAll
  static void close() {
    POOL.close();
    ENGINE.close();
  }

  @Override
  protected ProgramRunner runner() {
    return new ExecutorRunner(executor, THREADS, new MemoryBudget(1L << 30));
  }
}
