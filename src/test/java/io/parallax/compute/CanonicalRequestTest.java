package io.parallax.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.Constant;
import io.parallax.array.Distribution;
import io.parallax.array.Input;
import io.parallax.array.Linspace;
import io.parallax.array.NDArray;
import io.parallax.array.Random;
import io.parallax.array.Range;
import io.parallax.executor.Isolation;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Overflow;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CanonicalRequestTest {
  private final Reservation reservation = new MemoryBudget(1 << 20).reserve(1 << 19);

  @AfterEach
  void freesMemory() {
    reservation.close();
  }

  @Test
  void equalRequestsHaveOneDigest() {
    assertThat(digest(evaluate("x+1", Map.of("x", new Linspace(0, 1, 5)), Options.DEFAULT)))
        .isEqualTo(digest(evaluate("x+1", Map.of("x", new Linspace(0, 1, 5)), Options.DEFAULT)))
        .hasSize(64);
    assertThat(digest(evaluate("x+1", Map.of("x", literal(1, 2)), Options.DEFAULT)))
        .isEqualTo(digest(evaluate("x+1", Map.of("x", literal(1, 2)), Options.DEFAULT)));
  }

  @Test
  void theTimeARequestMayTakeIsNoPartOfItsAnswer() {
    Options hurried =
        new Options(Optional.empty(), OptionalInt.empty(), Optional.of(Duration.ofSeconds(1)));

    assertThat(digest(evaluate("1", Map.of(), hurried)))
        .isEqualTo(digest(evaluate("1", Map.of(), Options.DEFAULT)));
  }

  @Test
  void whateverDecidesTheAnswerChangesTheDigest() {
    List<ComputeRequest> requests = new ArrayList<>();
    Map<String, Input> none = Map.of();
    for (String text : List.of("x", "y", "x ", "xy", "\uD800", "\uD801", "?")) {
      requests.add(evaluate(text, none, Options.DEFAULT));
    }
    requests.add(
        new ComputeRequest.Evaluate("x", Map.of("a", "b"), Map.of(), none, Options.DEFAULT));
    requests.add(
        new ComputeRequest.Evaluate("x", Map.of(), Map.of("a", "b"), none, Options.DEFAULT));
    requests.add(
        new ComputeRequest.Evaluate(null, Map.of("a", "b"), Map.of(), none, Options.DEFAULT));
    requests.add(
        new ComputeRequest.Evaluate(null, Map.of("ab", ""), Map.of(), none, Options.DEFAULT));
    requests.add(
        new ComputeRequest.Evaluate(
            "x", Map.of(), Map.of(), "def f(): ...", none, Options.DEFAULT));
    for (ComputeRequest.Returned returned : ComputeRequest.Returned.values()) {
      requests.add(new ComputeRequest.Filter("x", none, Map.of(), returned, Options.DEFAULT));
    }
    requests.add(new ComputeRequest.Reduce(none, null, Map.of("a", "b"), Options.DEFAULT));
    requests.add(new ComputeRequest.Reduce(none, "x", Map.of("a", "b"), Options.DEFAULT));
    requests.add(new ComputeRequest.Reduce(none, "", Map.of("a", "b"), Options.DEFAULT));
    requests.add(new ComputeRequest.Reduce(none, null, ordered("a", "b"), Options.DEFAULT));
    requests.add(new ComputeRequest.Reduce(none, null, ordered("b", "a"), Options.DEFAULT));
    requests.add(new ComputeRequest.Mapping("f", null, none, Options.DEFAULT));
    requests.add(new ComputeRequest.Mapping("f", "f", none, Options.DEFAULT));
    for (Input input : inputs()) {
      requests.add(evaluate("x", Map.of("x", input), Options.DEFAULT));
    }
    requests.add(evaluate("x", Map.of("y", new Linspace(0, 1, 5)), Options.DEFAULT));
    for (Options options : options()) {
      requests.add(evaluate("x", none, options));
    }

    assertThat(requests.stream().map(CanonicalRequestTest::digest)).doesNotHaveDuplicates();
  }

  private List<Input> inputs() {
    Shape five = Shape.of(5);
    return List.of(
        new Linspace(0, 1, 5),
        new Linspace(-0.0, 1, 5),
        new Linspace(0, 1, 6),
        new Linspace(0, 1, 5).withType(DataType.FLOAT32),
        new Range(BigDecimal.ZERO, BigDecimal.TEN, BigDecimal.ONE),
        new Range(BigDecimal.ONE, BigDecimal.TEN, BigDecimal.ONE),
        new Range(BigDecimal.ZERO, BigDecimal.TEN, BigDecimal.TWO),
        new Random(new Distribution.Uniform(0, 1), five, 1, DataType.FLOAT64),
        new Random(new Distribution.Uniform(0, 1), five, 2, DataType.FLOAT64),
        new Random(new Distribution.Uniform(0, 2), five, 1, DataType.FLOAT64),
        new Random(new Distribution.Normal(0, 1), five, 1, DataType.FLOAT64),
        new Random(new Distribution.Uniform(0, 1), Shape.of(5, 1), 1, DataType.FLOAT64),
        new Constant(Scalar.of(0.0), five),
        new Constant(Scalar.of(-0.0), five),
        new Constant(Scalar.of(0L), five),
        literal(1, 2),
        literal(2, 1),
        literal(1, 2, 3),
        new Input.Literal(literal(1, 2).array(), Input.Typing.INFERRED),
        new Input.Stored(literal(1, 2).array(), "ds_1", "x", "aa"),
        new Input.Stored(literal(1, 2).array(), "ds_1", "x", "ab"));
  }

  private static List<Options> options() {
    return List.of(
        new Options(Optional.of("sequential"), OptionalInt.empty(), Optional.empty()),
        new Options(Optional.empty(), OptionalInt.of(1), Optional.empty()),
        new Options(
            Optional.empty(), OptionalInt.empty(), Optional.empty(), Isolation.NONE, Overflow.WRAP),
        new Options(
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Isolation.PROCESS,
            Overflow.ERROR),
        new Options(
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Isolation.NONE,
            Overflow.ERROR,
            OptionalLong.of(5),
            Optional.empty()),
        new Options(
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Isolation.NONE,
            Overflow.ERROR,
            OptionalLong.empty(),
            Optional.of(Options.OnError.COLLECT)));
  }

  @Test
  void theFormOfTheAnswerChangesTheDigest() {
    ComputeRequest request = evaluate("1", Map.of(), Options.DEFAULT);

    assertThat(CanonicalRequest.digest(request, "a"))
        .isNotEqualTo(CanonicalRequest.digest(request, "b"));
  }

  @Test
  void manySentElementsHaveNone() {
    int most = Math.toIntExact(CanonicalRequest.MOST_SENT_BYTES / Long.BYTES);
    Map<String, Input> few = Map.of("x", literal(new long[most]));
    Map<String, Input> many = Map.of("x", literal(new long[most]), "y", literal(1));

    assertThat(CanonicalRequest.digest(evaluate("x", few, Options.DEFAULT), "")).isPresent();
    assertThat(CanonicalRequest.digest(evaluate("x", many, Options.DEFAULT), "")).isEmpty();
  }

  private Input.Literal literal(long... values) {
    NDArray array =
        NDArray.allocate(new ArrayType(StorageType.INT64, Shape.of(values.length)), reservation);
    for (int i = 0; i < values.length; i++) {
      array.setBitsAt(i, values[i]);
    }
    return new Input.Literal(array);
  }

  private static Map<String, String> ordered(String first, String second) {
    Map<String, String> ordered = new LinkedHashMap<>();
    ordered.put(first, "1");
    ordered.put(second, "1");
    return ordered;
  }

  private static ComputeRequest evaluate(
      String expression, Map<String, Input> inputs, Options options) {
    return new ComputeRequest.Evaluate(expression, inputs, options);
  }

  private static String digest(ComputeRequest request) {
    return CanonicalRequest.digest(request, "json").orElseThrow();
  }
}
