package io.parallax.http.compute;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The bytes of a body in zstd on their way to the decompressor, which must end where a frame does.
///
/// The decompressor of zstd-jni takes the end of its source for the end of a frame where it has
/// written all that it was given, also within a later frame. Here frames and blocks are followed by
/// their headers alone (RFC 8878, section 3.1). Whatever is within a block is the decompressor's to
/// check.
///
/// Reading throws [EOFException] at an end within a frame or before the first, and
/// [UnframedException] for what begins like no frame.
final class ZstdFrames extends FilterInputStream {
  private static final long MAGIC = 0xFD2FB528L;
  private static final long SKIPPABLE = 0x184D2A50L;
  private static final long SKIPPABLE_MASK = 0xFFFFFFF0L;
  private static final int CHECKSUM_BYTES = 4;
  private static final int CHECKSUM_FLAG = 1 << 2;
  private static final int SINGLE_SEGMENT_FLAG = 1 << 5;
  private static final int CONTENT_SIZE_SHIFT = 6;
  private static final int BLOCK_SIZE_SHIFT = 3;
  private static final int[] DICTIONARY_BYTES = {0, 1, 2, 4};
  private static final int[] CONTENT_SIZE_BYTES = {0, 2, 4, 8};

  /// A number in little endian that says what comes next.
  private enum Field {
    MAGIC(4),
    SKIPPED_LENGTH(4),
    DESCRIPTOR(1),
    BLOCK(3);

    private final int length;

    Field(int length) {
      this.length = length;
    }
  }

  private Field field = Field.MAGIC;
  private int fieldBytes;
  private long value;
  private boolean hasChecksum;
  private boolean hasFrame;

  /// The bytes to pass over before the field.
  private long passed;

  ZstdFrames(InputStream body) {
    super(body);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    int some = in.read(target, offset, count);
    if (some < 0) {
      requireEnd();
    }
    int at = offset;
    int end = offset + Math.max(0, some);
    while (at < end) {
      if (passed > 0) {
        int step = (int) Math.min(passed, end - at);
        passed -= step;
        at += step;
      } else {
        follow(target[at++] & 0xFFL);
      }
    }
    return some;
  }

  private void requireEnd() throws EOFException {
    if (!hasFrame || field != Field.MAGIC || fieldBytes > 0 || passed > 0) {
      throw new EOFException("the end is within a frame");
    }
  }

  private void follow(long next) throws UnframedException {
    value |= next << (Byte.SIZE * fieldBytes);
    fieldBytes++;
    if (fieldBytes == field.length) {
      field = after(value);
      fieldBytes = 0;
      value = 0;
    }
  }

  /// The field after the present one, whose value is known.
  private Field after(long known) throws UnframedException {
    return switch (field) {
      case MAGIC -> {
        boolean isSkippable = (known & SKIPPABLE_MASK) == SKIPPABLE;
        if (known != MAGIC && !isSkippable) {
          throw new UnframedException(hasFrame);
        }
        hasFrame = true;
        yield isSkippable ? Field.SKIPPED_LENGTH : Field.DESCRIPTOR;
      }
      case SKIPPED_LENGTH -> {
        passed = known;
        yield Field.MAGIC;
      }
      case DESCRIPTOR -> {
        hasChecksum = (known & CHECKSUM_FLAG) != 0;
        passed = headerBytes((int) known);
        yield Field.BLOCK;
      }
      case BLOCK -> {
        boolean isLast = (known & 1) != 0;
        boolean isRepeatedByte = (known >> 1 & 3) == 1;
        passed = isRepeatedByte ? 1 : known >> BLOCK_SIZE_SHIFT;
        passed += isLast && hasChecksum ? CHECKSUM_BYTES : 0;
        yield isLast ? Field.MAGIC : Field.BLOCK;
      }
    };
  }

  /// The bytes of a frame's header after its descriptor.
  private static int headerBytes(int descriptor) {
    boolean isSingleSegment = (descriptor & SINGLE_SEGMENT_FLAG) != 0;
    int sizeBytes = CONTENT_SIZE_BYTES[descriptor >> CONTENT_SIZE_SHIFT];
    int shortest = isSingleSegment ? 1 : 0; // a size without window has a byte at least
    int windowBytes = isSingleSegment ? 0 : 1;
    return windowBytes + DICTIONARY_BYTES[descriptor & 3] + Math.max(sizeBytes, shortest);
  }

  /// What begins like no frame.
  static final class UnframedException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean isLater;

    private UnframedException(boolean isLater) {
      super("no frame begins here");
      this.isLater = isLater;
    }

    /// Whether a frame comes before.
    boolean isLater() {
      return isLater;
    }
  }
}
