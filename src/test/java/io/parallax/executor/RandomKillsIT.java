package io.parallax.executor;

import io.parallax.executor.testing.RandomKills;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A short form of [WorkerSoak].
@Execution(ExecutionMode.CONCURRENT)
class RandomKillsIT {
  @Test
  public void noRequestIsLostWhenWorkersAreKilledAtRandom() throws Exception {
    new RandomKills(50, 8).run();
  }
}
