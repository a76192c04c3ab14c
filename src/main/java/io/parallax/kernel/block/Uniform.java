package io.parallax.kernel.block;

import io.parallax.array.Elements;
import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.Memory;
import io.parallax.type.DataType;
import io.parallax.type.StorageType;

/// A value that is the same at every position. The value is computed once a morsel and repeated
/// through its buffer, so that loops can read it like any other value.
sealed interface Uniform {
  int target();

  DataType type();

  /// Computes the value into the first element of its buffer.
  void compute(Block block);

  record Fixed(int target, DataType type, long bits) implements Uniform {
    @Override
    public void compute(Block block) {
      write(block, bits);
    }

    private void write(Block block, long value) {
      int width = type.byteWidth();
      Elements.write(Memory.ALL, type, block.address(target) / width, value);
    }
  }

  /// The value of a slot of which only one element is read.
  record FromSlot(int target, StorageType storage, int slot) implements Uniform {
    @Override
    public DataType type() {
      return storage.computing();
    }

    @Override
    public void compute(Block block) {
      long bits = Elements.read(block.run().slot(slot), storage, 0);
      Elements.write(Memory.ALL, type(), block.address(target) / type().byteWidth(), bits);
    }
  }

  /// The result of a loop over uniform values.
  record Computed(int target, DataType type, BlockStep step) implements Uniform {
    @Override
    public void compute(Block block) {
      step.run(block);
    }
  }
}
