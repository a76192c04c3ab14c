package io.parallax.format.json.scan;

import io.parallax.array.ArrayParts;
import io.parallax.executor.thread.TaskRunner;
import io.parallax.format.Lookahead;
import io.parallax.limit.Deadline;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The chunks of one array. Used once, by one thread, which the cores help.
final class Chunks {
  /// Chunks that each core looks for before the array's end is known to be farther away. Those
  /// after the end have been looked for in vain.
  private static final int CHUNKS_PER_CORE = 4;

  private final Lookahead body;
  private final Opening opening;
  private final TaskRunner cores;
  private final int coreCount;
  private final Deadline deadline;
  private final Sizes sizes;
  private final List<Chunk> chunks = new ArrayList<>();
  private final Queue<Window> windows = new ConcurrentLinkedQueue<>();

  Chunks(
      Lookahead body,
      Opening opening,
      Sizes sizes,
      TaskRunner cores,
      int coreCount,
      Deadline deadline) {
    this.sizes = sizes;
    this.body = body;
    this.opening = opening;
    this.cores = cores;
    this.coreCount = coreCount;
    this.deadline = deadline;
  }

  /// The bytes of chunks.
  ///
  /// @param firstBytes the bytes of the first chunk, which is all of a short array
  /// @param chunkBytes the most bytes of a chunk
  record Sizes(long firstBytes, long chunkBytes) {
    /// A whole chunk takes about 0.2 ms to read.
    static final Sizes USUAL = new Sizes(4 * 1024, 128 * 1024);
  }

  /// Finds the chunks.
  ///
  /// @return whether they were found up to the array's end
  boolean find() {
    long remaining = body.remaining();
    long from = opening.byteCount();
    long bytes = sizes.firstBytes();
    while (from < remaining) {
      long to = Math.min(from + bytes, remaining);
      if (!find(from, to)) {
        return false;
      }
      if (chunks.getLast().isLast()) {
        return true;
      }
      from = to;
      bytes = Math.min(8 * bytes, (long) coreCount * CHUNKS_PER_CORE * sizes.chunkBytes());
    }
    return false;
  }

  /// The number of elements.
  long elements() {
    return chunks.stream().mapToLong(Chunk::elements).sum();
  }

  /// Reads the elements; empty if the text is not one of an array that can be read.
  Optional<ScannedArray> read(ArrayParts parts, Optional<StorageType> declared) {
    List<ChunkScan> scans = new ArrayList<>();
    AtomicBoolean failed = new AtomicBoolean();
    long[] places = new long[chunks.size() + 1];
    for (int index = 0; index < chunks.size(); index++) {
      places[index + 1] = places[index] + chunks.get(index).elements();
    }
    AtomicReferenceArray<ChunkScan> done = new AtomicReferenceArray<>(chunks.size());
    cores.forEach(
        chunks.size(),
        coreCount,
        deadline,
        number -> {
          if (!failed.get()) {
            int index = (int) number;
            Window window = window();
            ArrayParts.Part part = parts.part(places[index], places[index + 1]);
            ChunkScan scan =
                new ChunkScan(body, window, chunks.get(index), opening.rank(), part, declared);
            if (!scan.scan()) {
              failed.set(true);
            }
            done.set(index, scan);
            windows.add(window);
          }
        });
    if (failed.get()) {
      return Optional.empty();
    }
    for (int index = 0; index < chunks.size(); index++) {
      if (!chunks.get(index).isEmpty()) {
        scans.add(done.get(index));
      }
    }
    return joined(parts, scans);
  }

  private Optional<ScannedArray> joined(ArrayParts parts, List<ChunkScan> scans) {
    Rows rows = new Rows(opening.rank());
    FirstIndexes firsts = new FirstIndexes();
    Lines lines = new Lines();
    lines.add(opening.lines());
    boolean tookNegativeZero = false;
    int closings = 0;
    for (ChunkScan scan : scans) {
      if (scan.openings() != closings) {
        return Optional.empty();
      }
      closings = scan.closings();
      rows.add(scan.rows());
      firsts.add(scan.firsts());
      lines.add(scan.lines());
      tookNegativeZero |= scan.tookNegativeZero();
    }
    boolean isFloating = firsts.floating() >= 0 || firsts.absent() >= 0;
    if (tookNegativeZero && !isFloating) {
      return Optional.empty();
    }
    Optional<Shape> shape = rows.shape();
    return shape.map(
        extents -> new ScannedArray(parts, extents, firsts, chunks.getLast().end() - 1, lines));
  }

  /// Finds the chunks of the text between two places, or those up to the array's end.
  ///
  /// @return whether they were found
  private boolean find(long from, long to) {
    int count = (int) Math.ceilDiv(to - from, sizes.chunkBytes());
    AtomicReferenceArray<Optional<Chunk>> found = new AtomicReferenceArray<>(count);
    boolean isFirst = chunks.isEmpty();
    cores.forEach(
        count,
        coreCount,
        deadline,
        number -> {
          long start = from + number * sizes.chunkBytes();
          long end = Math.min(start + sizes.chunkBytes(), to);
          Window window = window();
          ChunkSearch search = new ChunkSearch(body, window, opening.rank());
          found.set(
              (int) number,
              isFirst && number == 0 ? search.first(start, end) : search.next(start, end));
          windows.add(window);
        });
    for (int index = 0; index < count; index++) {
      Optional<Chunk> chunk = found.get(index);
      if (chunk.isEmpty()) {
        return false;
      }
      chunks.add(chunk.get());
      if (chunk.get().isLast()) {
        return true;
      }
    }
    return true;
  }

  private Window window() {
    Window free = windows.poll();
    return free == null ? new Window(body.remaining()) : free;
  }
}
