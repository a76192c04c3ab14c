package io.parallax.dataset;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Lets one thread of all instances that share a folder change what the folder holds. The operating
/// system gives the lock of an instance that ends to the next one.
///
/// A lock of the operating system is the whole process's, and ends when the process closes any
/// channel of the file. So the threads of a process take turns before they ask for it, whichever
/// store they belong to.
final class FolderLock {
  private static final ConcurrentHashMap<Path, ReentrantLock> TURNS = new ConcurrentHashMap<>();

  private final Path file;
  private final ReentrantLock turn;

  /// @param folder that exists
  /// @param name of the file in it, which is created when it is missing
  FolderLock(Path folder, String name) throws IOException {
    this.file = folder.toRealPath().resolve(name);
    this.turn = TURNS.computeIfAbsent(file, _ -> new ReentrantLock());
  }

  /// Something that needs the lock.
  @FunctionalInterface
  interface Action<T> {
    T run() throws IOException;
  }

  /// Runs an action while this thread has the lock. An action may hold it again.
  <T> T hold(Action<T> action) throws IOException {
    turn.lock();
    try {
      if (turn.getHoldCount() > 1) {
        return action.run();
      }
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        return action.run();
      }
    } finally {
      turn.unlock();
    }
  }
}
