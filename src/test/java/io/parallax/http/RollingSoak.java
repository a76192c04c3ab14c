package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.http.testing.RollingRestarts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ten restarts behind nginx, which must be installed. Run by `./mvnw -Psoak verify
/// -Dit.test=RollingSoak`; [DrainIT] is what needs no nginx.
class RollingSoak {
  private static final Logger LOG = LoggerFactory.getLogger(RollingSoak.class);
  private static final int RESTARTS = 10;

  @TempDir private Path folder;

  @Test
  void noRequestNoticesThatInstancesAreRestarted() throws Exception {
    RollingRestarts.Outcome outcome =
        new RollingRestarts(folder, Integer.getInteger("restarts", RESTARTS)).run();

    LOG.info("{}", outcome);
    assertThat(outcome.failed()).isEmpty();
    assertThat(outcome.answered()).isPositive();
  }
}
