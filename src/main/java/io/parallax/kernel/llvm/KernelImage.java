package io.parallax.kernel.llvm;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/// Machine code that needs nothing but to be put into executable memory: it refers to no symbol,
/// and to itself only by distance. Immutable; holds its bytes on the heap.
public final class KernelImage {
  /// What an image may be aligned to, at most: it is right wherever it is put on such an address.
  static final int ALIGNMENT = 4_096;

  private final byte[] code;
  private final Map<String, Integer> entries;

  /// @param code instructions and constants, for an address that is a multiple of [#ALIGNMENT]
  /// @param entries where each function begins, in bytes, by its symbol
  public KernelImage(byte[] code, Map<String, Integer> entries) {
    this.code = code.clone();
    this.entries = Map.copyOf(entries);
    for (int offset : this.entries.values()) {
      Objects.checkIndex(offset, code.length);
    }
  }

  /// Instructions and constants; a copy.
  public byte[] code() {
    return code.clone();
  }

  public int byteSize() {
    return code.length;
  }

  /// Where each function begins, in bytes, by its symbol.
  public Map<String, Integer> entries() {
    return entries;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KernelImage image
        && Arrays.equals(code, image.code)
        && entries.equals(image.entries);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(code) + entries.hashCode();
  }

  @Override
  public String toString() {
    return code.length + " bytes with " + entries.keySet();
  }
}
