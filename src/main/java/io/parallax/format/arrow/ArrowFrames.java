package io.parallax.format.arrow;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.ElementReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.arrow.flatbuf.Message;

/// The messages of an Arrow IPC stream ("Encapsulated message format" of the Arrow columnar
/// format). After a message the reader is at the start of its body, which the caller reads to its
/// end. For one thread.
final class ArrowFrames {
  /// The most bytes of the description of one message.
  static final int MAX_METADATA_BYTES = 1 << 20;

  private static final int CONTINUATION = -1;

  /// What a file of the other format begins with: `ARRO`.
  private static final int FILE_MAGIC = 0x4F525241;

  private final ElementReader reader;

  ArrowFrames(ElementReader reader) {
    this.reader = reader;
  }

  /// The next message; empty at the end of the stream.
  Optional<Message> next() throws IOException {
    long at = reader.offset();
    byte[] start = reader.bytesUpTo(Integer.BYTES);
    if (start.length == 0) {
      return Optional.empty();
    }
    int mark = start.length == Integer.BYTES ? integer(start) : 0;
    if (mark != CONTINUATION) {
      throw malformed(
          mark == FILE_MAGIC
              ? "this is an Arrow file; write the stream format (in Python:"
                  + " pyarrow.ipc.new_stream)"
              : "there is no message of an Arrow stream at byte " + at);
    }
    int length = integer(reader.bytes(Integer.BYTES, "the length of a message"));
    if (length == 0) {
      reader.requireEnd("the Arrow stream");
      return Optional.empty();
    }
    if (length < 0 || length > MAX_METADATA_BYTES) {
      throw new ComputeException(
          ErrorCode.TOO_LARGE,
          "the description of the message at byte %d has %d bytes, more than the limit of %d"
              .formatted(at, Integer.toUnsignedLong(length), MAX_METADATA_BYTES));
    }
    ByteBuffer metadata = ByteBuffer.wrap(reader.bytes(length, "the description of a message"));
    return Optional.of(
        described(() -> Message.getRootAsMessage(metadata.order(ByteOrder.LITTLE_ENDIAN)), at));
  }

  /// Reads something from the description of a message. The library follows the offsets in it and
  /// leaves them to the checks of the buffer.
  ///
  /// @param at the offset of the message
  static <T> T described(Supplier<T> reading, long at) {
    try {
      return reading.get();
    } catch (IndexOutOfBoundsException
        | IllegalArgumentException
        | NegativeArraySizeException
        | NullPointerException damaged) {
      throw malformed("the description of the message at byte " + at + " is damaged");
    }
  }

  static ComputeException malformed(String detail) {
    return new ComputeException(ErrorCode.MALFORMED_BODY, detail);
  }

  private static int integer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }
}
