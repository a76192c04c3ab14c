package io.parallax.kernel.llvm.binding;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds LLVM's shared library: the file that settings name; without the setting, the file in
/// `native/` beside the jar (a build and the image store both there), or in `target/native/` of the
/// folder in which the service was started.
public final class LibraryFile {
  /// A location in a jar, or in a jar within a jar as Spring Boot names it:
  /// `jar:nested:/app/parallax.jar/!BOOT-INF/classes/!/`.
  private static final Pattern JAR =
      Pattern.compile("(?:jar:)?(?:nested|file):([^!]*?\\.jar)(?:[/!].*)?");

  private LibraryFile() {}

  /// The path of the shared library, by its setting or in the usual places.
  ///
  /// @throws UnavailableException when no library is found
  public static Path find(Optional<Path> named) throws UnavailableException {
    if (named.isPresent()) {
      Path file = named.get().toAbsolutePath();
      if (!Files.isRegularFile(file)) {
        throw new UnavailableException("there is no file " + file);
      }
      return file;
    }
    List<Path> candidates = candidates();
    return candidates.stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new UnavailableException(
                    "LLVM's shared library is not there: looked for " + candidates));
  }

  private static List<Path> candidates() {
    String name = System.mapLibraryName("LLVM");
    return Stream.concat(
            jarFolder().stream().map(folder -> folder.resolve("native")),
            Stream.of(Path.of("native"), Path.of("target", "native")))
        .map(folder -> folder.resolve(name).toAbsolutePath().normalize())
        .distinct()
        .toList();
  }

  /// The folder that contains the jar, or the folder of classes, from which this class was loaded.
  private static Optional<Path> jarFolder() {
    CodeSource source = LibraryFile.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return Optional.empty();
    }
    try {
      Matcher jar = JAR.matcher(source.getLocation().toString());
      URI uri = jar.matches() ? new URI("file:" + jar.group(1)) : source.getLocation().toURI();
      return Optional.ofNullable(Path.of(uri).getParent());
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException _) {
      return Optional.empty();
    }
  }
}
