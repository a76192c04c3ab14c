package io.parallax.executor.worker;

import io.parallax.error.ErrorCode;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Replies in the form of bytes.
public final class Replies {
  private static final int READY = 1;
  private static final int DONE = 2;
  private static final int REFUSED = 3;
  private static final int BROKEN = 4;

  /// The most characters of a detail; the rest is cut off.
  private static final int MAX_DETAIL = 2_000;

  private Replies() {}

  static void write(OutputStream out, Reply reply) throws IOException {
    switch (reply) {
      case Reply.Ready _ -> Frames.write(out, READY, _ -> {});
      case Reply.Done(long sequence) -> Frames.write(out, DONE, to -> to.writeLong(sequence));
      case Reply.Refused(long sequence, ErrorCode code, String detail) ->
          Frames.write(
              out,
              REFUSED,
              to -> {
                to.writeLong(sequence);
                to.writeUTF(code.name());
                to.writeUTF(cut(detail));
              });
      case Reply.Broken(long sequence, String detail) ->
          Frames.write(
              out,
              BROKEN,
              to -> {
                to.writeLong(sequence);
                to.writeUTF(cut(detail));
              });
    }
    out.flush();
  }

  /// Reads the next reply.
  ///
  /// @throws GarbledException when the bytes are no reply
  /// @throws java.io.EOFException when the worker is gone
  public static Reply read(InputStream in) throws IOException {
    return Frames.read(in, Replies::read);
  }

  private static Reply read(int kind, DataInputStream in) throws IOException {
    return switch (kind) {
      case READY -> new Reply.Ready();
      case DONE -> new Reply.Done(in.readLong());
      case REFUSED ->
          new Reply.Refused(in.readLong(), ErrorCode.valueOf(in.readUTF()), in.readUTF());
      case BROKEN -> new Reply.Broken(in.readLong(), in.readUTF());
      default -> throw new GarbledException("no reply is of kind " + kind);
    };
  }

  private static String cut(String detail) {
    return detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL);
  }
}
