package io.parallax.executor.compiler;

import io.parallax.executor.worker.Frames;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// A request of the service to a compiler process. Each request has one reply.
public sealed interface CompilerRequest {
  /// Reply at once.
  record Ping() implements CompilerRequest {}

  /// Compile a form and try the kernel.
  @SuppressWarnings("ArrayRecordComponent") // read once
  record Compile(byte[] form) implements CompilerRequest {}

  /// Show what a form is compiled to.
  @SuppressWarnings("ArrayRecordComponent") // read once
  record Show(byte[] form) implements CompilerRequest {}

  /// Writes the request and flushes.
  default void write(OutputStream out) throws IOException {
    switch (this) {
      case Ping() -> Frames.write(out, Kind.PING, _ -> {});
      case Compile(byte[] form) -> Frames.write(out, Kind.COMPILE, to -> Bytes.write(to, form));
      case Show(byte[] form) -> Frames.write(out, Kind.SHOW, to -> Bytes.write(to, form));
    }
    out.flush();
  }

  /// Reads the next request.
  ///
  /// @throws java.io.EOFException when the service is gone
  static CompilerRequest read(InputStream in) throws IOException {
    return Frames.read(in, CompilerRequest::read);
  }

  private static CompilerRequest read(int kind, DataInputStream in) throws IOException {
    return switch (kind) {
      case Kind.PING -> new Ping();
      case Kind.COMPILE -> new Compile(Bytes.read(in));
      case Kind.SHOW -> new Show(Bytes.read(in));
      default -> throw new IllegalArgumentException("no request is of kind " + kind);
    };
  }

  /// The number that marks each kind of request in a stream.
  final class Kind {
    static final int PING = 1;
    static final int COMPILE = 2;
    static final int SHOW = 3;

    private Kind() {}
  }
}
