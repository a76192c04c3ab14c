package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;

/// Executable memory with the image of one kernel: the image is written, then the memory is made
/// executable and no longer writable. The caller that loads the image owns the memory. Thread safe.
final class CodeMemory implements AutoCloseable {
  private final MemorySegment memory;
  private final Map<String, Integer> entries;
  private final int byteSize;

  private CodeMemory(MemorySegment memory, KernelImage image) {
    this.memory = memory;
    this.entries = image.entries();
    this.byteSize = image.byteSize();
  }

  /// @throws CompilationException when the operating system gives no executable memory
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
  /// @throws CompilationException when the image has no function of this symbol
  MemorySegment find(String symbol) throws CompilationException {
    Integer offset = entries.get(symbol);
    if (offset == null) {
      throw new CompilationException("the code has no function " + symbol);
    }
    return MemorySegment.ofAddress(memory.address() + offset);
  }

  /// The image that was loaded.
  KernelImage image() {
    return new KernelImage(memory.asSlice(0, byteSize).toArray(ValueLayout.JAVA_BYTE), entries);
  }

  /// The size of the memory in bytes.
  long byteSize() {
    return memory.byteSize();
  }

  /// Frees the memory. No thread may be running in it.
  @Override
  public void close() {
    Pages.unmap(memory);
  }
}
