package io.parallax.dataset;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// What the columns of a dataset may be called: anything that is text, since no name becomes part
/// of a path.
final class ColumnNames {
  /// The most characters of a name.
  static final int MAX_LENGTH = 256;

  /// The most columns of a dataset.
  static final int MAX_COLUMNS = 1_000;

  private ColumnNames() {}

  /// @throws ComputeException TOO_LARGE for too many names, INVALID_ARGUMENT for one that cannot be
  ///   kept
  static void check(Set<String> names) {
    if (names.size() > MAX_COLUMNS) {
      throw new ComputeException(
          ErrorCode.TOO_LARGE,
          "the dataset has %d columns, more than the limit datasetColumns of %d"
              .formatted(names.size(), MAX_COLUMNS));
    }
    names.forEach(ColumnNames::check);
  }

  private static void check(String name) {
    if (name.isEmpty()) {
      throw refused("a column has no name");
    }
    if (name.length() > MAX_LENGTH) {
      throw refused(
          "the name of a column has %d characters, more than the limit columnNameLength of %d"
              .formatted(name.length(), MAX_LENGTH));
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw refused("the name of a column has half a character, a lone surrogate");
    }
  }

  private static ComputeException refused(String why) {
    return new ComputeException(ErrorCode.INVALID_ARGUMENT, why);
  }
}
