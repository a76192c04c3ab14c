package io.parallax.kernel.bytecode;

/// The class that is written for a routine. Thread safe: all state is in the block of items.
interface ItemLoop {
  /// Runs the items of a block from `first` to before `end`.
  ///
  /// @return the item that did not succeed, with its code in [ItemBlock#code]; `end` if all did
  int run(ItemBlock block, int first, int end);
}
