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

  /// How the space is cut.
  public Morsels morsels() {
    return Morsels.of(outer(), inner());
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
