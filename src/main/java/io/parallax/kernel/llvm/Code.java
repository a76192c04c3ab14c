package io.parallax.kernel.llvm;

import java.lang.foreign.MemorySegment;

/// A kernel's machine code in memory.
///
/// @param memory the memory that contains the code
/// @param address the address of the kernel's function
/// @param bytes the approximate memory of the kernel
/// @param buildNanos the time from the loop to the address
/// @param origin where the object came from
record Code(CodeMemory memory, MemorySegment address, long bytes, long buildNanos, Origin origin) {
  enum Origin {
    COMPILED,
    STORED
  }
}
