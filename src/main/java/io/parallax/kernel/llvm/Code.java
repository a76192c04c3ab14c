package io.parallax.kernel.llvm;

import java.lang.foreign.MemorySegment;

/// A kernel's machine code in memory.
///
/// @param memory that it is in
/// @param address of its function
/// @param bytes of memory it takes, about
/// @param buildNanos what it took from loop to address
/// @param origin where its object came from
record Code(CodeMemory memory, MemorySegment address, long bytes, long buildNanos, Origin origin) {
  enum Origin {
    COMPILED,
    STORED
  }
}
