package io.parallax.format.json;

import io.parallax.array.Constant;
import io.parallax.array.Distribution;
import io.parallax.array.Generator;
import io.parallax.array.Linspace;
import io.parallax.array.Random;
import io.parallax.array.Range;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads generators. Numbers are read as written, so a range of integers has an integer type. Used
/// once.
final class GeneratorReader {
  /// The parameters of each distribution.
  private static final Map<String, List<String>> DISTRIBUTIONS = distributions();

  private static final String DEFAULT_DISTRIBUTION = "uniform";

  private final JsonCursor cursor;
  private final String inputName;
  private final Map<String, BigDecimal> numbers = new LinkedHashMap<>();
  private Optional<Scalar> value = Optional.empty();
  private Shape shape = Shape.SCALAR;
  private String distribution = DEFAULT_DISTRIBUTION;

  /// @param inputName the name of the input, which is the seed of random values without a seed
  GeneratorReader(JsonCursor cursor, String inputName) {
    this.cursor = cursor;
    this.inputName = inputName;
  }

  /// Reads the generator of this kind at the current token, in its natural type.
  Generator read(String kind) {
    String pointer = cursor.pointer();
    try {
      return switch (kind) {
        case "random" -> random();
        case "range" -> range();
        case "linspace" -> linspace();
        case "constant" -> constant();
        default -> throw new AssertionError(kind);
      };
    } catch (ComputeException refused) {
      throw refused.pointer().isEmpty() && refused.code() != ErrorCode.MALFORMED_BODY
          ? refused.atPointer(pointer)
          : refused;
    }
  }

  private Random random() {
    Fields fields =
        readFields(
            "distribution",
            "shape",
            "seed",
            "low",
            "high",
            "mean",
            "std",
            "scale",
            "sigma",
            "k",
            "a",
            "b",
            "lam",
            "n",
            "p");
    refuseOthers(fields, DISTRIBUTIONS.getOrDefault(distribution, List.of()));
    Distribution drawn = distribution(fields);
    boolean isWhole = !fields.has("shape") || (fields.has("n") && shape.rank() == 0);
    if (isWhole && drawn instanceof Distribution.Permutation(long n)) {
      shape = Shape.of(n);
    } else {
      fields.require("shape");
    }
    long seed = integer("seed", fields).orElseGet(() -> Random.seedOf(inputName));
    return new Random(drawn, shape, seed);
  }

  private Distribution distribution(Fields fields) {
    return switch (distribution) {
      case "uniform" ->
          new Distribution.Uniform(
              number("low", Distribution.Uniform.DEFAULT.low()),
              number("high", Distribution.Uniform.DEFAULT.high()));
      case "normal" ->
          new Distribution.Normal(
              number("mean", Distribution.Normal.DEFAULT.mean()),
              number("std", Distribution.Normal.DEFAULT.standardDeviation()));
      case "integers" -> {
        fields.require("high");
        yield new Distribution.Integers(
            whole("low", fields).orElse(BigInteger.ZERO), whole("high", fields).orElseThrow());
      }
      case "exponential" ->
          new Distribution.Exponential(number("scale", Distribution.Exponential.DEFAULT.scale()));
      case "lognormal" ->
          new Distribution.Lognormal(
              number("mean", Distribution.Lognormal.DEFAULT.mean()),
              number("sigma", Distribution.Lognormal.DEFAULT.sigma()));
      case "gamma" -> {
        requireShapeParameter(fields);
        yield new Distribution.Gamma(
            required("k").doubleValue(), number("scale", Distribution.Gamma.DEFAULT_SCALE));
      }
      case "beta" -> {
        fields.require("a", "b");
        yield new Distribution.Beta(required("a").doubleValue(), required("b").doubleValue());
      }
      case "poisson" -> new Distribution.Poisson(number("lam", Distribution.Poisson.DEFAULT.lam()));
      case "binomial" -> {
        fields.require("n", "p");
        yield new Distribution.Binomial(
            integer("n", fields).orElseThrow(), required("p").doubleValue());
      }
      case "bernoulli" -> {
        fields.require("p");
        yield new Distribution.Bernoulli(required("p").doubleValue());
      }
      case "permutation" ->
          new Distribution.Permutation(integer("n", fields).orElseGet(() -> elements(fields)));
      default -> throw new AssertionError(distribution);
    };
  }

