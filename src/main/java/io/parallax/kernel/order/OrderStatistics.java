package io.parallax.kernel.order;

import io.parallax.array.Elements;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.kernel.Frame;
import io.parallax.program.OrderStatistic;
import io.parallax.program.Program;
import io.parallax.program.Sink;
import io.parallax.program.Slot;
import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.IntConsumer;

/// Runs an [OrderStatistic]. The result is exact: it is computed from the elements found, so it
/// does not depend on which thread runs which piece.
///
/// Short rows are sorted, many rows in a piece. A long row is cut into pieces and searched by
/// [RadixSelection].
public final class OrderStatistics {
  /// The longest row that is sorted, in elements.
  private static final int SORTED = 8_192;

  private final OrderStatistic step;
  private final MemorySegment target;
  private final DataType type;
  private final RowReader reader;
  private final double quantile;

  /// Runs independent pieces of work.
  @FunctionalInterface
  public interface Pieces {
    /// Runs the pieces on the calling thread, one after the other.
    Pieces SEQUENTIAL =
        (count, piece) -> {
          for (int index = 0; index < count; index++) {
            piece.accept(index);
          }
        };

    /// Calls the piece once with each index from 0 to count − 1, in any order and on any threads.
    /// Returns after all calls, with a happens-before edge from each call.
    void forEach(int count, IntConsumer piece);
  }

  private OrderStatistics(Program program, OrderStatistic step, Frame frame) {
    Slot source = program.slots().get(step.source());
    this.step = step;
    this.type = program.slots().get(step.target()).type();
    this.target = frame.slots().get(step.target());
    this.reader =
        new RowReader(
            frame.slots().get(step.source()),
            source.type(),
            step.mask() == Sink.NO_MASK ? MemorySegment.NULL : frame.slots().get(step.mask()),
            step.rowLength());
    this.quantile =
        Double.longBitsToDouble(
            Elements.read(frame.slots().get(step.quantile()), DataType.FLOAT64, 0));
    if (!(quantile >= 0 && quantile <= 1)) {
      throw program
          .origins()
          .get(step.origin())
          .locate(
              new ComputeException(
                  ErrorCode.INVALID_ARGUMENT, "'q' is between 0 and 1, not " + quantile));
    }
  }

  /// Computes the statistic of every row and writes the results to the step's target slot.
  ///
  /// @throws ComputeException INVALID_ARGUMENT for a quantile outside 0 … 1
  public static void run(Program program, OrderStatistic step, Frame frame, Pieces pieces) {
    new OrderStatistics(program, step, frame).run(pieces);
  }

  private void run(Pieces pieces) {
    if (step.rowLength() > SORTED) {
      for (long row = 0; row < step.rows(); row++) {
        write(row, RadixSelection.quantile(reader, row, quantile, pieces));
      }
      return;
    }
    long rowsPerPiece = Math.max(1, RadixSelection.PIECE / Math.max(1, step.rowLength()));
    int count = Math.toIntExact(Math.ceilDiv(step.rows(), rowsPerPiece));
    pieces.forEach(
        count,
        piece -> {
          long first = piece * rowsPerPiece;
          sortRows(first, Math.min(first + rowsPerPiece, step.rows()));
        });
  }

  private void sortRows(long firstRow, long endRow) {
    long[] keys = new long[Math.toIntExact(step.rowLength())];
    for (long row = firstRow; row < endRow; row++) {
      write(row, ofSorted(keys, row));
    }
  }

  private double ofSorted(long[] keys, long row) {
    int count = 0;
    for (long position = 0; position < step.rowLength(); position++) {
      if (reader.takes(row, position)) {
        long key = reader.key(row, position);
        if (reader.isNan(key)) {
          return Double.NaN;
        }
        keys[count++] = key;
      }
    }
    if (count == 0) {
      return Double.NaN;
    }
    Arrays.sort(keys, 0, count);
    Interpolation place = Interpolation.of(quantile, count);
    int lower = Math.toIntExact(place.rank());
    int upper = Math.min(lower + 1, count - 1);
    return reader.between(place, keys[lower], keys[upper]);
  }

  private void write(long row, double value) {
    Elements.writeFinished(target, type, row, Double.doubleToRawLongBits(value), true);
  }
}
