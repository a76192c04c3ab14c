package io.parallax.kernel.llvm.emit;

import io.parallax.type.Shape;

/// The layout of a kernel's arguments and results: offsets in bytes within a block of memory that
/// Java fills before a call.
///
/// ```
/// 0              the table of RuntimeFunctions
/// 8              1 to store past the caches, else 0
/// 16         out elements compacted
/// 24         out the row in which something faulted, counted within the call; −1: nothing did
/// 32         out for each faulting operation its first faulting position in that row, or −1
/// plan()         the rank and extents of a row; then each gathered operand's strides, as many
/// states()   out for each row and reduction: first, second, third, count of its Accumulator
/// rows()         for each row: where each operand, store and column begins
/// ```
///
/// @param faults the number of operations that can fault
/// @param gathered the number of gathered operands
/// @param pointersPerRow the number of operands, stores and columns
/// @param reductions the number of reductions of the loop
/// @param rowsPerCall the number of rows that fit the block
public record ArgumentLayout(
    int faults, int gathered, int pointersPerRow, int reductions, int rowsPerCall) {
  public static final long RUNTIME = 0;
  public static final long STREAMING = 8;
  public static final long COMPACTED = 16;
  public static final long FAULT_ROW = 24;
  public static final long FAULTS = 32;

  /// Bytes of a state: four longs.
  public static final int STATE_BYTES = 4 * Long.BYTES;

  /// The size of the block in bytes.
  public static final int BLOCK_BYTES = 64 * 1024;

  private static final int MOST_ROWS = 256;

  public static ArgumentLayout of(LoopForm form) {
    int faults = form.faulting().size();
    int gathered = form.operandsOf(Access.GATHERED).size();
    int pointers = form.accesses().size() + form.stores().size() + form.columns().size();
    int reductions = form.reduces().size();
    long perRow = (long) reductions * STATE_BYTES + (long) pointers * Long.BYTES;
    long room =
        BLOCK_BYTES - new ArgumentLayout(faults, gathered, pointers, reductions, 0).states();
    int rows = Math.toIntExact(Math.min(MOST_ROWS, room / Math.max(1, perRow)));
    return new ArgumentLayout(faults, gathered, pointers, reductions, rows);
  }

  public long plan() {
    return FAULTS + (long) faults * Long.BYTES;
  }

  public long states() {
    return plan() + Long.BYTES * (1L + (1L + gathered) * Shape.MAX_RANK);
  }

  public long rows() {
    return states() + (long) rowsPerCall * reductions * STATE_BYTES;
  }
}
