package io.parallax.executor.worker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The frame of a message in a stream: a version, a kind, the length of the content, and the
/// content.
public final class Frames {
  /// Three letters and the version of everything in this package.
  private static final int VERSION = 'P' << 24 | 'L' << 16 | 'X' << 8 | 1;

  /// The most bytes of a message. Every text of a request takes less, because of the limits of
  /// requests.
  private static final int MAX_BYTES = 16 << 20;

  private static final int HEADER_BYTES = 9;

  private Frames() {}

  /// Writes the content of a message.
  @FunctionalInterface
  public interface Content {
    void write(DataOutputStream out) throws IOException;
  }

  /// Reads the content of a message of the given kind.
  @FunctionalInterface
  public interface Form<T> {
    T read(int kind, DataInputStream in) throws IOException;
  }

  /// Writes a message without flushing; the caller flushes.
  public static void write(OutputStream stream, int kind, Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    content.write(out);
    DataOutputStream framed = new DataOutputStream(stream);
    framed.writeInt(VERSION);
    framed.writeByte(kind);
    framed.writeInt(bytes.size());
    bytes.writeTo(framed);
  }

  /// Reads the next message.
  ///
  /// @throws GarbledException when the bytes are no message
  /// @throws EOFException at the end of the stream
  public static <T> T read(InputStream stream, Form<T> form) throws IOException {
    byte[] header = stream.readNBytes(HEADER_BYTES);
    if (header.length < HEADER_BYTES) {
      throw new EOFException();
    }
    DataInputStream head = new DataInputStream(new ByteArrayInputStream(header));
    if (head.readInt() != VERSION) {
      throw new GarbledException("another version, or no message");
    }
    int kind = head.readByte();
    int length = head.readInt();
    if (length < 0 || length > MAX_BYTES) {
      throw new GarbledException("a message of " + length + " bytes");
    }
    byte[] content = stream.readNBytes(length);
    if (content.length < length) {
      throw new EOFException();
    }
    return parse(kind, content, form);
  }

  private static <T> T parse(int kind, byte[] content, Form<T> form) throws GarbledException {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
      T message = form.read(kind, in);
      if (in.read() >= 0) {
        throw new GarbledException("more bytes than the message has");
      }
      return message;
    } catch (GarbledException garbled) {
      throw garbled;
    } catch (IOException | RuntimeException unreadable) {
      throw new GarbledException("a message of kind " + kind + ": " + unreadable);
    }
  }
}
