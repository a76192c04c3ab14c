package io.parallax.kernel;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// The memory of a program's slots, by slot index. Each segment is off-heap, 64-byte aligned and at
/// least as long as the slot's elements. The creator of the frame owns the memory and keeps it
/// alive while loops run.
public record Frame(List<MemorySegment> slots) {
  public Frame {
    slots = List.copyOf(slots);
  }
}
