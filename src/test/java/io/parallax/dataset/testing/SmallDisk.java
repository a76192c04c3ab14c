package io.parallax.dataset.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A file system in memory that is soon full, mounted until it is closed.
public record SmallDisk(Path folder) implements AutoCloseable {
  /// Mounts one below a folder; empty where that is not allowed.
  public static Optional<SmallDisk> mount(Path parent, long bytes) throws IOException {
    return mounted(parent, "size=" + bytes);
  }

  /// Mounts one that cannot be written.
  public static Optional<SmallDisk> mountReadOnly(Path parent) throws IOException {
    return mounted(parent, "ro");
  }

  private static Optional<SmallDisk> mounted(Path parent, String options) throws IOException {
    Path folder = Files.createDirectory(parent.resolve("disk"));
    return run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString())
        ? Optional.of(new SmallDisk(folder))
        : Optional.empty();
  }

  private static boolean run(String program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .onExit()
              .join()
              .exitValue()
          == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    if (!run("umount", "-l", folder.toString())) {
      throw new IOException(folder + " is still mounted");
    }
  }
}
