package io.parallax.kernel.block;

/// What a kernel does in turn for every block.
interface BlockStep {
  void run(Block block);
}
