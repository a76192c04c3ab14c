package io.parallax.dataset;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.memory.DiskFullException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The folder of all datasets, and the steps by which it changes so that a crash at any moment
/// leaves it whole.
///
/// `columns` holds a file for each column, named by the digest of its bytes; `sets` holds a
/// manifest for each dataset, named by its id; `incoming` holds what is not complete, in a folder
/// for each instance. A file gets a name in `columns` or `sets` by a rename, after its bytes are on
/// the disk.
record DataFolder(Path root, FolderLock lock) {
  private static final String MANIFEST = ".json";

  /// Makes what is missing of the folder.
  ///
  /// @throws IOException when the folder cannot be written
  static DataFolder open(Path root) throws IOException {
    for (String part : List.of("columns", "sets", "incoming")) {
      Files.createDirectories(root.resolve(part));
    }
    return new DataFolder(root, new FolderLock(root, "folder.lock"));
  }

  Path columns() {
    return root.resolve("columns");
  }

  Path sets() {
    return root.resolve("sets");
  }

  Path incoming() {
    return root.resolve("incoming");
  }

  /// The file of the total of [FolderBytes].
  Path total() {
    return root.resolve("columns.bytes");
  }

  /// The file of a column with this digest.
  Path column(String sha256) {
    return columns().resolve(sha256);
  }

  /// The file of the manifest of a dataset.
  ///
  /// @param id which [Manifest#isId] accepts
  Path manifest(String id) {
    return sets().resolve(id + MANIFEST);
  }

  /// The ids of all manifests, in no order.
  List<String> ids() throws IOException {
    return names(sets()).stream()
        .filter(name -> name.endsWith(MANIFEST))
        .map(name -> name.substring(0, name.length() - MANIFEST.length()))
        .filter(Manifest::isId)
        .toList();
  }

  /// The names in a folder, in no order.
  static List<String> names(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    return names;
  }

  /// A failure of the file system, told to the caller: a full disk is no room, like a full folder.
  static ComputeException failure(IOException failure) {
    String reason = String.valueOf(failure.getMessage());
    if (failure instanceof DiskFullException
        || reason.contains("No space left")
        || reason.contains("quota exceeded")) {
      return new ComputeException(
          ErrorCode.DATASET_QUOTA, "the disk of the datasets is full", failure);
    }
    if (failure instanceof ClosedByInterruptException) {
      return new ComputeException(ErrorCode.CANCELLED, "the request was given up", failure);
    }
    return new ComputeException(
        ErrorCode.INTERNAL, "the folder of datasets failed: " + reason, failure);
  }

  /// Gives a complete file its name, in place of the file that has it.
  static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Returns when the names in a folder are on the disk.
  static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// The length of a file; 0 when it is gone.
  static long length(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException gone) {
      return 0;
    }
  }
}
