package io.parallax.format.json.scan;

import io.parallax.array.ArrayParts;
import io.parallax.error.ComputeException;
import io.parallax.executor.thread.CorePool;
import io.parallax.executor.thread.Crew;
import io.parallax.executor.thread.TaskGroup;
import io.parallax.executor.thread.TaskRunner;
import io.parallax.format.Lookahead;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import io.parallax.type.StorageType;
import java.util.Optional;

/// Reads arrays of numbers from the bytes of a body, large ones on all cores. Thread safe.
///
/// The text is read twice. First it is divided into chunks whose elements are counted
/// ([ChunkSearch]). Then the array is allocated, and each chunk's numbers are read and written to
/// their places ([ChunkScan]). Nothing is stored but the array.
///
/// Only arrays that are right and usual are read. Any other array is left as it was, and has to be
/// read by someone who can tell what is wrong with it: strings other than those of floats, bools,
/// integers outside int64, elements that their type does not hold, ragged and empty arrays, too
/// many elements, and too little memory for text and array at the same time.
public final class ArrayScan {
  private final TaskRunner cores;
  private final int coreCount;
  private final Chunks.Sizes sizes;

  private ArrayScan(TaskRunner cores, int coreCount, Chunks.Sizes sizes) {
    this.cores = cores;
    this.coreCount = coreCount;
    this.sizes = sizes;
  }

  /// A scan on the calling thread.
  public static ArrayScan alone() {
    return new ArrayScan(
        (count, _, deadline, task) -> TaskGroup.run(count, 1, deadline, Crew.NONE, task),
        1,
        Chunks.Sizes.USUAL);
  }

  /// A scan on the calling thread and those of a pool.
  public static ArrayScan with(CorePool pool) {
    return with(pool, Chunks.Sizes.USUAL);
  }

  static ArrayScan with(CorePool pool, Chunks.Sizes sizes) {
    return new ArrayScan(pool, pool.size(), sizes);
  }

  /// Reads an array. The body remains where it is.
  ///
  /// @param body at the byte after the array's first bracket
  /// @param declared the type if it is known; otherwise the type is inferred
  /// @param elementLimit the most elements
  /// @param reservation charged for the array
  /// @return empty if the array has to be read in another way
  /// @throws ComputeException DEADLINE_EXCEEDED and CANCELLED by the deadline
  public Optional<ScannedArray> scan(
      Lookahead body,
      Optional<StorageType> declared,
      long elementLimit,
      Reservation reservation,
      Deadline deadline) {
    Optional<Opening> opening = Opening.read(body);
    if (opening.isEmpty() || declared.equals(Optional.of(StorageType.BOOL))) {
      return Optional.empty();
    }
    Chunks chunks = new Chunks(body, opening.get(), sizes, cores, coreCount, deadline);
    if (!chunks.find() || chunks.elements() > elementLimit) {
      return Optional.empty();
    }
    Optional<ArrayParts> parts = allocate(declared, chunks.elements(), reservation);
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    boolean read = false;
    try {
      Optional<ScannedArray> scanned = chunks.read(parts.get(), declared);
      read = scanned.isPresent();
      return scanned;
    } finally {
      if (!read) {
        parts.get().close();
      }
    }
  }

  /// The array's memory; empty if there is too little for text and array.
  private static Optional<ArrayParts> allocate(
      Optional<StorageType> declared, long elements, Reservation reservation) {
    try {
      return Optional.of(ArrayParts.allocate(declared, elements, reservation));
    } catch (ComputeException tooLittle) {
      return switch (tooLittle.code()) {
        case TOO_LARGE, MEMORY_EXHAUSTED -> Optional.empty();
        default -> throw tooLittle;
      };
    }
  }
}
