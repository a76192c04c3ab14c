package io.parallax.executor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnstartedChildrenTest {
  private static final String FOREVER = "600";

  @TempDir private Path folder;

  @Test
  void endsTheProgramThatWasToBecomeAnotherAndNoOtherChild() throws Exception {
    Path sleep = Path.of("/bin/sleep");
    Path starter = Files.copy(sleep, folder.resolve("jspawnhelper"));
    Process unstarted = sleeping(starter);
    Process started = sleeping(sleep);
    try {
      UnstartedChildren.end();

      assertThat(unstarted.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(started.isAlive()).isTrue();
    } finally {
      started.destroyForcibly();
      unstarted.destroyForcibly();
    }
  }

  private static Process sleeping(Path program) throws IOException {
    return new ProcessBuilder(program.toString(), FOREVER).start();
  }
}
