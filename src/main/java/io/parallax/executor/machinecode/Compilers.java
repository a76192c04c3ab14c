package io.parallax.executor.machinecode;

import io.parallax.executor.compiler.CompilerAssignment;
import io.parallax.executor.compiler.CompilerMain;
import io.parallax.executor.process.WorkerClasses;
import io.parallax.executor.process.WorkerCommand;
import io.parallax.kernel.llvm.KernelCompiler;
import io.parallax.kernel.llvm.LlvmCompilers;
import io.parallax.kernel.llvm.binding.UnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/// Where native kernels are compiled: in processes of their own, unless the machine allows none or
/// the settings say otherwise. Thread safe.
@Component
@EnableConfigurationProperties(NativeProperties.class)
public final class Compilers implements KernelCompiler.Source, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Compilers.class);

  private static final String IN_SERVICE =
      "Kernels are compiled and tried in the service itself; what goes wrong there may end it.";

  private final NativeProperties properties;
  private final String version;
  private final Launch processes;

  /// Null until the first compiler is opened. Guarded by `this`, as are the other fields.
  private @Nullable Place place;

  @Autowired
  public Compilers(NativeProperties properties, ObjectProvider<BuildProperties> build) {
    this(
        properties,
        Optional.ofNullable(build.getIfAvailable()).map(BuildProperties::getVersion).orElse("0"),
        Compilers::usual);
  }

  /// @param version the service's version
  /// @param processes how compiler processes are started
  public Compilers(NativeProperties properties, String version, Launch processes) {
    this.properties = properties;
    this.version = version;
    this.processes = processes;
  }

  /// The command that starts a compiler process.
  @FunctionalInterface
  public interface Launch {
    /// The JVM, its options and its main class.
    ///
    /// @throws IOException where no process can be started
    WorkerCommand command() throws IOException;
  }

  public static WorkerCommand usual() throws IOException {
    return WorkerCommand.ofCompiler(
        WorkerClasses.path(), CompilerMain.class.getName(), CompilerLimits.HEAP_BYTES);
  }

  /// Where compilers run.
  private sealed interface Place {
    KernelCompiler open() throws UnavailableException;

    record Isolated(CompilerProcesses processes) implements Place {
      @Override
      public KernelCompiler open() throws UnavailableException {
        return processes.open();
      }
    }

    record InService(LlvmCompilers compilers, String note) implements Place {
      @Override
      public KernelCompiler open() throws UnavailableException {
        return compilers.open();
      }
    }
  }

  @Override
  public KernelCompiler open() throws UnavailableException {
    return place().open();
  }

  /// The state that operators see.
  public synchronized CompilerState state() {
    return switch (place) {
      case null -> new CompilerState(false, "Nothing was compiled yet.", 0, 0, 0, 0);
      case Place.Isolated(CompilerProcesses isolated) -> isolated.state(properties.compilers());
      case Place.InService(_, String note) -> new CompilerState(false, note, 0, 0, 0, 0);
    };
  }

  private synchronized Place place() throws UnavailableException {
    Place known = place;
    if (known == null) {
      known = find();
      place = known;
    }
    return known;
  }

  private Place find() throws UnavailableException {
    Path library = LlvmCompilers.library(Optional.ofNullable(properties.library()));
    return switch (properties.compiler()) {
      case SERVICE -> inService(library, IN_SERVICE + " The settings want that.");
      case PROCESS -> {
        try {
          CompilerProcesses isolated = processes(library);
          isolated.requirePossible();
          yield new Place.Isolated(isolated);
        } catch (IOException none) {
          LOG.warn(
              "Kernels are compiled in the service, because there can be no other process", none);
          yield inService(
              library, IN_SERVICE + " No other process can be started: " + none.getMessage());
        }
      }
    };
  }

  private CompilerProcesses processes(Path library) throws IOException {
    return new CompilerProcesses(
        processes.command(),
        new CompilerAssignment(
            ProcessHandle.current().pid(),
            properties.compilerMemory().toBytes(),
            library,
            version,
            properties.kernels(),
            Optional.ofNullable(properties.objects()).map(Path::toAbsolutePath)),
        CompilerLimits.of(properties.compileTimeout(), properties.compilerMemory().toBytes()));
  }

  private Place inService(Path library, String note) throws UnavailableException {
    LlvmCompilers.Settings settings =
        new LlvmCompilers.Settings(
            Optional.of(library),
            Optional.ofNullable(properties.objects()),
            properties.kernels(),
            version,
            false);
    return new Place.InService(LlvmCompilers.open(settings), note);
  }

  /// Ends the compiler processes.
  @Override
  public synchronized void close() {
    if (place instanceof Place.Isolated(CompilerProcesses isolated)) {
      isolated.close();
    }
  }
}
