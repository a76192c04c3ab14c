package io.parallax.http;

import io.parallax.http.testing.KilledService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A service that is killed while datasets are uploaded, and while they are computed:
/// `-Ddatasets.kills=50` times each, after a time that is another one each time. Every third start
/// checks what two kills have left; the start between them goes on storing beside it.
class DatasetCrashCampaign {
  private static final int KILLS = Integer.getInteger("datasets.kills", 50);
  private static final int MOST_MILLIS = 1_500;
  private static final int KILLS_PER_CHECK = 2;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void whatWasAnsweredIsServedAndNothingElse(KilledService.Kind kind) throws Exception {
    Random random = new Random(KILLS);
    KilledService service = new KilledService(folder);
    for (int kill = 1; kill <= KILLS; kill++) {
      service.kill(kind, Duration.ofMillis(random.nextLong(MOST_MILLIS)));
      if (kill % KILLS_PER_CHECK == 0 || kill == KILLS) {
        service.verify();
      }
    }
  }
}
