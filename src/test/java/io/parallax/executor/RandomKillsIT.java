package io.parallax.executor;

import org.junit.jupiter.api.Test;

/// A short form of [WorkerSoak].
class RandomKillsIT {
  @Test
  void noRequestIsLostWhenWorkersAreKilledAtRandom() throws Exception {
    new RandomKills(50, 8).run();
  }
}
