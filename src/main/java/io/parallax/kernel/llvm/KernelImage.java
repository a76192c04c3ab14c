package io.parallax.kernel.llvm;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/// Machine code that can run as soon as it is copied into executable memory: it refers to no
/// symbol, and refers to itself only by distances. Immutable; holds its bytes on the heap.
public final class KernelImage {
  /// The greatest alignment of an image: the code is valid at every multiple of this address.
  static final int ALIGNMENT = 4_096;

  private final byte[] code;
  private final Map<String, Integer> entries;

  /// @param code instructions and constants, for an address that is a multiple of [#ALIGNMENT]
  /// @param entries the offset in bytes of each function, by its symbol
  public KernelImage(byte[] code, Map<String, Integer> entries) {
    this.code = code.clone();
    this.entries = Map.copyOf(entries);
    for (int offset : this.entries.values()) {
      Objects.checkIndex(offset, code.length);
    }
  }

  /// A copy of the instructions and constants.
  public byte[] code() {
    return code.clone();
  }

  public int byteSize() {
    return code.length;
  }

  /// The offset in bytes of each function, by its symbol.
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
