package io.parallax.format.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Checks that bytes, given in pieces, are UTF-8: no overlong forms, no surrogates, nothing above
/// U+10FFFF. The states are those of the WHATWG Encoding Standard's UTF-8 decoder. Not thread safe.
final class Utf8Check {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private int missing;
  private int lowest = 0x80;
  private int highest = 0xBF;

  /// The index of the first byte from `from` to before `to` that is invalid at its place, or −1.
  int firstInvalid(byte[] bytes, int from, int to) {
    int index = from;
    while (index < to) {
      if (missing == 0) {
        index = skipAscii(bytes, index, to);
        if (index == to) {
          return -1;
        }
      }
      if (!accept(bytes[index] & 0xFF)) {
        return index;
      }
      index++;
    }
    return -1;
  }

  /// Whether a character has begun and not ended.
  boolean isIncomplete() {
    return missing > 0;
  }

  private static int skipAscii(byte[] bytes, int from, int to) {
    int index = from;
    while (index + Long.BYTES <= to && ((long) LONG.get(bytes, index) & HIGH_BITS) == 0) {
      index += Long.BYTES;
    }
    while (index < to && bytes[index] >= 0) {
      index++;
    }
    return index;
  }

  private boolean accept(int unit) {
    if (missing == 0) {
      return begin(unit);
    }
    if (unit < lowest || unit > highest) {
      return false;
    }
    missing--;
    lowest = 0x80;
    highest = 0xBF;
    return true;
  }

  private boolean begin(int unit) {
    if (unit < 0xC2 || unit > 0xF4) {
      return unit < 0x80;
    }
    missing = unit < 0xE0 ? 1 : unit < 0xF0 ? 2 : 3;
    lowest = unit == 0xE0 ? 0xA0 : unit == 0xF0 ? 0x90 : 0x80;
    highest = unit == 0xED ? 0x9F : unit == 0xF4 ? 0x8F : 0xBF;
    return true;
  }
}
