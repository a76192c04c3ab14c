package io.parallax.dataset;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A folder of this process alone, deleted when it is closed. A lock on its file `owner` tells
/// other processes that the owner lives; the operating system ends the lock with the process.
final class OwnedFolder implements AutoCloseable {
  private static final String OWNER = "owner";

  /// The folders of this process. To look for their locks would end the locks.
  private static final Set<Path> OF_THIS_PROCESS = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel owner;

  private OwnedFolder(Path path, FileChannel owner) {
    this.path = path;
    this.owner = owner;
  }

  /// What is known of a folder's owner.
  enum State {
    /// There is no file that tells: the folder is being made, or its making was interrupted.
    UNOWNED,
    ALIVE,
    /// The owner has ended without deleting the folder.
    ENDED
  }

  /// Becomes the owner of a folder that was just made.
  static OwnedFolder of(Path folder) throws IOException {
    Path real = folder.toRealPath();
    OF_THIS_PROCESS.add(real);
    FileChannel owner =
        FileChannel.open(
            real.resolve(OWNER), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    FileLock _ = owner.lock();
    return new OwnedFolder(real, owner);
  }

  Path path() {
    return path;
  }

  static State state(Path folder) throws IOException {
    if (OF_THIS_PROCESS.contains(folder.toRealPath())) {
      return State.ALIVE;
    }
    try (FileChannel owner = FileChannel.open(folder.resolve(OWNER), StandardOpenOption.WRITE);
        FileLock free = owner.tryLock()) {
      return free == null ? State.ALIVE : State.ENDED;
    } catch (NoSuchFileException none) {
      return State.UNOWNED;
    }
  }

  /// Deletes a folder and everything in it.
  static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Deletes the folder.
  @Override
  public void close() throws IOException {
    try {
      owner.close();
      delete(path);
    } finally {
      OF_THIS_PROCESS.remove(path);
    }
  }
}
