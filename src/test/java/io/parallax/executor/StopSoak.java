package io.parallax.executor;

import io.parallax.executor.testing.StopTimes;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How long a stopped worker is missing. Run by `./mvnw -Psoak verify -Dit.test=StopSoak`.
class StopSoak {
  private static final Logger LOG = LoggerFactory.getLogger(StopSoak.class);

  @Test
  void thePoolIsFullAgainSoonAfterAStopAtAnyMoment() {
    LOG.info("{}", new StopTimes(40).run());
  }
}
