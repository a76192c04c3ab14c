package io.parallax.executor;

import io.parallax.executor.testing.RandomKills;
import org.junit.jupiter.api.Test;

/// A short form of [WorkerSoak].
class RandomKillsIT {
  @Test
  public void noRequestIsLostWhenWorkersAreKilledAtRandom() throws Exception {
    new RandomKills(50, 8).run();
  }
}
