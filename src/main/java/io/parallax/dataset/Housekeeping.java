package io.parallax.dataset;

import io.parallax.error.ComputeException;
import io.parallax.limit.Cancellation;
import io.parallax.limit.Deadline;
import io.parallax.memory.Niceness;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens to a folder of datasets without being asked for: one thread deletes what nobody
/// needs any more, and another verifies every column that was there at the start.
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final Duration FOREVER = Duration.ofDays(3650);

  private final StoredDatasets datasets;
  private final ColumnVerifier verifier;
  private final ColumnFiles columns;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Cancellation cancellation = new Cancellation();

  private Housekeeping(StoredDatasets datasets, ColumnVerifier verifier, ColumnFiles columns) {
    this.datasets = datasets;
    this.verifier = verifier;
    this.columns = columns;
  }

  /// Starts the threads.
  static Housekeeping start(StoredDatasets datasets, ColumnVerifier verifier, ColumnFiles columns) {
    Housekeeping housekeeping = new Housekeeping(datasets, verifier, columns);
    Thread.ofPlatform().daemon().name("dataset-sweep").start(housekeeping::sweepRegularly);
    Thread.ofPlatform().daemon().name("dataset-verify").start(housekeeping::verify);
    return housekeeping;
  }

  private void sweepRegularly() {
    try {
      while (!stopped.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          sweep();
        } catch (IOException | RuntimeException failure) {
          LOG.warn("What nobody needs in the folder of datasets stays", failure);
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// Deletes what nobody needs any more, and closes what is not in the folder any more.
  void sweep() throws IOException {
    datasets.sweep();
    columns.forgetDeleted();
    Set<String> named = new HashSet<>();
    datasets.all().forEach(each -> each.columns().forEach(column -> named.add(column.sha256())));
    verifier.retain(named);
  }

  /// Verifies all columns, first by their lengths.
  private void verify() {
    Niceness.compute();
    Deadline never = Deadline.after(System.nanoTime(), FOREVER, cancellation);
    try {
      List<Dataset> all = datasets.all();
      all.forEach(dataset -> verify(dataset, verifier::verifyLength));
      all.forEach(dataset -> verify(dataset, column -> verifier.verifyAhead(column, never)));
    } catch (IOException failure) {
      LOG.warn("The datasets cannot be verified before they are used", failure);
    }
  }

  @FunctionalInterface
  private interface Verification {
    void of(Dataset.Column column) throws IOException;
  }

  /// Verifies the columns of a dataset, unless the service ends. What is damaged is logged by the
  /// verifier.
  private void verify(Dataset dataset, Verification verification) {
    for (Dataset.Column column : dataset.columns()) {
      if (!cancellation.isCancelled()) {
        try {
          verification.of(column);
        } catch (NoSuchFileException missing) {
          missing(dataset, column);
        } catch (IOException | ComputeException failure) {
          LOG.debug("The column {} is not verified", column.sha256(), failure);
        }
      }
    }
  }

  /// Notes that a column has no file, unless its dataset was deleted meanwhile.
  private void missing(Dataset dataset, Dataset.Column column) {
    try {
      if (datasets.hasLost(dataset, column)) {
        ComputeException _ = verifier.missing(column);
      }
    } catch (IOException | ComputeException failure) {
      LOG.debug("The dataset {} cannot be found", dataset.id(), failure);
    }
  }

  @Override
  public void close() {
    boolean _ = cancellation.cancel("the service is about to end");
    stopped.countDown();
  }
}
