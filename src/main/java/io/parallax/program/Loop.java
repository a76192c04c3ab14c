package io.parallax.program;

import java.util.List;

/// A fused loop over an iteration space: for every position the operations are computed in order
/// and the sinks take what they need.
///
/// The space is `extents`, row-major; its last `rowRank` dimensions make a row. Reductions yield
/// one element a row; loops without an axis reduction have a single row ([#outer] = 1). Work is cut
/// into morsels that depend on the space alone: rows longer than [#MORSEL] into chunks of that many
/// elements, shorter ones gathered into groups of whole rows.
///
/// @param space the arrays' own coordinates, for naming elements in errors
/// @param extents the space; adjacent dimensions are merged by lowering where all strides allow
/// @param rowRank trailing dimensions that form a row
public record Loop(
    Space space,
    List<Long> extents,
    int rowRank,
    List<Operand> operands,
    List<Operation> operations,
    List<Sink> sinks)
    implements Step {
  /// Elements of a full morsel, and of a reduction's chunk. Part of the definition of a reduction's
  /// bits: a change changes results.
  public static final int MORSEL = 32_768;

  public Loop {
    extents = List.copyOf(extents);
    operands = List.copyOf(operands);
    operations = List.copyOf(operations);
    sinks = List.copyOf(sinks);
    int rank = extents.size();
    if (rowRank < 0 || rowRank > rank) {
      throw new IllegalArgumentException("row rank " + rowRank + " of " + rank);
    }
    if (operands.stream().anyMatch(operand -> operand.strides().size() != rank)) {
      throw new IllegalArgumentException("strides do not match the space " + extents);
    }
    long compactions = sinks.stream().filter(Sink.Compact.class::isInstance).count();
    if (compactions > 1 || (compactions == 1 && rowRank != rank)) {
      throw new IllegalArgumentException("a loop compacts once, and in a single row");
    }
  }

  /// The number of rows.
  public long outer() {
    return product(0, extents.size() - rowRank);
  }

  /// Elements of a row.
  public long inner() {
    return product(extents.size() - rowRank, extents.size());
  }

  public long elementCount() {
    return Math.multiplyExact(outer(), inner());
  }

  /// Chunks a row is cut into; at least 1.
  public long chunksPerRow() {
    return Math.max(1, Math.ceilDiv(inner(), MORSEL));
  }

  /// Whole rows in a morsel; 1 when rows are cut into chunks.
  public long rowsPerMorsel() {
    return Math.max(1, MORSEL / Math.max(1, inner()));
  }

  public long morselCount() {
    return chunksPerRow() > 1
        ? Math.multiplyExact(outer(), chunksPerRow())
        : Math.ceilDiv(outer(), rowsPerMorsel());
  }

  /// The morsel of that index, 0 … [#morselCount] − 1, in row-major order.
  public Morsel morsel(long index) {
    long chunks = chunksPerRow();
    if (chunks > 1) {
      long row = index / chunks;
      long from = index % chunks * MORSEL;
      return new Morsel(index, row, row + 1, from, Math.min(from + MORSEL, inner()));
    }
    long firstRow = index * rowsPerMorsel();
    return new Morsel(index, firstRow, Math.min(firstRow + rowsPerMorsel(), outer()), 0, inner());
  }

  private long product(int from, int to) {
    if (extents.subList(from, to).contains(0L)) {
      return 0;
    }
    long product = 1;
    for (int dimension = from; dimension < to; dimension++) {
      product = Math.multiplyExact(product, extents.get(dimension));
    }
    return product;
  }
}
