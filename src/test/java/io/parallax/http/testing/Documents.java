package io.parallax.http.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The documents of the project: the README, what it links to in `src/docs`, and what GitHub shows
/// besides.
public record Documents(List<Path> paths) {
  public static final Path README = Path.of("README.md");

  private static final Path FOLDER = Path.of("src/docs");

  public Documents {
    paths = List.copyOf(paths);
  }

  /// What says how the service behaves: the README and every document in `src/docs`.
  public static Documents ofTheService() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return new Documents(
          Stream.concat(
                  Stream.of(README), files.filter(file -> file.toString().endsWith(".md")).sorted())
              .toList());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// All documents that people read.
  public static Documents all() {
    return new Documents(
        Stream.concat(
                ofTheService().paths.stream(),
                Stream.of("CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md").map(Path::of))
            .toList());
  }

  /// What matches in any of them, in order.
  public List<MatchResult> find(Pattern pattern) {
    return paths.stream().flatMap(path -> pattern.matcher(text(path)).results()).toList();
  }

  public static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
