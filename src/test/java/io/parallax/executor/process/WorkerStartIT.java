package io.parallax.executor.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.executor.worker.Assignment;
import io.parallax.executor.worker.WorkerMain;
import io.parallax.memory.SharedMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A worker whose start fails ends, although whoever started it has its standard input open and
/// goes on to live, and says why.
class WorkerStartIT {
  private static final long HEAP_BYTES = 64L << 20;
  private static final Path CLASSES =
      Path.of(WorkerMain.class.getProtectionDomain().getCodeSource().getLocation().getPath());

  @TempDir private Path folder;

  @Test
  void withoutTheMemoryThatItWasToldOf() throws Exception {
    Path missing = folder.resolve("missing");

    assertThat(lastWords(command(CLASSES).start(assignment(missing, 1 << 20).arguments())))
        .contains("no shared memory")
        .contains("NoSuchFileException: " + missing);
  }

  @Test
  void withoutItsEngine() throws Exception {
    Path classes = folder.resolve("classes");
    copyAllBut("io/parallax/kernel/block", classes);

    try (SharedMemory memory = SharedMemory.open(1 << 20)) {
      assertThat(
              lastWords(
                  command(classes)
                      .start(assignment(memory.path(), memory.mapping().byteSize()).arguments())))
          .contains("NoClassDefFoundError: io/parallax/kernel/block/BlockEngine");
    }
  }

  @Test
  void withoutBeingToldWhatToDo() throws Exception {
    List<String> words =
        Stream.of(
                Stream.of(command(CLASSES).java().toString()),
                command(CLASSES).options().stream(),
                Stream.of(command(CLASSES).main()))
            .flatMap(each -> each)
            .toList();

    assertThat(lastWords(new ProcessBuilder(words).start())).contains("Assignment.of");
  }

  private static WorkerCommand command(Path classes) {
    return WorkerCommand.of(classes.toString(), WorkerMain.class.getName(), HEAP_BYTES);
  }

  private static Assignment assignment(Path memory, long bytes) {
    return new Assignment(memory, bytes, 0, ProcessHandle.current().pid(), Duration.ZERO);
  }

  /// What it wrote to standard error until it ended by itself, as failed.
  private static String lastWords(Process process) throws Exception {
    String written = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(written).isEqualTo(1);
    process.getOutputStream().close();
    return written;
  }

  private static void copyAllBut(String left, Path target) throws IOException {
    try (Stream<Path> sources = Files.walk(CLASSES.resolve("io"))) {
      for (Path source : sources.toList()) {
        Path relative = CLASSES.relativize(source);
        if (!relative.startsWith(left)) {
          Path copy = target.resolve(relative.toString());
          if (Files.isDirectory(source)) {
            Files.createDirectories(copy);
          } else {
            Files.copy(source, copy);
          }
        }
      }
    }
  }
}
