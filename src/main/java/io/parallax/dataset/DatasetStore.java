package io.parallax.dataset;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The datasets of a folder, which other instances may share. Thread safe.
///
/// A dataset is stored in three steps: a [Draft] gives memory that is files, whoever computes or
/// reads writes arrays into it, and [Draft#publish] makes them a [Dataset]. [#open] reads it.
public final class DatasetStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatasetStore.class);
  private static final Comparator<Dataset> NEWEST_FIRST =
      Comparator.comparing(Dataset::createdAt).reversed().thenComparing(Dataset::id);

  /// How long a state counts as new. Every metric asks for it.
  private static final long STATE_NANOS = 1_000_000_000;

  private final DatasetProperties settings;
  private final DataHome home;
  private final DataFolder folder;
  private final IncomingFolder incoming;
  private final FolderBytes bytes;
  private final ColumnDigest digest = new ColumnDigest();
  private final ColumnVerifier verifier;
  private final ColumnFiles columns;
  private final StoredDatasets datasets;
  private final Publication publication;
  private final Housekeeping housekeeping;
  private final AtomicInteger drafts = new AtomicInteger();
  private volatile @Nullable TimedState lastState;

  private record TimedState(DatasetsState state, long nanos) {}

  /// Opens the folder and deletes what was left in it.
  ///
  /// @throws java.io.UncheckedIOException when the folder cannot be written
  public DatasetStore(DatasetProperties settings, Clock clock) {
    this.settings = settings;
    home = DataHome.open(settings.folder());
    folder = home.folder();
    verifier = new ColumnVerifier(folder, digest);
    columns = new ColumnFiles(folder, verifier);
    try {
      incoming = folder.lock().hold(() -> new IncomingFolder(folder));
      bytes = new FolderBytes(folder, incoming, quotaBytes(settings, folder));
      datasets = new StoredDatasets(folder, incoming, bytes, verifier, settings, clock);
      datasets.sweep();
    } catch (IOException refused) {
      throw DataHome.refused(
          "the folder of datasets, " + folder.root() + ", cannot be written", refused);
    }
    publication = new Publication(folder, datasets, digest);
    housekeeping = Housekeeping.start(datasets, verifier, columns);
  }

  /// The quota that is set, or half of what the disk has free and the datasets take.
  private static long quotaBytes(DatasetProperties settings, DataFolder folder) throws IOException {
    if (settings.quota() != null) {
      return settings.quota().toBytes();
    }
    long taken = 0;
    for (String name : DataFolder.names(folder.columns())) {
      taken += DataFolder.length(folder.columns().resolve(name));
    }
    return Math.max(1, (Files.getFileStore(folder.root()).getUsableSpace() + taken) / 2);
  }

  /// Begins a dataset; the caller closes the draft.
  ///
  /// @throws ComputeException OVERLOADED when too many are being written
  public Draft draft() {
    if (drafts.incrementAndGet() > settings.drafts()) {
      drafts.decrementAndGet();
      throw new ComputeException(
          ErrorCode.OVERLOADED,
          "%d datasets are being written, as many as the limit drafts allows"
              .formatted(settings.drafts()));
    }
    return new Draft(new DraftFiles(folder, incoming, bytes), publication, drafts::decrementAndGet);
  }

  /// The dataset with an id.
  ///
  /// @param id any text
  /// @throws ComputeException UNKNOWN_DATASET; DATASET_DAMAGED when nothing is known of it
  public Dataset find(String id) {
    if (!Manifest.isId(id)) {
      throw new ComputeException(
          ErrorCode.UNKNOWN_DATASET,
          "no dataset has such an id: it is ds_ and 40 digits from 0 to f");
    }
    try {
      return datasets.find(id).orElseThrow(() -> unknown(id));
    } catch (IOException failure) {
      throw DataFolder.failure(failure);
    }
  }

  private static ComputeException unknown(String id) {
    return new ComputeException(ErrorCode.UNKNOWN_DATASET, "there is no dataset " + id);
  }

  /// The newest datasets.
  ///
  /// @param limit the most that are wanted
  /// @param after the id of the last dataset of the list before; empty for the first list
  /// @throws ComputeException UNKNOWN_DATASET when there is no dataset `after`
  public List<Dataset> list(int limit, Optional<String> after) {
    Optional<Dataset> last = after.map(this::find);
    try {
      return datasets.all().stream()
          .filter(each -> last.isEmpty() || NEWEST_FIRST.compare(each, last.get()) > 0)
          .sorted(NEWEST_FIRST)
          .limit(limit)
          .toList();
    } catch (IOException failure) {
      throw DataFolder.failure(failure);
    }
  }

  /// Deletes a dataset. Whoever reads it goes on reading.
  ///
  /// @return whether there was one
  public boolean delete(String id) {
    if (!Manifest.isId(id)) {
      return false;
    }
    try {
      boolean deleted = datasets.delete(id);
      columns.forgetDeleted();
      return deleted;
    } catch (IOException failure) {
      throw DataFolder.failure(failure);
    }
  }

  /// Opens a dataset to be read; the caller closes it.
  ///
  /// @param deadline of the verification of its columns
  /// @throws ComputeException UNKNOWN_DATASET; DATASET_DAMAGED when nothing is known of it
  public OpenDataset open(String id, Deadline deadline) {
    return new OpenDataset(this, find(id), deadline);
  }

  /// Verifies and maps a column of a dataset.
  ColumnFiles.Pinned pin(Dataset.Column column, Deadline deadline) throws IOException {
    return columns.pin(column, deadline);
  }

  /// Looks for the file of a column once more, while nothing in the folder changes.
  ///
  /// @throws ComputeException UNKNOWN_DATASET when the dataset was deleted meanwhile,
  ///   DATASET_DAMAGED when it is there and has lost the file
  void requireFile(Dataset dataset, Dataset.Column column) throws IOException {
    if (datasets.hasLost(dataset, column)) {
      throw verifier.missing(column);
    }
    Dataset _ = find(dataset.id());
  }

  /// Deletes what nobody needs any more, which otherwise happens every minute.
  void sweep() throws IOException {
    housekeeping.sweep();
  }

  /// The most bytes of all datasets and drafts in the folder.
  public long quotaBytes() {
    return bytes.quotaBytes();
  }

  /// The state of the store, at most a second old.
  DatasetsState state() {
    TimedState known = lastState;
    if (known == null || System.nanoTime() - known.nanos > STATE_NANOS) {
      known = new TimedState(stateNow(), System.nanoTime());
      lastState = known;
    }
    return known.state;
  }

  DatasetsState stateNow() {
    try {
      return new DatasetsState(
          folder.ids().size(),
          folder.lock().hold(bytes::used),
          bytes.quotaBytes(),
          drafts.get(),
          verifier.verifiedCount(),
          verifier.damagedCount() + datasets.damagedCount());
    } catch (IOException failure) {
      throw DataFolder.failure(failure);
    }
  }

  /// Ends what is being written, and deletes the folder when it is a temporary one. Columns that
  /// are being read can be read on.
  @Override
  public void close() {
    housekeeping.close();
    digest.close();
    columns.close();
    try {
      folder
          .lock()
          .hold(
              () -> {
                incoming.close();
                return true;
              });
      home.close();
    } catch (IOException failure) {
      LOG.warn("The folder of datasets, {}, has leftovers", folder.root(), failure);
    }
  }
}
