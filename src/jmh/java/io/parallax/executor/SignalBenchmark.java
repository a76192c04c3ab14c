package io.parallax.executor;

import io.parallax.memory.SharedMemory;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A message to another JVM and back, in microseconds: over pipes, over a Unix domain socket, and
/// by a word in shared memory that the other side watches for 20 µs (`word`) or always (`spin`)
/// before it sleeps on a pipe. With a pause the caller does something else for 200 µs between two
/// messages, as a service does; the pause is part of the figure.
@State(Scope.Benchmark)
@BenchmarkMode({Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SignalBenchmark {
  private static final long WATCH_NANOS = 20_000;
  private static final long ALWAYS_NANOS = 1_000_000_000;

  @Param({"pipe", "socket", "word", "spin"})
  String way = "pipe";

  @Param({"0", "200"})
  int pauseMicros;

  private Path folder;
  private SharedMemory memory;
  private MemorySegment words;
  private Connection connection;
  private long number;

  /// Sends a message and returns when the answer is there.
  private interface Signal {
    void roundTrip() throws IOException;
  }

  /// The other process, and the way to it.
  private record Connection(Process process, Signal signal) {}

  /// Starts the other process.
  @Setup
  public void connect() throws IOException {
    folder = Files.createTempDirectory("signal");
    memory = SharedMemory.open(1 << 20);
    words = memory.header();
    number = 0;
    connection =
        switch (way) {
          case "pipe" -> pipe();
          case "socket" -> socket();
          case "word" -> word(WATCH_NANOS);
          case "spin" -> word(ALWAYS_NANOS);
          default -> throw new IllegalArgumentException(way);
        };
  }

  @Benchmark
  public void roundTrip() throws IOException {
    connection.signal().roundTrip();
    if (pauseMicros > 0) {
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(pauseMicros));
    }
  }

  /// Ends the other process.
  @TearDown
  public void disconnect() throws IOException {
    connection.process().destroyForcibly();
    memory.close();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private Connection pipe() throws IOException {
    Process process = start("pipe");
    byte[] message = new byte[Echo.MESSAGE_BYTES];
    OutputStream out = process.getOutputStream();
    return new Connection(
        process,
        () -> {
          out.write(message);
          out.flush();
          process.getInputStream().readNBytes(message, 0, message.length);
        });
  }

  private Connection socket() throws IOException {
    Path path = folder.resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      Process process = start("socket", path.toString());
      SocketChannel channel = server.accept();
      ByteBuffer message = ByteBuffer.allocateDirect(Echo.MESSAGE_BYTES);
      return new Connection(
          process,
          () -> {
            message.clear();
            channel.write(message);
            message.clear();
            Echo.transferred(channel, message);
          });
    }
  }

  private Connection word(long spinNanos) throws IOException {
    Echo.WORD.setVolatile(words, Echo.TO_ECHO, 0L);
    Echo.WORD.setVolatile(words, Echo.TO_CALLER, 0L);
    Process process =
        start(
            "word",
            memory.path().toString(),
            Long.toString(memory.mapping().byteSize()),
            Long.toString(spinNanos));
    OutputStream out = process.getOutputStream();
    return new Connection(process, () -> exchange(process, out));
  }

  private void exchange(Process process, OutputStream out) throws IOException {
    long next = ++number;
    long before = (long) Echo.WORD.getAndSet(words, Echo.TO_ECHO, next);
    if (before < 0) {
      out.write(1);
      out.flush();
    }
    while (!Echo.spun(words, Echo.TO_CALLER, next, ALWAYS_NANOS)) {
      if (!process.isAlive()) {
        throw new IOException("the other process is gone");
      }
    }
  }

  private static Process start(String... arguments) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                String.join(File.pathSeparator, place(Echo.class), place(SharedMemory.class)),
                Echo.class.getName()));
    words.addAll(List.of(arguments));
    return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }
}
