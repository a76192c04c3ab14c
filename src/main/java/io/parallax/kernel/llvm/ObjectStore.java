package io.parallax.kernel.llvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Keeps compiled objects in a folder between starts, so that forms compiled before a restart need
/// no new compilation. Thread safe, also between processes.
///
/// A file contains the SHA-256 of an object, then the object. A file whose digest does not match is
/// ignored and removed. A folder that cannot be read or written acts like an empty folder. The
/// objects are executed: the folder must be writable by the service alone.
final class ObjectStore {
  private static final int DIGEST_BYTES = 32;
  private static final String SUFFIX = ".kernel";
  private static final int WRITES_PER_SWEEP = 256;

  private final Path folder;
  private final int capacity;
  private final AtomicInteger writes = new AtomicInteger();

  /// @param folder created when it is missing
  /// @param capacity the most objects kept; the objects unused for longest are removed first
  ObjectStore(Path folder, int capacity) {
    this.folder = folder;
    this.capacity = capacity;
  }

  /// The object of a key, if its file is present and undamaged.
  Optional<byte[]> read(String key) {
    Path file = folder.resolve(key + SUFFIX);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      byte[] object = Arrays.copyOfRange(bytes, Math.min(DIGEST_BYTES, bytes.length), bytes.length);
      byte[] digest = Arrays.copyOf(bytes, DIGEST_BYTES);
      if (!MessageDigest.isEqual(digest, Digest.of(object))) {
        Files.deleteIfExists(file);
        return Optional.empty();
      }
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return Optional.of(object);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// Stores an object. A concurrent reader sees the whole file or no file.
  void write(String key, byte[] object) {
    try {
      Files.createDirectories(folder);
      Path file = Files.createTempFile(folder, key, ".new");
      byte[] bytes = Arrays.copyOf(Digest.of(object), DIGEST_BYTES + object.length);
      System.arraycopy(object, 0, bytes, DIGEST_BYTES, object.length);
      Files.write(file, bytes);
      Files.move(file, folder.resolve(key + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
      if (writes.getAndIncrement() % WRITES_PER_SWEEP == 0) {
        sweep();
      }
    } catch (IOException _) {
      // The next start compiles again.
    }
  }

  private void sweep() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> newestFirst =
          files
              .filter(file -> file.toString().endsWith(SUFFIX))
              .sorted(Comparator.comparing(ObjectStore::lastUsed).reversed())
              .toList();
      for (Path file :
          newestFirst.subList(Math.min(capacity, newestFirst.size()), newestFirst.size())) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static FileTime lastUsed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0); // another process removed it
    }
  }
}
