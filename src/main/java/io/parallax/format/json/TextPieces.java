package io.parallax.format.json;

import io.parallax.array.NDArray;
import io.parallax.executor.thread.TaskRunner;
import io.parallax.limit.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// Turns the elements of large arrays into text on several cores. The text is made and sent in
/// rounds: in a round each core fills some pieces, which are then sent in order. The memory of the
/// pieces is bounded, because only a few arrays are written at the same time in this way. Thread
/// safe.
final class TextPieces {
  /// Elements of a piece, which take about 0.1 ms.
  private static final int PIECE_ELEMENTS = 2_048;

  private static final int PIECES_PER_CORE = 2;

  /// Arrays written at the same time. Two keep all cores busy, also while one of them is sent.
  private static final int ARRAYS = 2;

  /// Longer than any round takes. A client that takes too long ends the stream, not the round.
  private static final Duration ROUND = Duration.ofHours(1);

  /// Makes no pieces: every array is written by its own thread.
  static final TextPieces NONE = new TextPieces((_, _, _, _) -> {}, 1);

  private final TaskRunner cores;
  private final int coreCount;
  private final Semaphore free = new Semaphore(ARRAYS);

  /// @param coreCount the most threads to use for one array, the calling thread included
  TextPieces(TaskRunner cores, int coreCount) {
    this.cores = cores;
    this.coreCount = coreCount;
  }

  /// Writes the elements from 0 to before `end`, if memory for pieces is free.
  ///
  /// @return whether the elements have been written; otherwise nothing has been done
  boolean write(ElementText text, NDArray array, long end, OutputStream stream) throws IOException {
    if (coreCount == 1 || !free.tryAcquire()) {
      return false;
    }
    try {
      Round round = new Round(text, array, end);
      for (long from = 0; from < end; from += round.elements()) {
        round.fill(from);
        round.send(from, stream);
      }
      return true;
    } finally {
      free.release();
    }
  }

  /// The pieces of one array, filled again and again.
  private final class Round {
    private final ElementText text;
    private final NDArray array;
    private final long end;
    private final byte[][] pieces = new byte[PIECES_PER_CORE * coreCount][0];
    private final int[] lengths = new int[pieces.length];

    private Round(ElementText text, NDArray array, long end) {
      this.text = text;
      this.array = array;
      this.end = end;
    }

    private long elements() {
      return (long) pieces.length * PIECE_ELEMENTS;
    }

    private void fill(long from) {
      Deadline deadline = Deadline.after(System.nanoTime(), ROUND);
      cores.forEach(count(from), coreCount, deadline, index -> fill(from, (int) index));
    }

    private void fill(long from, int piece) {
      if (pieces[piece].length == 0) {
        pieces[piece] = new byte[PIECE_ELEMENTS * ElementText.ELEMENT_BYTES];
      }
      long first = from + (long) piece * PIECE_ELEMENTS;
      lengths[piece] = text.put(array, first, Math.min(first + PIECE_ELEMENTS, end), pieces[piece]);
    }

    private void send(long from, OutputStream stream) throws IOException {
      for (int piece = 0; piece < count(from); piece++) {
        stream.write(pieces[piece], 0, lengths[piece]);
      }
    }

    private int count(long from) {
      return (int) Math.min(pieces.length, Math.ceilDiv(end - from, PIECE_ELEMENTS));
    }
  }
}