  private static void requireShapeParameter(Fields fields) {
    if (!fields.has("k")) {
      throw fields.refused(
          ErrorCode.INVALID_ARGUMENT,
          "the field \"k\" is missing, the shape parameter of gamma; \"shape\" is that of the"
              + " array");
    }
  }

  /// The number of elements that a permutation without `n` has.
  private long elements(Fields fields) {
    fields.require("shape");
    return shape.elementCount();
  }

  private Range range() {
    readFields("start", "stop", "step").require("stop");
    return new Range(
        numbers.getOrDefault("start", Range.DEFAULT_START),
        required("stop"),
        numbers.getOrDefault("step", Range.DEFAULT_STEP));
  }

  private Linspace linspace() {
    Fields fields = readFields("start", "stop", "count");
    fields.require("start", "stop", "count");
    return new Linspace(
        required("start").doubleValue(),
        required("stop").doubleValue(),
        integer("count", fields).orElseThrow());
  }

  private Constant constant() {
    readFields("value", "shape").require("value", "shape");
    return new Constant(value.orElseThrow(), shape);
  }

  private Fields readFields(String... known) {
    Fields fields = cursor.fields(known);
    for (Optional<String> name = fields.next(); name.isPresent(); name = fields.next()) {
      switch (name.get()) {
        case "shape" -> shape = ShapeReader.read(cursor);
        case "distribution" -> distribution = cursor.choice(List.copyOf(DISTRIBUTIONS.keySet()));
        case "value" -> value = Optional.of(ScalarReader.read(cursor));
        default -> numbers.put(name.get(), DecimalReader.read(cursor));
      }
    }
    return fields;
  }

  private BigDecimal required(String name) {
    return Optional.ofNullable(numbers.get(name)).orElseThrow();
  }

  private double number(String name, double otherwise) {
    BigDecimal given = numbers.get(name);
    return given == null ? otherwise : given.doubleValue();
  }

  private Optional<Long> integer(String name, Fields fields) {
    Optional<BigInteger> given = whole(name, fields);
    if (given.isPresent() && given.get().bitLength() >= Long.SIZE) {
      throw fields.refusedField(name, name + " must be an int64, not " + given.get());
    }
    return given.map(BigInteger::longValueExact);
  }

  /// An integer, however it is written; empty if it is not given.
  private Optional<BigInteger> whole(String name, Fields fields) {
    BigDecimal given = numbers.get(name);
    if (given == null) {
      return Optional.empty();
    }
    if (given.stripTrailingZeros().scale() > 0) {
      throw fields.refusedField(name, name + " must be an integer, not " + given);
    }
    return Optional.of(given.toBigIntegerExact());
  }

  private void refuseOthers(Fields fields, List<String> parameters) {
    for (String name : numbers.keySet()) {
      if (!name.equals("seed") && !parameters.contains(name)) {
        throw fields.refusedField(
            name,
            "the distribution "
                + distribution
                + " has no "
                + name
                + "; its parameters are "
                + String.join(", ", parameters));
      }
    }
  }

  private static Map<String, List<String>> distributions() {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    parameters.put("uniform", List.of("low", "high"));
    parameters.put("normal", List.of("mean", "std"));
    parameters.put("integers", List.of("low", "high"));
    parameters.put("exponential", List.of("scale"));
    parameters.put("lognormal", List.of("mean", "sigma"));
    parameters.put("gamma", List.of("k", "scale"));
    parameters.put("beta", List.of("a", "b"));
    parameters.put("poisson", List.of("lam"));
    parameters.put("binomial", List.of("n", "p"));
    parameters.put("bernoulli", List.of("p"));
    parameters.put("permutation", List.of("n"));
    return parameters;
  }
}
