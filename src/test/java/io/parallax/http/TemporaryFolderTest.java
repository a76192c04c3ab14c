package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
  @TempDir private Path parent;

  @Test
  void deletesWhatAKilledServiceHasLeftAndNothingElse() throws IOException {
    Path left = Files.createDirectories(parent.resolve("parallax-killed/base/work"));
    Files.createFile(parent.resolve("parallax-killed/lock"));
    Path other = Files.createDirectory(parent.resolve("parallax-notes"));
    try (TemporaryFolder running = new TemporaryFolder(parent)) {
      Path used = running.folder("base");
      new TemporaryFolder(parent).close();

      assertThat(left).doesNotExist();
      assertThat(parent.resolve("parallax-killed")).doesNotExist();
      assertThat(other).exists();
      assertThat(used).exists();
    }
    assertThat(children()).containsExactly(other);
  }

  private List<Path> children() throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      return all.toList();
    }
  }
}
