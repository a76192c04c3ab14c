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

/// The temporary folder that the container requires; no part of a request is written to it. The
/// folder is deleted when the service ends. If the service was killed, the next service that starts
/// deletes it. A lock on a file in the folder tells whether a process still uses it: the lock ends
/// with the process.
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

  /// Deletes the folders that killed services have left in `parent`, and makes a new one.
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

  /// An existing folder within this one.
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

  /// Whether the folder's process has ended. A folder without a lock file may be about to be made,
  /// or belong to other software.
  private static boolean isAbandoned(Path folder) {
    try (FileChannel file = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock free = file.tryLock()) {
      return free != null;
    } catch (OverlappingFileLockException | IOException inUse) {
      return false;
    }
  }
}
