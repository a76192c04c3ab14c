package io.parallax.executor;

import io.parallax.executor.testing.RecoveryTimes;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How long a kill disturbs. Run by `./mvnw -Psoak verify -Dit.test=RecoverySoak`.
class RecoverySoak {
  private static final Logger LOG = LoggerFactory.getLogger(RecoverySoak.class);

  @Test
  void thePoolIsFullAgainAfterEveryKill() throws Exception {
    LOG.info("{}", new RecoveryTimes(50).run());
  }
}
