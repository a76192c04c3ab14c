package io.parallax.program;

/// The unit of scheduling of a [Loop]: part of one row, or several whole rows.
///
/// @param index its number in the loop
/// @param firstRow the first row, inclusive
/// @param endRow the last row, exclusive
/// @param from the first position within each row, inclusive
/// @param to the last position within each row, exclusive
public record Morsel(long index, long firstRow, long endRow, long from, long to) {
  public long elementCount() {
    return (endRow - firstRow) * (to - from);
  }
}
