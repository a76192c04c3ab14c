package io.parallax.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the folder of datasets is: the configured one, or a temporary one that ends with the
/// service. What a killed service left of a temporary one is deleted at the next start.
final class DataHome implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataHome.class);

  /// Not the beginning of other temporary folders of the service, which are deleted by other rules.
  private static final String PREFIX = "parallax.datasets-";

  private final DataFolder folder;
  private final Optional<OwnedFolder> temporary;

  private DataHome(DataFolder folder, Optional<OwnedFolder> temporary) {
    this.folder = folder;
    this.temporary = temporary;
  }

  /// @param configured null for a temporary folder
  /// @throws UncheckedIOException when the folder cannot be written
  static DataHome open(@Nullable Path configured) {
    if (configured == null) {
      return temporary(Path.of(System.getProperty("java.io.tmpdir")));
    }
    try {
      return new DataHome(DataFolder.open(configured.toAbsolutePath()), Optional.empty());
    } catch (IOException refused) {
      throw refused("parallax.datasets.folder, " + configured + ", cannot be written", refused);
    }
  }

  /// A new folder in `parent`.
  static DataHome temporary(Path parent) {
    try {
      sweep(parent);
      OwnedFolder owned = OwnedFolder.of(Files.createTempDirectory(parent, PREFIX));
      return new DataHome(DataFolder.open(owned.path()), Optional.of(owned));
    } catch (IOException refused) {
      throw refused("no folder for datasets can be made in " + parent, refused);
    }
  }

  static UncheckedIOException refused(String what, IOException cause) {
    return new UncheckedIOException(what + " (" + cause + ")", cause);
  }

  DataFolder folder() {
    return folder;
  }

  private static void sweep(Path parent) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path each : folders) {
        deleteIfAbandoned(each);
      }
    }
  }

  private static void deleteIfAbandoned(Path folder) {
    try {
      if (OwnedFolder.state(folder) == OwnedFolder.State.ENDED) {
        LOG.info("Deleting {}, which a service has left behind", folder);
        OwnedFolder.delete(folder);
      }
    } catch (IOException anothers) {
      LOG.debug("{} stays", folder, anothers);
    }
  }

  @Override
  public void close() throws IOException {
    if (temporary.isPresent()) {
      temporary.get().close();
    }
  }
}
