package io.parallax.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells a file from another one that has its name later, and from itself after a change.
///
/// @param key the file system's own number of the file; null where it has none
/// @param bytes the file's length
/// @param changed when its contents were last changed
record FileIdentity(@Nullable Object key, long bytes, FileTime changed) {
  /// What is known of a file that does not exist.
  static final FileIdentity MISSING = new FileIdentity(null, -1, FileTime.fromMillis(0));

  /// The file that has the name now.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is none
  static FileIdentity of(Path name) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(name, BasicFileAttributes.class);
    return new FileIdentity(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
  }

  /// The file that has the name now; empty when there is none that can be seen.
  static Optional<FileIdentity> find(Path name) {
    try {
      return Optional.of(of(name));
    } catch (IOException missing) {
      return Optional.empty();
    }
  }
}
