package io.parallax.format.json;

import io.parallax.compute.Options;
import io.parallax.compute.Options.OnError;
import io.parallax.executor.Isolation;
import io.parallax.format.OutputOptions;
import io.parallax.format.OutputOptions.Detail;
import io.parallax.format.OutputOptions.Float32As;
import io.parallax.format.OutputOptions.Int64As;
import io.parallax.format.OutputOptions.Values;
import io.parallax.type.Overflow;
import io.parallax.type.StorageType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads the objects `options` and `output` of a request body. Checks the type and the least value
/// of each field, and the names of choices. Upper limits belong to the classes that use the values,
/// such as `ComputeProperties` for the timeout and `OutputOptions` for the sample.
final class OptionsReader {
  /// The fields of `options`.
  static final List<String> OPTIONS =
      List.of(
          "strategy",
          "parallelism",
          "timeoutMs",
          "isolation",
          "overflow",
          "maxIterations",
          "onError");

  /// The fields of `output`.
  static final List<String> OUTPUT =
      List.of("values", "sample", "int64As", "float32As", "detail", "dtype");

  private static final String AUTOMATIC = "auto";

  private OptionsReader() {}

  static Options options(JsonCursor cursor) {
    Optional<String> strategy = Optional.empty();
    OptionalInt parallelism = OptionalInt.empty();
    Optional<Duration> timeout = Optional.empty();
    Isolation isolation = Isolation.NONE;
    Overflow overflow = Overflow.ERROR;
    OptionalLong iterations = OptionalLong.empty();
    Optional<OnError> onError = Optional.empty();
    Fields fields = cursor.fields(OPTIONS.toArray(String[]::new));
    for (Optional<String> name = fields.next(); name.isPresent(); name = fields.next()) {
      switch (name.get()) {
        case "strategy" ->
            strategy = Optional.of(cursor.text()).filter(text -> !text.equals(AUTOMATIC));
        case "parallelism" -> parallelism = OptionalInt.of(cursor.integer(1, Integer.MAX_VALUE));
        case "timeoutMs" ->
            timeout = Optional.of(Duration.ofMillis(cursor.integer(1, Integer.MAX_VALUE)));
        case "isolation" ->
            isolation = Isolation.valueOf(constant(cursor.choice(Isolation.labels())));
        case "overflow" -> overflow = Overflow.valueOf(constant(cursor.choice(Overflow.labels())));
        case "maxIterations" ->
            iterations = OptionalLong.of(cursor.number(1, Options.MAX_ITERATIONS));
        case "onError" ->
            onError = Optional.of(OnError.valueOf(constant(cursor.choice(OnError.labels()))));
        default -> throw new AssertionError(name);
      }
    }
    return new Options(strategy, parallelism, timeout, isolation, overflow, iterations, onError);
  }

  static OutputOptions output(JsonCursor cursor) {
    Values values = OutputOptions.DEFAULT.values();
    int sample = OutputOptions.DEFAULT.sample();
    Int64As int64As = OutputOptions.DEFAULT.int64As();
    Float32As float32As = OutputOptions.DEFAULT.float32As();
    Detail detail = OutputOptions.DEFAULT.detail();
    Optional<StorageType> dtype = Optional.empty();
    Fields fields = cursor.fields(OUTPUT.toArray(String[]::new));
    for (Optional<String> name = fields.next(); name.isPresent(); name = fields.next()) {
      switch (name.get()) {
        case "values" -> values = Values.valueOf(constant(cursor.choice(Values.labels())));
        case "sample" -> sample = cursor.integer(0, OutputOptions.MAX_SAMPLE);
        case "int64As" -> int64As = Int64As.valueOf(constant(cursor.choice(Int64As.labels())));
        case "float32As" ->
            float32As = Float32As.valueOf(constant(cursor.choice(Float32As.labels())));
        case "dtype" -> dtype = StorageType.ofLabel(cursor.choice(StorageType.labels()));
        case "detail" -> detail = Detail.valueOf(constant(cursor.choice(Detail.labels())));
        default -> throw new AssertionError(name);
      }
    }
    return new OutputOptions(values, sample, int64As, float32As, detail, dtype);
  }

  private static String constant(String label) {
    return label.toUpperCase(Locale.ROOT);
  }
}
