package io.parallax.format.json.scan;

import io.parallax.format.Lookahead;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Some consecutive bytes of a body, copied to the heap, where loops over bytes are compiled best.
/// Used again and again by one thread. After the bytes come [#PADDING] zeros, which end every
/// token.
final class Window {
  static final int BYTES = 32 * 1024;
  static final int PADDING = 16;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private long start;
  private int length;

  /// @param mostBytes that will be loaded at a time, at most [#BYTES]
  Window(long mostBytes) {
    bytes = new byte[(int) Math.min(mostBytes, BYTES) + PADDING];
  }

  /// The bytes from [#start] on.
  byte[] bytes() {
    return bytes;
  }

  /// The number of bytes without the zeros after them.
  int length() {
    return length;
  }

  /// The place of the first byte, counted from the next byte of the body.
  long start() {
    return start;
  }

  /// The place after the last byte.
  long end() {
    return start + length;
  }

  /// Loads as many bytes as fit, from `from` to at most before `to`.
  void load(Lookahead body, long from, long to) {
    start = from;
    length = (int) Math.min(bytes.length - PADDING, to - from);
    body.look(from, bytes, 0, length);
    Arrays.fill(bytes, length, length + PADDING, (byte) 0);
  }

  /// Eight bytes, the first in the lowest bits.
  static long eight(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }
}
