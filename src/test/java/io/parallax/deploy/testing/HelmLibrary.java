package io.parallax.deploy.testing;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;

/// Helm as a shared library (helm-java's), which needs no program to be installed. Opened once and
/// never closed: what it brings does not end.
@SuppressWarnings("restricted") // What calls native code.
public final class HelmLibrary {
  private static final AddressLayout TEXT =
      ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(Long.MAX_VALUE, JAVA_BYTE));

  private static final StructLayout RESULT =
      MemoryLayout.structLayout(
          TEXT.withName("out"),
          TEXT.withName("err"),
          TEXT.withName("stdOut"),
          TEXT.withName("stdErr"));

  /// Options of `Template`: name, version, chart, namespace, kubeVersion, dependencyUpdate,
  /// skipCRDs, values, setFiles, valuesFiles, certFile, keyFile, caFile, insecureSkipTlsVerify,
  /// plainHttp, keyring, debug, repositoryConfig.
  private static final StructLayout TEMPLATE =
      MemoryLayout.structLayout(
          ADDRESS.withName("name"),
          ADDRESS,
          ADDRESS.withName("chart"),
          ADDRESS.withName("namespace"),
          ADDRESS.withName("kubeVersion"),
          JAVA_INT,
          JAVA_INT,
          ADDRESS,
          ADDRESS,
          ADDRESS.withName("valuesFiles"),
          ADDRESS,
          ADDRESS,
          ADDRESS,
          JAVA_INT,
          JAVA_INT,
          ADDRESS,
          JAVA_INT,
          MemoryLayout.paddingLayout(4),
          ADDRESS);

  /// Options of `Lint`: path, strict, quiet.
  private static final StructLayout LINT =
      MemoryLayout.structLayout(ADDRESS.withName("path"), JAVA_INT.withName("strict"), JAVA_INT);

  private final SymbolLookup library;

  /// Opens the library.
  public HelmLibrary(Path file) {
    library = SymbolLookup.libraryLookup(file.toAbsolutePath(), Arena.global());
  }

  /// What `helm` said.
  ///
  /// @param error empty when it succeeded
  public record Answer(String text, Optional<String> error) {}

  /// Does `helm lint --strict`.
  public Answer lint(Path chart) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment options = arena.allocate(LINT);
      set(LINT, options, "path", arena.allocateFrom(chart.toString()));
      options.set(JAVA_INT, LINT.byteOffset(MemoryLayout.PathElement.groupElement("strict")), 1);
      return call("Lint", arena, options);
    }
  }

  /// Does `helm template` of a release `parallax` in the namespace `compute`.
  ///
  /// @param values a file with values
  public Answer template(Path chart, Path values) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment options = arena.allocate(TEMPLATE);
      set(TEMPLATE, options, "name", arena.allocateFrom("parallax"));
      set(TEMPLATE, options, "chart", arena.allocateFrom(chart.toString()));
      set(TEMPLATE, options, "namespace", arena.allocateFrom("compute"));
      set(TEMPLATE, options, "kubeVersion", arena.allocateFrom("1.30.0"));
      set(TEMPLATE, options, "valuesFiles", arena.allocateFrom(values.toString()));
      return call("Template", arena, options);
    }
  }

  private Answer call(String function, Arena arena, MemorySegment options) {
    MethodHandle handle =
        Linker.nativeLinker()
            .downcallHandle(library.findOrThrow(function), FunctionDescriptor.of(RESULT, ADDRESS));
    MethodHandle free =
        Linker.nativeLinker()
            .downcallHandle(library.findOrThrow("Free"), FunctionDescriptor.ofVoid(RESULT));
    try {
      MemorySegment result = (MemorySegment) handle.invokeExact((SegmentAllocator) arena, options);
      Answer answer =
          new Answer(
              text(result, "out").or(() -> text(result, "stdOut")).orElse(""), text(result, "err"));
      free.invokeExact(result);
      return answer;
    } catch (Throwable failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void set(
      StructLayout layout, MemorySegment options, String field, MemorySegment text) {
    options.set(ADDRESS, layout.byteOffset(MemoryLayout.PathElement.groupElement(field)), text);
  }

  private static Optional<String> text(MemorySegment result, String field) {
    MemorySegment text =
        result.get(TEXT, RESULT.byteOffset(MemoryLayout.PathElement.groupElement(field)));
    return text.equals(MemorySegment.NULL)
        ? Optional.empty()
        : Optional.of(text.getString(0)).filter(each -> !each.isBlank());
  }
}
