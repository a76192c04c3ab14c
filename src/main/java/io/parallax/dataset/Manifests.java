package io.parallax.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The manifests of a folder, as their files are now: what another instance adds, renews or deletes
/// is seen at once. Files are read again only when they have changed. Thread safe.
final class Manifests {
  private final DataFolder folder;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  Manifests(DataFolder folder) {
    this.folder = folder;
  }

  private record Known(FileIdentity file, Entry entry) {}

  /// What a manifest's file holds.
  sealed interface Entry {
    /// A dataset, whose time may be over.
    record Intact(Dataset dataset) implements Entry {}

    /// A file that is not what was written.
    record Damaged(String id) implements Entry {}
  }

  /// The manifest of an id, empty when there is none.
  ///
  /// @param id which [Manifest#isId] accepts
  Optional<Entry> find(String id) throws IOException {
    Path path = folder.manifest(id);
    try {
      FileIdentity file = FileIdentity.of(path);
      Known before = known.get(id);
      if (before != null && before.file.equals(file)) {
        return Optional.of(before.entry);
      }
      Entry entry = read(id, path, file);
      known.put(id, new Known(file, entry));
      return Optional.of(entry);
    } catch (NoSuchFileException none) {
      known.remove(id);
      return Optional.empty();
    }
  }

  private static Entry read(String id, Path path, FileIdentity file) throws IOException {
    if (file.bytes() > Manifest.MAX_BYTES) {
      return new Entry.Damaged(id);
    }
    return Manifest.read(id, Files.readAllBytes(path))
        .<Entry>map(Entry.Intact::new)
        .orElseGet(() -> new Entry.Damaged(id));
  }

  /// All manifests, in no order.
  List<Entry> all() throws IOException {
    List<String> ids = folder.ids();
    known.keySet().retainAll(new HashSet<>(ids));
    List<Entry> all = new ArrayList<>(ids.size());
    for (String id : ids) {
      find(id).ifPresent(all::add);
    }
    return all;
  }

  /// Writes a manifest in place of the one that is there. The caller holds the lock of the folder,
  /// and the columns are on the disk.
  ///
  /// @param temporary a name for the file until it is complete
  void write(Dataset dataset, Path temporary) throws IOException {
    try (FileChannel file =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer text = ByteBuffer.wrap(Manifest.write(dataset));
      while (text.hasRemaining()) {
        file.write(text);
      }
      file.force(true);
    }
    DataFolder.rename(temporary, folder.manifest(dataset.id()));
    DataFolder.force(folder.sets());
  }

  /// Deletes a manifest. The caller holds the lock of the folder.
  ///
  /// @return whether there was one
  boolean delete(String id) throws IOException {
    boolean deleted = Files.deleteIfExists(folder.manifest(id));
    DataFolder.force(folder.sets());
    known.remove(id);
    return deleted;
  }
}
