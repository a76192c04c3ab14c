package io.parallax.executor;

import io.parallax.executor.process.ProcessProperties;
import io.parallax.executor.process.WorkerClasses;
import io.parallax.executor.process.WorkerCommand;
import io.parallax.executor.process.WorkerPool;
import io.parallax.executor.worker.WorkerMain;
import io.parallax.memory.SharedMemory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// From asking for a worker until it is ready, in milliseconds, and how much memory it has then:
/// from the folder of classes, from a jar, and from a jar with an archive that the JDK made of an
/// earlier run (`cds`, `aot`), or without its second compiler, which the Vector API needs (`c1`).
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5)
@Measurement(iterations = 20)
public class WorkerStartBenchmark {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Param({"folder", "jar", "cds", "aot", "c1"})
  String variant = "folder";

  private Path scratch;
  private SharedMemory memory;
  private WorkerCommand command;
  private WorkerPool pool;

  /// Memory of the worker's own and with what it shares with other JVMs.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Resident {
    public long ownKib;
    public long wholeKib;
  }

  /// Makes the jar and the archive.
  @Setup
  public void prepare() throws IOException, InterruptedException {
    scratch = Files.createTempDirectory("worker-start");
    memory = SharedMemory.open(1 << 20);
    Path jar = scratch.resolve("worker.jar");
    pack(Path.of(WorkerClasses.path()), jar);
    Path archive = scratch.resolve("archive");
    command =
        switch (variant) {
          case "folder" -> command(WorkerClasses.path());
          case "jar" -> command(jar.toString());
          case "c1" -> command(jar.toString(), "-XX:TieredStopAtLevel=1");
          case "cds" -> {
            rehearse(command(jar.toString(), "-XX:ArchiveClassesAtExit=" + archive));
            yield command(jar.toString(), "-XX:SharedArchiveFile=" + archive, "-Xlog:disable");
          }
          case "aot" -> {
            rehearse(command(jar.toString(), "-XX:AOTCacheOutput=" + archive));
            yield command(jar.toString(), "-XX:AOTCache=" + archive);
          }
          default -> throw new IllegalArgumentException(variant);
        };
  }

  @Setup(Level.Iteration)
  public void openPool() {
    ProcessProperties properties = ProcessBenchmark.properties(1);
    pool = new WorkerPool(properties, memory, command);
  }

  /// Starts a worker.
  @Benchmark
  public boolean start(Resident resident) throws IOException {
    pool.begin();
    boolean ready = pool.awaitFull(LIMIT);
    long pid = pool.pids().getFirst();
    resident.ownKib = kib(pid, "RssAnon:");
    resident.wholeKib = kib(pid, "VmRSS:");
    return ready;
  }

  @TearDown(Level.Iteration)
  public void closePool() {
    pool.close();
  }

  /// Removes what [#prepare] made.
  @TearDown
  public void release() throws IOException {
    memory.close();
    try (Stream<Path> files = Files.walk(scratch)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static WorkerCommand command(String classPath, String... options) {
    WorkerCommand usual = WorkerCommand.of(classPath, WorkerMain.class.getName(), 64 << 20);
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(usual.options());
    return new WorkerCommand(usual.java(), all, usual.main());
  }

  /// Runs the classes of a worker once, to an orderly end, with options that make an archive.
  private void rehearse(WorkerCommand recording) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(recording.java().toString());
    words.addAll(recording.options());
    words.add(Rehearsal.class.getName());
    int end =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (end != 0) {
      throw new IllegalStateException("the rehearsal ended with " + end);
    }
  }

  private static void pack(Path folder, Path jar) throws IOException {
    try (OutputStream stream = Files.newOutputStream(jar);
        ZipOutputStream to = new ZipOutputStream(stream)) {
      pack(folder, WorkerClasses::isNeeded, to);
      pack(
          Path.of(place(Rehearsal.class)),
          name -> name.startsWith("io/parallax/executor/Rehearsal"),
          to);
    }
  }

  private static void pack(Path root, Predicate<String> packed, ZipOutputStream to)
      throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString();
        if (packed.test(name)) {
          to.putNextEntry(new ZipEntry(name));
          Files.copy(file, to);
          to.closeEntry();
        }
      }
    }
  }

  private static String place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  private static long kib(long pid, String field) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    }
  }
}
