package io.parallax.dataset;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Knows which files of columns hold the bytes that were stored. A file that this process has
/// written or verified is trusted as long as its length and the time of its last change are the
/// same; any other is verified before it is used. Thread safe.
final class ColumnVerifier {
  private static final Logger LOG = LoggerFactory.getLogger(ColumnVerifier.class);

  private final DataFolder folder;
  private final ColumnDigest digest;
  private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();
  private final Map<String, ReentrantLock> inWork = new ConcurrentHashMap<>();
  private final LongAdder verifiedCount = new LongAdder();

  ColumnVerifier(DataFolder folder, ColumnDigest digest) {
    this.folder = folder;
    this.digest = digest;
  }

  /// What is known of a file.
  private record Verdict(FileIdentity file, boolean intact) {}

  /// Trusts a file that this process has written.
  void trust(String sha256, FileIdentity file) {
    verdicts.put(sha256, new Verdict(file, true));
  }

  /// Whether the file that has the column's name now is trusted.
  boolean trusts(String sha256) {
    Verdict verdict = verdicts.get(sha256);
    return verdict != null
        && verdict.intact
        && FileIdentity.find(folder.column(sha256)).filter(verdict.file::equals).isPresent();
  }

  /// The columns that were read and compared with their digests.
  long verifiedCount() {
    return verifiedCount.sum();
  }

  /// The columns that are known to be damaged.
  long damagedCount() {
    return verdicts.values().stream().filter(verdict -> !verdict.intact).count();
  }

  /// Forgets columns that no manifest names, and damaged files that are not there any more.
  void retain(Set<String> named) {
    verdicts.keySet().retainAll(named);
    verdicts.entrySet().removeIf(each -> !each.getValue().intact && isReplaced(each));
    inWork.keySet().retainAll(named);
  }

  private boolean isReplaced(Map.Entry<String, Verdict> verdict) {
    FileIdentity now =
        FileIdentity.find(folder.column(verdict.getKey())).orElse(FileIdentity.MISSING);
    return !now.equals(verdict.getValue().file);
  }

  /// Remembers that a column of a dataset has no file.
  ComputeException missing(Dataset.Column column) {
    return damaged(column, FileIdentity.MISSING, "is missing");
  }

  /// Verifies a column on all cores, unless that has been done. Requests that need the same column
  /// wait for the first of them.
  ///
  /// @return the file that was verified
  /// @throws java.nio.file.NoSuchFileException when there is none
  /// @throws ComputeException DATASET_DAMAGED, DEADLINE_EXCEEDED or CANCELLED
  FileIdentity verify(Dataset.Column column, Deadline deadline) throws IOException {
    FileIdentity file = FileIdentity.of(folder.column(column.sha256()));
    if (isKnown(column, file)) {
      return file;
    }
    ReentrantLock lock = inWork.computeIfAbsent(column.sha256(), _ -> new ReentrantLock());
    lock(lock, deadline);
    try {
      file = FileIdentity.of(folder.column(column.sha256()));
      if (!isKnown(column, file)) {
        compare(column, file, (channel, bytes) -> digest.of(channel, bytes, deadline));
      }
      return file;
    } finally {
      lock.unlock();
    }
  }

  /// Verifies a column on this thread, unless that has been done. A request that needs the column
  /// does not wait for this.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is none
  /// @throws ComputeException DATASET_DAMAGED, DEADLINE_EXCEEDED or CANCELLED
  void verifyAhead(Dataset.Column column, Deadline deadline) throws IOException {
    if (column.bytes() == 0) {
      return;
    }
    FileIdentity file = FileIdentity.of(folder.column(column.sha256()));
    if (!isKnown(column, file)) {
      compare(column, file, (channel, bytes) -> digest.quietly(channel, bytes, deadline));
    }
  }

  /// Compares the length of a column's file.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is none
  /// @throws ComputeException DATASET_DAMAGED
  void verifyLength(Dataset.Column column) throws IOException {
    if (column.bytes() > 0) {
      boolean _ = isKnown(column, FileIdentity.of(folder.column(column.sha256())));
    }
  }

  private static void lock(ReentrantLock lock, Deadline deadline) {
    try {
      if (!deadline.await(() -> lock.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS))) {
        deadline.check();
        throw new ComputeException(
            ErrorCode.DEADLINE_EXCEEDED, "the column is still being verified");
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new ComputeException(ErrorCode.CANCELLED, "the request was interrupted", interruption);
    }
  }

  /// Whether a file is known to be intact.
  ///
  /// @throws ComputeException DATASET_DAMAGED when it is known to be damaged
  private boolean isKnown(Dataset.Column column, FileIdentity file) {
    if (file.bytes() != column.bytes()) {
      throw damaged(
          column, file, "has %d bytes instead of %d".formatted(file.bytes(), column.bytes()));
    }
    Verdict verdict = verdicts.get(column.sha256());
    if (verdict == null || !verdict.file.equals(file)) {
      return false;
    }
    if (!verdict.intact) {
      throw damaged(column, file, "has other bytes than were stored");
    }
    return true;
  }

  @FunctionalInterface
  private interface FileDigest {
    String of(FileChannel file, long bytes) throws IOException;
  }

  private void compare(Dataset.Column column, FileIdentity file, FileDigest digest)
      throws IOException {
    Path path = folder.column(column.sha256());
    String found;
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      found = digest.of(channel, column.bytes());
    } catch (EOFException shortened) {
      throw damaged(column, file, "has become shorter");
    } catch (FileSystemException | ClosedByInterruptException failure) {
      throw failure;
    } catch (IOException unreadable) {
      throw damaged(column, file, "cannot be read: " + unreadable.getMessage());
    }
    if (!found.equals(column.sha256())) {
      throw damaged(column, file, "has other bytes than were stored");
    }
    verifiedCount.increment();
    verdicts.put(column.sha256(), new Verdict(file, true));
  }

  /// Remembers that a file is damaged. It is logged once.
  private ComputeException damaged(Dataset.Column column, FileIdentity file, String how) {
    Verdict before = verdicts.put(column.sha256(), new Verdict(file, false));
    if (before == null || before.intact) {
      LOG.error("The file {} {}", folder.column(column.sha256()), how);
    }
    return new ComputeException(
        ErrorCode.DATASET_DAMAGED,
        "the file of the column \"%s\" %s".formatted(column.name(), how));
  }
}
