package io.parallax.kernel.block.loop;

/// One operation over a block: the unit that is compiled.
///
/// Operands and target are values of the block, by index; unused operands repeat a used one. The
/// target never stands where an operand stands, but for a rare select's third. Stateless.
public interface BlockLoop {
  /// Computes at least [Block#count] and at most [Block#paddedCount] elements; what it leaves
  /// beyond the count has no meaning. Faults are recorded for elements within the count only.
  void run(Block block, int target, int a, int b, int c);
}
