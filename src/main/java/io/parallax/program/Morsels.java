package io.parallax.program;

/// The cut of a loop's space into morsels, computed once per loop.
///
/// @param outer the number of rows
/// @param inner elements of a row
/// @param chunksPerRow chunks a row is cut into; at least 1
/// @param rowsPerMorsel whole rows in a morsel; 1 when rows are cut into chunks
/// @param count the number of morsels
public record Morsels(long outer, long inner, long chunksPerRow, long rowsPerMorsel, long count) {
  /// The cut that [Loop] describes.
  static Morsels of(long outer, long inner) {
    long chunksPerRow = Math.max(1, Math.ceilDiv(inner, Loop.MORSEL));
    long rowsPerMorsel = Math.max(1, Loop.MORSEL / Math.max(1, inner));
    long count =
        chunksPerRow > 1
            ? Math.multiplyExact(outer, chunksPerRow)
            : Math.ceilDiv(outer, rowsPerMorsel);
    return new Morsels(outer, inner, chunksPerRow, rowsPerMorsel, count);
  }

  /// The morsel of that index, 0 … `count` − 1, in row-major order.
  public Morsel get(long index) {
    if (chunksPerRow == 1) {
      long firstRow = index * rowsPerMorsel;
      return new Morsel(index, firstRow, Math.min(firstRow + rowsPerMorsel, outer), 0, inner);
    }
    long row = outer == 1 ? 0 : index / chunksPerRow;
    long from = (index - row * chunksPerRow) * Loop.MORSEL;
    return new Morsel(index, row, row + 1, from, Math.min(from + Loop.MORSEL, inner));
  }

  /// Where the morsel of that index begins, counted over the whole space.
  public long firstElement(long index) {
    return chunksPerRow == 1
        ? index * rowsPerMorsel * inner
        : index / chunksPerRow * inner + index % chunksPerRow * Loop.MORSEL;
  }
}
