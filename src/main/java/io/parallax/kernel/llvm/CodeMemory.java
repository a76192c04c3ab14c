package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;

/// A kernel's image in memory of its own, from which it can be run: written, then made executable
/// and no longer writable. Belongs to whoever put it there. Thread safe.
final class CodeMemory implements AutoCloseable {
  private final MemorySegment memory;
  private final Map<String, Integer> entries;
  private final int byteSize;

  private CodeMemory(MemorySegment memory, KernelImage image) {
    this.memory = memory;
    this.entries = image.entries();
    this.byteSize = image.byteSize();
  }

  /// @throws CompilationException when the system gives no memory that is executable
  static CodeMemory load(KernelImage image) throws CompilationException {
    MemorySegment memory = Pages.map(image.byteSize());
    memory.asSlice(0, image.byteSize()).copyFrom(MemorySegment.ofArray(image.code()));
    try {
      Pages.protect(memory, Pages.Access.READ_AND_EXECUTE);
    } catch (CompilationException refused) {
      Pages.unmap(memory);
      throw refused;
    }
    return new CodeMemory(memory, image);
  }

  /// The address of a function.
  ///
  /// @throws CompilationException when there is none of that symbol
  MemorySegment find(String symbol) throws CompilationException {
    Integer offset = entries.get(symbol);
    if (offset == null) {
      throw new CompilationException("the code has no function " + symbol);
    }
    return MemorySegment.ofAddress(memory.address() + offset);
  }

  /// What was put there.
  KernelImage image() {
    return new KernelImage(memory.asSlice(0, byteSize).toArray(ValueLayout.JAVA_BYTE), entries);
  }

  /// Bytes of memory it takes.
  long byteSize() {
    return memory.byteSize();
  }

  /// Frees the memory, which nothing may be running in.
  @Override
  public void close() {
    Pages.unmap(memory);
  }
}
