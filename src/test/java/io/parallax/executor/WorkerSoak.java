package io.parallax.executor;

import io.parallax.executor.testing.RandomKills;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Two hundred workers killed under a thousand requests that run or wait at the same time. Run by
/// `./mvnw -Psoak verify`.
public class WorkerSoak {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerSoak.class);

  @Test
  void noRequestIsLostWhenWorkersAreKilledAtRandom() throws Exception {
    LOG.info("{}", new RandomKills(1_000, 200).run());
  }
}
