package io.parallax.dataset;

import io.parallax.type.ArrayType;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A dataset as the text of its file, which proves itself: its columns hash to the file's name, and
/// everything in it to its `check`.
final class Manifest {
  /// The length of a manifest's file beyond which it is not read.
  static final long MAX_BYTES = 64L << 20;

  private static final int FORMAT = 1;
  private static final String PREFIX = "ds_";
  private static final int ID_DIGITS = 40;
  private static final Pattern ID = Pattern.compile(PREFIX + "[0-9a-f]{" + ID_DIGITS + "}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Manifest() {}

  private record Text(
      int format,
      @Nullable String createdAt,
      @Nullable String expiresAt,
      @Nullable List<ColumnText> columns,
      @Nullable String check) {}

  private record ColumnText(
      @Nullable String name,
      @Nullable String dtype,
      @Nullable List<Long> shape,
      @Nullable String sha256) {}

  /// Whether a text is an id, of a dataset that exists or not. Nothing else is ever part of a path.
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /// The id of a dataset with this digest.
  static String id(String sha256) {
    return PREFIX + sha256.substring(0, ID_DIGITS);
  }

  /// The digest of a dataset: SHA-256 of the canonical text of its columns in UTF-8. The text has a
  /// line for each column: digest, dtype, extents separated by commas, and the name, with `\` and
  /// line feeds escaped.
  static String sha256(List<Dataset.Column> columns) {
    return hex(canonical(columns));
  }

  private static String canonical(List<Dataset.Column> columns) {
    return columns.stream()
        .map(
            column ->
                "%s %s [%s] %s\n"
                    .formatted(
                        column.sha256(),
                        column.type().storage().label(),
                        column.type().shape().extents().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(",")),
                        column.name().replace("\\", "\\\\").replace("\n", "\\n")))
        .collect(Collectors.joining());
  }

  private static String check(List<Dataset.Column> columns, Instant createdAt, Instant expiresAt) {
    return hex("%s%s\n%s\n".formatted(canonical(columns), createdAt, expiresAt));
  }

  private static String hex(String text) {
    MessageDigest digest = ColumnDigest.sha256();
    return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// The bytes of the file of a dataset.
  static byte[] write(Dataset dataset) {
    List<ColumnText> columns =
        dataset.columns().stream()
            .map(
                column ->
                    new ColumnText(
                        column.name(),
                        column.type().storage().label(),
                        column.type().shape().extents(),
                        column.sha256()))
            .toList();
    String check = check(dataset.columns(), dataset.createdAt(), dataset.expiresAt());
    return JSON.writeValueAsBytes(
        new Text(
            FORMAT,
            dataset.createdAt().toString(),
            dataset.expiresAt().toString(),
            columns,
            check));
  }

  /// The dataset in a file; empty when the file is not what was written for this id.
  static Optional<Dataset> read(String id, byte[] file) {
    try {
      return dataset(JSON.readValue(file, Text.class)).filter(read -> read.id().equals(id));
    } catch (JacksonException | DateTimeException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private static Optional<Dataset> dataset(@Nullable Text text) {
    if (text == null
        || text.format != FORMAT
        || text.createdAt == null
        || text.expiresAt == null
        || text.columns == null
        || text.columns.isEmpty()) {
      return Optional.empty();
    }
    List<Dataset.Column> columns = text.columns.stream().map(Manifest::column).toList();
    Instant createdAt = Instant.parse(text.createdAt);
    Instant expiresAt = Instant.parse(text.expiresAt);
    return check(columns, createdAt, expiresAt).equals(text.check)
        ? Optional.of(Dataset.of(columns, createdAt, expiresAt))
        : Optional.empty();
  }

  /// @throws IllegalArgumentException when the column is not what was written
  private static Dataset.Column column(@Nullable ColumnText text) {
    if (text == null
        || text.name == null
        || text.dtype == null
        || text.shape == null
        || text.sha256 == null
        || text.shape.contains(null)
        || !Shape.fits(text.shape)
        || !SHA256.matcher(text.sha256).matches()) {
      throw new IllegalArgumentException("no column: " + text);
    }
    StorageType storage =
        StorageType.ofLabel(text.dtype)
            .orElseThrow(() -> new IllegalArgumentException("no type: " + text));
    return new Dataset.Column(
        text.name, new ArrayType(storage, new Shape(text.shape)), text.sha256);
  }
}
