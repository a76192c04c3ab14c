package io.parallax.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/// The folder that the container wants to have; nothing of requests is written there. It is deleted
/// when the service ends, and where the service was killed, when another starts: a lock on a file
/// in it, which ends with the process, tells whether anybody still uses it.
@Component
public final class TemporaryFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);
  private static final String PREFIX = "parallax-";
  private static final String LOCK = "lock";

  private final Path folder;
  private final FileChannel locked;

  @Autowired
  TemporaryFolder() {
    this(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /// Sweeps what killed services have left there, and makes a folder.
  TemporaryFolder(Path parent) {
    try {
      sweep(parent);
      folder = Files.createTempDirectory(parent, PREFIX);
      locked =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      locked.lock();
    } catch (IOException refused) {
      throw new UncheckedIOException("no folder can be made in " + parent, refused);
    }
  }

  /// A folder within it, which is there.
  public Path folder(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  @Override
  public void close() throws IOException {
    locked.close();
    FileSystemUtils.deleteRecursively(folder);
  }

  private static void sweep(Path parent) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path each : folders) {
        if (isAbandoned(each)) {
          LOG.info("Deleting {}, which a service has left behind", each);
          FileSystemUtils.deleteRecursively(each);
        }
      }
    }
  }

  /// Without a lock there it may be about to be made, or be somebody else's.
  private static boolean isAbandoned(Path folder) {
    try (FileChannel file = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock free = file.tryLock()) {
      return free != null;
    } catch (OverlappingFileLockException | IOException inUse) {
      return false;
    }
  }
}
