package io.parallax.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.Input;
import io.parallax.compute.ComputeRequest.Evaluate;
import io.parallax.compute.ComputeRequest.Filter;
import io.parallax.compute.ComputeRequest.Reduce;
import io.parallax.compute.ComputeRequest.Returned;
import io.parallax.compute.testing.Service;
import io.parallax.error.ErrorCode;
import io.parallax.memory.Reservation;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final Service SERVICE = Service.start(Map.of("parallax.limits.memory", "8MB"));

  private static final ArrayType MILLION = new ArrayType(DataType.FLOAT64, Shape.of(1_000_000));

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void saysWhatAnEvaluationWouldDoEvenBeyondTheMemory() {
    Map<String, Input> inputs = Map.of("a", Service.uniform(1, 1_000_000));

    Explanation explanation =
        SERVICE.runner().explain(new Evaluate("(a)*2+(1)", inputs, Options.DEFAULT));

    assertThat(explanation.canonical()).containsExactly(Map.entry("/expression", "a * 2 + 1"));
    assertThat(explanation.inputs()).containsExactly(Map.entry("a", MILLION));
    assertThat(explanation.results()).containsExactly(Map.entry("result", MILLION));
    assertThat(explanation.program()).contains("multiply float64", "add float64");
    assertThat(explanation.operationCount()).isBetween(2e6, 6e6);
    assertThat(explanation.peakBytes()).isEqualTo(2 * 8_000_000);
    assertThat(explanation.decision().candidates()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(SERVICE.budget().peakBytes()).isLessThan(explanation.peakBytes());
    assertThat(SERVICE.budget().heldBytes()).isLessThan(explanation.peakBytes());
  }

  @Test
  void predictsThePeakARunReaches() {
    try (Reservation reservation = SERVICE.budget().reserve(0)) {
      Map<String, Input> inputs =
          Map.of(
              "a",
              Service.literal(reservation, 1, 2, 3, 4, 5, 6, 7, 8, 9),
              "b",
              Service.uniform(1, 10_000, 1));
      Evaluate request = new Evaluate("(a + b) / mean(b)", inputs, Options.DEFAULT);

      long predicted = SERVICE.runner().explain(request).peakBytes();
      ComputeResult result = SERVICE.run(request, reservation);

      assertThat(result.execution().peakBytes()).isEqualTo(predicted);
    }
  }

  /// Each value of a program without dimensions has a buffer to itself.
  @Test
  void countsTheScratchMemoryOfLongPrograms() {
    String sines =
        IntStream.range(0, 20).mapToObj(at -> "sin(x+" + at + ")").collect(Collectors.joining("+"));
    Map<String, Input> scalar = Map.of("x", Service.uniform(1));

    long one = SERVICE.runner().explain(new Evaluate("x+1", scalar, Options.DEFAULT)).peakBytes();
    Explanation many = SERVICE.runner().explain(new Evaluate(sines, scalar, Options.DEFAULT));

    assertThat(one).isLessThan(1_000);
    assertThat(many.peakBytes()).isGreaterThan(3_000L * (long) many.operationCount());
    assertThat(Service.failure(() -> run(sines, scalar)).code()).isEqualTo(ErrorCode.TOO_LARGE);
  }

  private static void run(String expression, Map<String, Input> inputs) {
    SERVICE.answer(new Evaluate(expression, inputs, Options.DEFAULT), ComputeResult::arrays);
  }

  @Test
  void showsEveryTextByItsPointer() {
    Map<String, Input> inputs = Map.of("a", Service.uniform(1, 10));

    assertThat(
            SERVICE
                .runner()
                .explain(
                    new Filter("a>0", inputs, Map.of("y", "a+a"), Returned.VALUES, Options.DEFAULT))
                .canonical())
        .containsExactly(Map.entry("/predicate", "a > 0"), Map.entry("/select/y", "a + a"));
    assertThat(
            SERVICE
                .runner()
                .explain(new Reduce(inputs, "a>0", Map.of("s", "sum( a )"), Options.DEFAULT))
                .canonical())
        .containsExactly(Map.entry("/where", "a > 0"), Map.entry("/reductions/s", "sum(a)"));
  }
}
