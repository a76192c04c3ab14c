package io.parallax.kernel.llvm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicInteger;

/// Puts objects into executable memory of this process, and takes them out again. Thread safe.
///
/// Kernels refer to no symbols, and each has its own resource tracker: removing that frees its
/// code.
final class Linkage implements AutoCloseable {
  /// How many removals go by before the names of the removed are forgotten.
  private static final int REMOVALS_PER_SWEEP = 64;

  private final Llvm llvm;
  private final MemorySegment jit;
  private final MemorySegment library;
  private final MemorySegment symbols;
  private final AtomicInteger removals = new AtomicInteger();

  Linkage(Llvm llvm) throws CompilationException {
    this.llvm = llvm;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment slot = arena.allocate(ValueLayout.ADDRESS);
      llvm.attempt(LlvmFunction.CREATE_JIT, slot, MemorySegment.NULL);
      jit = slot.get(ValueLayout.ADDRESS, 0);
    }
    library = llvm.address(LlvmFunction.GET_MAIN_LIBRARY, jit);
    MemorySegment session = llvm.address(LlvmFunction.GET_SESSION, jit);
    symbols = llvm.address(LlvmFunction.GET_SYMBOL_POOL, session);
  }

  /// An object in memory.
  ///
  /// @param tracker what removes it
  record Linked(MemorySegment tracker) {}

  /// Puts an object into memory; none of its functions may be there already.
  Linked link(byte[] object) throws CompilationException {
    MemorySegment tracker = llvm.address(LlvmFunction.CREATE_TRACKER, library);
    Linked linked = new Linked(tracker);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer =
          llvm.address(
              LlvmFunction.CREATE_BUFFER,
              arena.allocateFrom(ValueLayout.JAVA_BYTE, object),
              (long) object.length,
              arena.allocateFrom("object"));
      llvm.attempt(LlvmFunction.ADD_OBJECT, jit, tracker, buffer);
    } catch (CompilationException e) {
      remove(linked);
      throw e;
    }
    return linked;
  }

  /// The function's address; the first look-up of an object finishes its linking.
  MemorySegment find(String symbol) throws CompilationException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment slot = arena.allocate(ValueLayout.JAVA_LONG);
      llvm.attempt(LlvmFunction.LOOK_UP, jit, slot, arena.allocateFrom(symbol));
      return MemorySegment.ofAddress(slot.get(ValueLayout.JAVA_LONG, 0));
    }
  }

  /// Frees the object's memory, which nothing may be running in.
  void remove(Linked linked) {
    try {
      llvm.attempt(LlvmFunction.REMOVE_TRACKER, linked.tracker());
    } catch (CompilationException e) {
      throw new IllegalStateException(e);
    } finally {
      llvm.call(LlvmFunction.RELEASE_TRACKER, linked.tracker());
    }
    if (removals.incrementAndGet() % REMOVALS_PER_SWEEP == 0) {
      llvm.call(LlvmFunction.CLEAR_DEAD_SYMBOLS, symbols);
    }
  }

  @Override
  public void close() {
    try {
      llvm.attempt(LlvmFunction.DISPOSE_JIT, jit);
    } catch (CompilationException e) {
      throw new IllegalStateException(e);
    }
  }
}
