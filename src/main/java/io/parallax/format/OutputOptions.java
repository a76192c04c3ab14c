package io.parallax.format;

import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How results are written.
///
/// @param values which elements of an array are written
/// @param sample the number of elements written of an array that is not written whole, 0 to
///   [#MAX_SAMPLE]
/// @param int64As how int64 elements are written
/// @param float32As how float32 elements are written
/// @param detail what is written beside the results
/// @param dtype the type in which every result is written, which must hold its elements; empty for
///   its own
public record OutputOptions(
    Values values,
    int sample,
    Int64As int64As,
    Float32As float32As,
    Detail detail,
    Optional<StorageType> dtype) {
  /// The most elements an array may have to be written whole when `output.values` is `auto`.
  public static final long MAX_AUTO_ELEMENTS = 10_000;

  public static final int MAX_SAMPLE = 1_000;
  public static final int DEFAULT_SAMPLE = 10;
  public static final OutputOptions DEFAULT =
      new OutputOptions(Values.AUTO, DEFAULT_SAMPLE, Int64As.NUMBER);

  /// With float32 elements in their shortest form, and every detail.
  public OutputOptions(Values values, int sample, Int64As int64As) {
    this(values, sample, int64As, Float32As.SHORTEST, Detail.FULL, Optional.empty());
  }

  public OutputOptions {
    if (sample < 0 || sample > MAX_SAMPLE) {
      throw new IllegalArgumentException("sample " + sample);
    }
  }

  /// The type in which a result is written that was computed in `type`.
  public StorageType written(DataType type) {
    return dtype.orElseGet(() -> StorageType.of(type));
  }

  /// The number of elements that are written of an array with `count` elements.
  public long written(long count) {
    return switch (values) {
      case ALL -> count;
      case AUTO -> count <= MAX_AUTO_ELEMENTS ? count : Math.min(sample, count);
      case SUMMARY -> Math.min(sample, count);
      case NONE, DATASET -> 0;
    };
  }

  /// Whether an array with `count` elements is written as a sample and a summary.
  public boolean summarizes(long count) {
    return switch (values) {
      case AUTO -> count > MAX_AUTO_ELEMENTS;
      case SUMMARY -> true;
      case ALL, NONE, DATASET -> false;
    };
  }

  /// Which elements of an array are written.
  public enum Values {
    /// All elements of an array with up to [OutputOptions#MAX_AUTO_ELEMENTS] elements; a larger
    /// array as [#SUMMARY].
    AUTO,
    ALL,
    /// A sample and a summary.
    SUMMARY,
    /// Type and shape only.
    NONE,
    /// Type and shape, and the column of a dataset in which the elements are kept.
    DATASET;

    /// The name in requests, such as `auto`.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> labels() {
      return Arrays.stream(values()).map(Values::label).toList();
    }
  }

  /// How int64 elements are written: JavaScript's numbers are exact only up to 2^53.
  public enum Int64As {
    NUMBER,
    STRING;

    /// The name in requests, such as `number`.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> labels() {
      return Arrays.stream(values()).map(Int64As::label).toList();
    }
  }

  /// How float32 elements are written.
  public enum Float32As {
    /// The shortest digits that give the float32 when they are read as one.
    SHORTEST,
    /// The digits of the float64 that is exactly the float32, for clients whose numbers are
    /// doubles.
    DOUBLE;

    /// The name in requests, such as `shortest`.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> labels() {
      return Arrays.stream(values()).map(Float32As::label).toList();
    }
  }

  /// What is written beside the results.
  public enum Detail {
    /// How the request was run and why, and how long it took.
    FULL,
    /// Nothing.
    MINIMAL;

    /// The name in requests, such as `full`.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> labels() {
      return Arrays.stream(values()).map(Detail::label).toList();
    }
  }
}
