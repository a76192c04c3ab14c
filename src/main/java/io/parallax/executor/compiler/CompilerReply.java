package io.parallax.executor.compiler;

import io.parallax.executor.worker.Frames;
import io.parallax.executor.worker.Images;
import io.parallax.kernel.llvm.KernelCompiler;
import io.parallax.kernel.llvm.KernelImage;
import io.parallax.kernel.llvm.NativeListing;
import io.parallax.kernel.llvm.binding.CompilationException;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// A message from a compiler process to the service.
public sealed interface CompilerReply {
  /// The process can compile. The first of all replies.
  ///
  /// @param name the compiler's name
  /// @param runtime the functions that kernels call
  record Ready(String name, KernelImage runtime) implements CompilerReply {}

  /// The process can never compile. The first and the last reply.
  record Unavailable(String reason) implements CompilerReply {}

  /// The process answers.
  record Pong() implements CompilerReply {}

  /// A kernel that has passed its trials.
  record Compiled(KernelCompiler.Compiled kernel) implements CompilerReply {}

  /// There is no kernel for the form.
  record Refused(CompilationException.Kind kind, String reason) implements CompilerReply {}

  /// The text that a form is compiled to.
  record Shown(NativeListing listing) implements CompilerReply {}

  /// Writes the reply and flushes.
  default void write(OutputStream out) throws IOException {
    switch (this) {
      case Ready(String name, KernelImage runtime) ->
          write(
              out,
              Kind.READY,
              to -> {
                Bytes.writeText(to, name);
                Images.write(to, runtime);
              });
      case Unavailable(String reason) ->
          write(out, Kind.UNAVAILABLE, to -> Bytes.writeText(to, reason));
      case Pong() -> write(out, Kind.PONG, _ -> {});
      case Compiled(KernelCompiler.Compiled kernel) ->
          write(
              out,
              Kind.COMPILED,
              to -> {
                Images.write(to, kernel.image());
                to.writeBoolean(kernel.restored());
              });
      case Refused(CompilationException.Kind kind, String reason) ->
          write(
              out,
              Kind.REFUSED,
              to -> {
                to.writeUTF(kind.name());
                Bytes.writeText(to, reason);
              });
      case Shown(NativeListing listing) ->
          write(
              out,
              Kind.SHOWN,
              to -> {
                Bytes.writeText(to, listing.ir());
                Bytes.writeText(to, listing.assembly());
              });
    }
    out.flush();
  }

  /// Reads the next reply.
  ///
  /// @throws io.parallax.executor.worker.GarbledException when the bytes are no reply
  /// @throws java.io.EOFException when the process is gone
  static CompilerReply read(InputStream in) throws IOException {
    return Frames.read(in, CompilerReply::read);
  }

  private static CompilerReply read(int kind, DataInputStream in) throws IOException {
    return switch (kind) {
      case Kind.READY -> new Ready(Bytes.readText(in), Images.read(in));
      case Kind.UNAVAILABLE -> new Unavailable(Bytes.readText(in));
      case Kind.PONG -> new Pong();
      case Kind.COMPILED ->
          new Compiled(new KernelCompiler.Compiled(Images.read(in), in.readBoolean()));
      case Kind.REFUSED ->
          new Refused(CompilationException.Kind.valueOf(in.readUTF()), Bytes.readText(in));
      case Kind.SHOWN -> new Shown(new NativeListing(Bytes.readText(in), Bytes.readText(in)));
      default -> throw new IllegalArgumentException("no reply is of kind " + kind);
    };
  }

  private static void write(OutputStream out, int kind, Frames.Content content) throws IOException {
    Frames.write(out, kind, content);
  }

  /// The number that marks each kind of reply in a stream.
  final class Kind {
    static final int READY = 1;
    static final int UNAVAILABLE = 2;
    static final int PONG = 3;
    static final int COMPILED = 4;
    static final int REFUSED = 5;
    static final int SHOWN = 6;

    private Kind() {}
  }
}
