package io.parallax.compute;

import static io.parallax.compute.testing.Service.failure;
import static io.parallax.compute.testing.Service.uniform;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.Constant;
import io.parallax.array.Input;
import io.parallax.array.Range;
import io.parallax.compute.ComputeRequest.Evaluate;
import io.parallax.compute.ComputeRequest.Filter;
import io.parallax.compute.ComputeRequest.Reduce;
import io.parallax.compute.ComputeRequest.Returned;
import io.parallax.compute.testing.Service;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is refused, with which code, where, and that nothing is allocated for it.
@Timeout(60)
class RefusalTest {
  private static final Service SERVICE =
      Service.start(
          Map.of("parallax.limits.memory", "64MB", "parallax.limits.elements", "20000000"));

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(SERVICE.budget().inUseBytes()).isZero();
    assertThat(SERVICE.budget().heldBytes()).isLessThan(1L << 20);
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a +         | INVALID_SYNTAX   | 3
          a + c       | UNKNOWN_NAME     | 4
          a & 1.5     | TYPE_MISMATCH    | 2
          a + b       | SHAPE_MISMATCH   | 2
          sum(a, 3)   | INVALID_ARGUMENT | 0
          """)
  void locatesWhatIsWrongWithAnExpression(String expression, ErrorCode code, int offset) {
    Map<String, Input> inputs = Map.of("a", uniform(1, 3), "b", uniform(2, 4));

    ComputeException refusal = refusal(new Evaluate(expression, inputs, Options.DEFAULT));

    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.pointer()).hasValue("/expression");
    assertThat(refusal.position().orElseThrow().source()).isEqualTo(expression);
    assertThat(refusal.position().orElseThrow().offset()).isGreaterThanOrEqualTo(offset - 1);
  }

  @Test
  void pointsAtTheTextThatIsWrong() {
    Map<String, Input> inputs = Map.of("a", uniform(1, 3));

    assertThat(
            refusal(new Filter("nope", inputs, Map.of(), Returned.VALUES, Options.DEFAULT))
                .pointer())
        .hasValue("/predicate");
    assertThat(
            refusal(
                    new Filter(
                        "a > 0", inputs, Map.of("x/y~z", "nope"), Returned.VALUES, Options.DEFAULT))
                .pointer())
        .hasValue("/select/x~1y~0z");
    assertThat(
            refusal(new Reduce(inputs, "nope", Map.of("x", "sum(a)"), Options.DEFAULT)).pointer())
        .hasValue("/where");
    assertThat(refusal(new Reduce(inputs, null, Map.of("x", "nope"), Options.DEFAULT)).pointer())
        .hasValue("/reductions/x");
  }

  @Test
  void refusesTwoInputsOfTheSameName() {
    Map<String, Input> inputs = new LinkedHashMap<>();
    inputs.put("\u00E9", uniform(1, 3));
    inputs.put("e\u0301", uniform(2, 3));

    ComputeException refusal = refusal(new Evaluate("1", inputs, Options.DEFAULT));

    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(refusal.pointer()).hasValue("/inputs/e\u0301");
    assertThat(refusal.detail())
        .contains("'\u00E9' (U+00E9)")
        .contains("'e\u0301' (U+0065 U+0301)")
        .contains("NFC");
  }

  @Test
  void tellsOfEveryWrongDefinitionOnce() {
    Map<String, String> let = new LinkedHashMap<>();
    let.put("good", "a * 2");
    let.put("bad", "a + nope");
    let.put("worse", "bad *");
    Map<String, String> expressions = new LinkedHashMap<>();
    expressions.put("x", "bad + good");
    expressions.put("y", "worse + bad + what");

    ComputeException refusal =
        refusal(new Evaluate(null, expressions, let, Map.of("a", uniform(1, 3)), Options.DEFAULT));

    assertThat(refusal.pointer()).hasValue("/let/bad");
    assertThat(refusal.others())
        .extracting(other -> other.pointer().orElseThrow())
        .containsExactly("/let/worse", "/expressions/y");
  }

  @Test
  void refusesADefinitionWithTheNameOfAnother() {
    Map<String, Input> inputs = Map.of("\u00E9", uniform(1, 3));

    assertThat(
            refusal(new Evaluate("1", Map.of(), Map.of("e\u0301", "2"), inputs, Options.DEFAULT))
                .pointer())
        .hasValue("/let/e\u0301");
    assertThat(
            refusal(new Evaluate("1", Map.of("result", "2"), Map.of(), inputs, Options.DEFAULT))
                .pointer())
        .hasValue("/expressions/result");
  }

  @Test
  void tellsInputsDefinitionsAndResultsApart() {
    Map<String, String> let = new LinkedHashMap<>();
    let.put("m", "zz + 1");
    let.put("k", "2");
    Map<String, Input> inputs = Map.of("a", uniform(1, 3));
    Map<String, String> expressions = new LinkedHashMap<>();
    expressions.put("one", "1");
    expressions.put("two", "one + 1");

    assertThat(refusal(new Evaluate("m", Map.of(), let, inputs, Options.DEFAULT)).detail())
        .isEqualTo("'zz' is unknown; the inputs are 'a', and the definitions 'k'");
    assertThat(refusal(new Evaluate(null, expressions, let, inputs, Options.DEFAULT)).others())
        .extracting(ComputeException::detail)
        .containsExactly(
            "'one' is unknown: it names a result, and expressions do not use each other; define it"
                + " in let");
    assertThat(refusal(new Evaluate(null, expressions, Map.of(), inputs, Options.DEFAULT)).detail())
        .endsWith("define it in let");
  }

  @Test
  void tellsOfEverythingThatIsWrongAtOnce() {
    Map<String, String> reductions = new LinkedHashMap<>();
    reductions.put("first", "sum(a) + b * sine(c)");
    reductions.put("second", "sum(a");
    reductions.put("third", "sum(a)");
    reductions.put("fourth", "sum(a) & 1");

    ComputeException refusal =
        refusal(new Reduce(Map.of("a", uniform(1, 3)), "a > d", reductions, Options.DEFAULT));

    assertThat(refusal.pointer()).hasValue("/where");
    assertThat(refusal.others())
        .extracting(
            other -> other.pointer().orElseThrow() + " " + other.position().orElseThrow().offset())
        .containsExactly(
            "/reductions/first 9",
            "/reductions/first 13",
            "/reductions/first 18",
            "/reductions/second 3",
            "/reductions/fourth 7");
  }

  @Test
  void tellsOfNoMoreThanTheLimit() {
    String names = IntStream.range(0, 100).mapToObj(i -> "n" + i).collect(Collectors.joining("+"));

    assertThat(refusal(new Evaluate(names, Map.of(), Options.DEFAULT)).others())
        .hasSize(ComputeException.MAX_OTHERS);
  }

  @Test
  void refusesMoreThanTheLimits() {
    Map<String, Input> many =
        IntStream.range(0, 65).boxed().collect(Collectors.toMap(i -> "x" + i, i -> uniform(i, 3)));
    Map<String, String> texts = new HashMap<>();
    many.keySet().forEach(name -> texts.put(name, "sum(a)"));
    Map<String, Input> inputs = Map.of("a", uniform(1, 3));

    assertTooLarge(new Evaluate("1", many, Options.DEFAULT), "/inputs");
    assertTooLarge(new Reduce(inputs, null, texts, Options.DEFAULT), "/reductions");
    assertTooLarge(new Filter("a > 0", inputs, texts, Returned.VALUES, Options.DEFAULT), "/select");
    String longName = "n".repeat(257);
    assertTooLarge(
        new Evaluate("1", Map.of(longName, uniform(1, 3)), Options.DEFAULT), "/inputs/" + longName);
    assertTooLarge(
        new Evaluate("1", Map.of("a", uniform(1, 5_000, 5_000)), Options.DEFAULT), "/inputs/a");
  }

  @Test
  void refusesARequestWithoutReductions() {
    ComputeException refusal =
        refusal(new Reduce(Map.of("a", uniform(1, 3)), null, Map.of(), Options.DEFAULT));

    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(refusal.pointer()).hasValue("/reductions");
  }

  @Test
  void refusesAFilterWithNothingToReturn() {
    Map<String, Input> scalar = Map.of("a", new Constant(Scalar.of(1.0), Shape.SCALAR));

    ComputeException refusal =
        refusal(new Filter("a > 0", scalar, Map.of(), Returned.VALUES, Options.DEFAULT));

    assertThat(refusal.detail()).isEqualTo("no input is an array: name in select what to return");
    assertThat(refusal.pointer()).hasValue("/select");
  }

  @Test
  void refusesASelectThatWouldNotBeUsed() {
    ComputeException refusal =
        refusal(
            new Filter(
                "a > 0",
                Map.of("a", uniform(1, 3)),
                Map.of("y", "a"),
                Returned.MASK,
                Options.DEFAULT));

    assertThat(refusal.detail()).isEqualTo("select is for values, and this filter returns mask");
  }

  @Test
  void refusesBroadcastingBeyondTheElementLimitWhetherStoredOrNot() {
    Map<String, Input> inputs = Map.of("a", uniform(1, 100_000, 1), "b", uniform(2, 100_000));

    assertTooLarge(new Evaluate("a * b", inputs, Options.DEFAULT), "");
    assertTooLarge(new Evaluate("sum(a * b)", inputs, Options.DEFAULT), "");
  }

  @Test
  void refusesWhatTheWholeBudgetCannotHold() {
    ComputeException refusal =
        refusal(new Evaluate("a * 2", Map.of("a", uniform(1, 10_000_000)), Options.DEFAULT));

    assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(refusal.detail()).contains("152.6 MiB").contains("64.0 MiB");
  }

  @Test
  void refusesWhatOthersLeaveNoRoomFor() {
    try (var _ = SERVICE.budget().reserve(60L << 20)) {
      ComputeException refusal =
          refusal(new Evaluate("a * 2", Map.of("a", uniform(1, 1_000_000)), Options.DEFAULT));

      assertThat(refusal.code()).isEqualTo(ErrorCode.MEMORY_EXHAUSTED);
    }
  }

  @Test
  void refusesWhatCannotBeDoneInTime() {
    Evaluate hours =
        new Evaluate(
            "sum(" + "fmod(".repeat(50) + "a*b" + ", b)".repeat(50) + ")",
            Map.of("a", uniform(1, 4_000, 1), "b", uniform(2, 4_000)),
            new Options(Optional.empty(), OptionalInt.of(1), Optional.empty()));
    Deadline soon = Deadline.after(System.nanoTime(), Duration.ofSeconds(1));

    ComputeException refusal = failure(() -> SERVICE.answer(hours, soon, result -> result));

    assertThat(refusal.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    assertThat(refusal.detail()).contains("would compute for about", "nothing was run");
  }

  @Test
  void refusesAnArithmeticFaultAtItsElement() {
    ComputeException refusal =
        refusal(
            new Filter(
                "1 // (x - 70000) > 0",
                Map.of("x", range(100_000)),
                Map.of(),
                Returned.COUNT,
                Options.DEFAULT));

    assertThat(refusal.code()).isEqualTo(ErrorCode.ARITHMETIC_FAULT);
    assertThat(refusal.detail()).contains("[70000]");
    assertThat(refusal.pointer()).hasValue("/predicate");
  }

  private static Input range(long stop) {
    return new Range(Scalar.of(0L), Scalar.of(stop), Scalar.of(1L));
  }

  private static ComputeException refusal(ComputeRequest request) {
    return failure(() -> SERVICE.answer(request, result -> result));
  }

  private static void assertTooLarge(ComputeRequest request, String pointer) {
    ComputeException refusal = refusal(request);
    assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(refusal.pointer().orElse("")).isEqualTo(pointer);
  }
}
