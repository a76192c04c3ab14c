package io.parallax.kernel.vector;

/// What a kernel does in turn for every block.
interface BlockStep {
  void run(Block block);
}
