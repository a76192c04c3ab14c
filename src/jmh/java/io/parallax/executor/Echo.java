package io.parallax.executor;

import io.parallax.memory.SharedMapping;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// A process that answers whatever [SignalBenchmark] says to it, in the way it is told.
public final class Echo {
  /// Bytes of a message, about as many as a small step's command has.
  static final int MESSAGE_BYTES = 100;

  static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

  /// Of the word that says which message is meant for whom.
  static final long TO_ECHO = 0;

  static final long TO_CALLER = 128;

  private Echo() {}

  /// Runs until what it listens to ends.
  ///
  /// @param arguments `pipe`; `socket` and its path; or `word`, the shared memory's file and
  ///   length, and for how many nanoseconds to spin before it waits for a byte on its pipe
  public static void main(String... arguments) throws IOException {
    switch (arguments[0]) {
      case "pipe" -> echoPipe();
      case "socket" -> echoSocket(Path.of(arguments[1]));
      case "word" ->
          echoWord(
              Path.of(arguments[1]), Long.parseLong(arguments[2]), Long.parseLong(arguments[3]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void echoPipe() throws IOException {
    byte[] message = new byte[MESSAGE_BYTES];
    while (System.in.readNBytes(message, 0, MESSAGE_BYTES) == MESSAGE_BYTES) {
      System.out.write(message, 0, MESSAGE_BYTES);
      System.out.flush();
    }
  }

  private static void echoSocket(Path path) throws IOException {
    ByteBuffer message = ByteBuffer.allocateDirect(MESSAGE_BYTES);
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(path));
      while (transferred(channel, message)) {
        message.flip();
        channel.write(message);
        message.clear();
      }
    }
  }

  /// Reads a whole message.
  ///
  /// @return whether there was one
  static boolean transferred(SocketChannel channel, ByteBuffer message) throws IOException {
    while (message.hasRemaining()) {
      if (channel.read(message) < 0) {
        return false;
      }
    }
    return true;
  }

  private static void echoWord(Path path, long bytes, long spinNanos) throws IOException {
    try (SharedMapping mapping = SharedMapping.open(path, bytes)) {
      MemorySegment memory = mapping.at(0, 2 * TO_CALLER);
      for (long number = 1; await(memory, TO_ECHO, number, spinNanos); number++) {
        WORD.setVolatile(memory, TO_CALLER, number);
      }
    }
  }

  /// Waits for a number: looks at the word for a while, then says there that it sleeps, and waits
  /// for a byte.
  private static boolean await(MemorySegment memory, long word, long number, long spinNanos)
      throws IOException {
    if (spun(memory, word, number, spinNanos)) {
      return true;
    }
    if (!WORD.compareAndSet(memory, word, number - 1, -number)) {
      return true;
    }
    return System.in.read() >= 0;
  }

  /// Looks at the word until it has the number, but no longer than that.
  static boolean spun(MemorySegment memory, long word, long number, long spinNanos) {
    long start = System.nanoTime();
    while ((long) WORD.getVolatile(memory, word) != number) {
      if (System.nanoTime() - start >= spinNanos) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
  }
}
