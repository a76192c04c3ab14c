package io.parallax.dataset;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.memory.MappedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The datasets of a folder: how they come and go, whichever instance does it. Thread safe.
///
/// Columns get their names before the manifest that names them, and lose them after it; both under
/// the lock of the folder. A crash in between leaves columns that no manifest names, which [#sweep]
/// deletes. While a manifest is damaged, nobody knows what it names, and such columns stay.
final class StoredDatasets {
  private final DataFolder folder;
  private final IncomingFolder incoming;
  private final FolderBytes bytes;
  private final ColumnVerifier verifier;
  private final DatasetProperties settings;
  private final Clock clock;
  private final Manifests manifests;

  StoredDatasets(
      DataFolder folder,
      IncomingFolder incoming,
      FolderBytes bytes,
      ColumnVerifier verifier,
      DatasetProperties settings,
      Clock clock) {
    this.folder = folder;
    this.incoming = incoming;
    this.bytes = bytes;
    this.verifier = verifier;
    this.settings = settings;
    this.clock = clock;
    this.manifests = new Manifests(folder);
  }

  /// The dataset with an id; empty when there is none, or its time is over.
  ///
  /// @param id which [Manifest#isId] accepts
  /// @throws ComputeException DATASET_DAMAGED
  Optional<Dataset> find(String id) throws IOException {
    return switch (manifests.find(id).orElse(null)) {
      case null -> Optional.empty();
      case Manifests.Entry.Intact(Dataset dataset) ->
          Optional.of(dataset).filter(each -> !isOver(each));
      case Manifests.Entry.Damaged _ ->
          throw new ComputeException(
              ErrorCode.DATASET_DAMAGED, "the manifest of the dataset " + id + " is damaged");
    };
  }

  /// The datasets whose manifests are intact and whose time is not over, in no order.
  List<Dataset> all() throws IOException {
    return intact(manifests.all()).stream().filter(dataset -> !isOver(dataset)).toList();
  }

  /// Whether a dataset is stored, and the file of a column of it is not.
  boolean hasLost(Dataset dataset, Dataset.Column column) throws IOException {
    return folder
        .lock()
        .hold(
            () ->
                find(dataset.id()).isPresent() && Files.notExists(folder.column(column.sha256())));
  }

  /// The number of manifests that are damaged.
  long damagedCount() throws IOException {
    return manifests.all().stream().filter(Manifests.Entry.Damaged.class::isInstance).count();
  }

  private static List<Dataset> intact(List<Manifests.Entry> entries) {
    List<Dataset> intact = new ArrayList<>();
    for (Manifests.Entry entry : entries) {
      if (entry instanceof Manifests.Entry.Intact(Dataset dataset)) {
        intact.add(dataset);
      }
    }
    return intact;
  }

  private boolean isOver(Dataset dataset) {
    return !dataset.expiresAt().isAfter(clock.instant());
  }

  /// Adds a dataset, or renews the one that has the content. The caller holds the lock of the
  /// folder.
  ///
  /// @param files by the digests of the columns, with exactly their bytes on the disk; none for
  ///   columns without bytes
  /// @throws ComputeException DATASET_QUOTA when there are too many datasets
  Published add(List<Dataset.Column> columns, Map<String, MappedFile> files) throws IOException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant expiresAt = now.plus(settings.timeToLive());
    Dataset fresh = Dataset.of(columns, now, expiresAt);
    Optional<Dataset> before = present(fresh.id());
    if (before.isEmpty()) {
      requirePlace();
    }
    Dataset dataset =
        before.map(each -> Dataset.of(columns, each.createdAt(), expiresAt)).orElse(fresh);
    boolean complete = false;
    try {
      bytes.change(() -> name(files));
      manifests.write(dataset, incoming.next());
      complete = true;
    } finally {
      if (!complete) {
        deleteUnnamed(files.keySet());
      }
    }
    return new Published(dataset, before.isEmpty());
  }

  private Optional<Dataset> present(String id) throws IOException {
    return intact(manifests.find(id).stream().toList()).stream()
        .filter(each -> !isOver(each))
        .findFirst();
  }

  private void requirePlace() throws IOException {
    if (folder.ids().size() >= settings.count()) {
      sweep();
    }
    if (folder.ids().size() >= settings.count()) {
      throw new ComputeException(
          ErrorCode.DATASET_QUOTA,
          "there are %d datasets, as many as the limit datasets allows"
              .formatted(settings.count()));
    }
  }

  /// Gives columns their names, unless there are files that are trusted; others are replaced, so
  /// that sending content again repairs it.
  ///
  /// @return the bytes by which the columns have grown
  private long name(Map<String, MappedFile> files) throws IOException {
    long grown = 0;
    boolean renamed = false;
    for (Map.Entry<String, MappedFile> each : files.entrySet()) {
      String sha256 = each.getKey();
      if (!verifier.trusts(sha256)) {
        Path column = folder.column(sha256);
        grown -= DataFolder.length(column);
        DataFolder.rename(each.getValue().name(), column);
        FileIdentity file = FileIdentity.of(column);
        grown += file.bytes();
        verifier.trust(sha256, file);
        renamed = true;
      }
    }
    if (renamed) {
      DataFolder.force(folder.columns());
    }
    return grown;
  }

  /// Deletes a dataset, and the columns that no other one has.
  ///
  /// @param id which [Manifest#isId] accepts
  /// @return whether there was one
  boolean delete(String id) throws IOException {
    return folder
        .lock()
        .hold(
            () -> {
              Optional<Manifests.Entry> entry = manifests.find(id);
              if (entry.isEmpty()) {
                return false;
              }
              manifests.delete(id);
              return switch (entry.get()) {
                case Manifests.Entry.Intact(Dataset dataset) -> {
                  deleteUnnamed(sha256s(dataset));
                  yield !isOver(dataset);
                }
                case Manifests.Entry.Damaged _ -> {
                  sweep();
                  yield true;
                }
              };
            });
  }

  /// Deletes what nobody needs any more: datasets whose time is over, columns that no manifest
  /// names, and what instances that ended have left. Counts the bytes of the columns anew.
  void sweep() throws IOException {
    boolean _ =
        folder
            .lock()
            .hold(
                () -> {
                  IncomingFolder.sweep(folder);
                  for (Dataset dataset : intact(manifests.all())) {
                    if (isOver(dataset)) {
                      manifests.delete(dataset.id());
                    }
                  }
                  deleteUnnamed(DataFolder.names(folder.columns()));
                  bytes.count();
                  return true;
                });
  }

  /// Deletes those of some columns that no manifest names.
  private void deleteUnnamed(Collection<String> candidates) throws IOException {
    List<Manifests.Entry> entries = manifests.all();
    List<Dataset> intact = intact(entries);
    if (candidates.isEmpty() || intact.size() < entries.size()) {
      return;
    }
    Set<String> unnamed = new HashSet<>(candidates);
    intact.forEach(dataset -> unnamed.removeAll(sha256s(dataset)));
    bytes.change(
        () -> {
          long shrunk = 0;
          for (String sha256 : unnamed) {
            Path column = folder.column(sha256);
            shrunk -= DataFolder.length(column);
            Files.deleteIfExists(column);
          }
          return shrunk;
        });
  }

  private static Set<String> sha256s(Dataset dataset) {
    Set<String> sha256s = new HashSet<>();
    dataset.columns().forEach(column -> sha256s.add(column.sha256()));
    return sha256s;
  }
}
