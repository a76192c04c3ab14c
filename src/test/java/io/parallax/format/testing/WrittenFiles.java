package io.parallax.format.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Tables of files that other programs wrote, among the test resources.
public final class WrittenFiles {
  private WrittenFiles() {}

  /// The rows of a table whose columns are separated by tabs; lines with `#` are comments.
  ///
  /// @param owner the class in whose package the table is
  public static List<List<String>> rows(Class<?> owner, String table) {
    try (InputStream stream = Objects.requireNonNull(owner.getResourceAsStream(table), table)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split("\t", -1)))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
