package io.parallax.executor.testing;

import org.junit.jupiter.api.Test;

/// A short form of [WorkerSoak].
class RandomKillsIT {
  @Test
  public void noRequestIsLostWhenWorkersAreKilledAtRandom() throws Exception {
    new RandomKills(50, 8).run();
  }
}
