package io.parallax.kernel.block.loop;

/// One operation over a block: the unit that the just-in-time compiler compiles.
///
/// Operands and target are values of the block, by index; unused operands repeat a used operand.
/// The target never shares its memory with an operand, except with the third operand of a rare
/// select. Stateless.
public interface BlockLoop {
  /// Computes at least [Block#count] and at most [Block#paddedCount] elements. Results past the
  /// count have no meaning. Faults are recorded only for elements within the count.
  void run(Block block, int target, int a, int b, int c);
}
