package io.parallax.format.testing;

import io.parallax.format.Lookahead;
import java.io.ByteArrayInputStream;

/// A body that is all in memory.
public final class MemoryBody extends ByteArrayInputStream implements Lookahead {
  public MemoryBody(byte[] bytes) {
    super(bytes);
  }

  @Override
  public long remaining() {
    return available();
  }

  @Override
  public void look(long distance, byte[] target, int offset, int length) {
    System.arraycopy(buf, Math.toIntExact(pos + distance), target, offset, length);
  }
}
