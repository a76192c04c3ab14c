package io.parallax.compute;

import static io.parallax.compute.testing.Service.failure;
import static io.parallax.compute.testing.Service.uniform;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parallax.array.Input;
import io.parallax.compute.ComputeRequest.Evaluate;
import io.parallax.compute.ComputeRequest.Filter;
import io.parallax.compute.ComputeRequest.Reduce;
import io.parallax.compute.ComputeRequest.Returned;
import io.parallax.error.ErrorCode;
import io.parallax.executor.Isolation;
import io.parallax.program.Program;
import io.parallax.type.Overflow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnalysisCacheTest {
  private final AnalysisCache readings = new AnalysisCache(new SimpleMeterRegistry());
  private final Planner planner = new Planner(limits(), readings);

  @Test
  void theSameQuestionAboutOtherElementsHasTheSameProgram() {
    Program first = program(new Evaluate("a*2", Map.of("a", uniform(1, 100)), Options.DEFAULT));
    Options other = new Options(Optional.of("sequential"), OptionalInt.of(2), Optional.empty());
    assertThat(program(new Evaluate("a*2", Map.of("a", uniform(2, 100)), other))).isSameAs(first);
  }

  @Test
  void anythingElseMakesAnotherProgram() {
    Input hundred = uniform(1, 100);
    Input row = uniform(1, 1, 100);
    List<ComputeRequest> requests =
        List.of(
            new Evaluate("a + b", inputs("a", hundred, "b", hundred), Options.DEFAULT),
            new Evaluate("a + b", inputs("a", hundred, "b", hundred), wrapping()),
            new Evaluate("a + b ", inputs("a", hundred, "b", hundred), Options.DEFAULT),
            new Evaluate("a + b", inputs("a", row, "b", hundred), Options.DEFAULT),
            filter("a > b", Returned.VALUES, inputs("a", hundred, "b", hundred)),
            filter("a > b", Returned.VALUES, inputs("b", hundred, "a", hundred)),
            filter("a > b", Returned.INDICES, inputs("a", hundred, "b", hundred)),
            new Reduce(Map.of("a", hundred), null, Map.of("x", "sum(a)"), Options.DEFAULT),
            new Reduce(Map.of("a", hundred), null, Map.of("y", "sum(a)"), Options.DEFAULT),
            new Reduce(Map.of("a", hundred), "a > 0", Map.of("y", "sum(a)"), Options.DEFAULT));
    requests.forEach(this::program);
    assertThat(readings.size()).isEqualTo(requests.size());
    for (ComputeRequest request : requests) {
      Planner alone = new Planner(limits(), new AnalysisCache(new SimpleMeterRegistry()));
      assertThat(program(request)).isEqualTo(alone.plan(request).program());
    }
  }

  @Test
  void whatFailsIsReadAgainAndFailsAgain() {
    Evaluate wrong = new Evaluate("a +", Map.of("a", uniform(1, 100)), Options.DEFAULT);
    Evaluate tooLong = new Evaluate("a", Map.of("a", uniform(1, 2_000_000)), Options.DEFAULT);
    for (int time = 0; time < 2; time++) {
      assertThat(failure(() -> program(wrong)).code()).isEqualTo(ErrorCode.INVALID_SYNTAX);
      assertThat(failure(() -> program(tooLong)).code()).isEqualTo(ErrorCode.TOO_LARGE);
    }
    assertThat(readings.size()).isZero();
  }

  @Test
  void theHeapOfAllProgramsKeptIsBounded() {
    AnalysisCache small = new AnalysisCache(new SimpleMeterRegistry(), 10_000_000);
    Planner reader = new Planner(limits(), small);
    String terms =
        IntStream.range(0, 400).mapToObj(at -> "a*" + at).collect(Collectors.joining(" + "));
    for (int at = 0; at < 100; at++) {
      reader.plan(new Evaluate(terms + " + " + at, Map.of("a", uniform(1, 10)), Options.DEFAULT));
    }
    // A program of 1 200 operations and a text of 1 600 nodes take more than half a megabyte.
    assertThat(small.size()).isBetween(1L, 20L);
  }

  @Test
  void aTextCountsAlsoWhereItsProgramIsShort() {
    AnalysisCache small = new AnalysisCache(new SimpleMeterRegistry(), 10_000_000);
    Planner reader = new Planner(limits(), small);
    String ones = "(" + "1+".repeat(400) + "1)";
    for (int at = 0; at < 100; at++) {
      reader.plan(
          new Evaluate(
              "%1$s*%1$s + %2$s".formatted(ones, at),
              Map.of("a", uniform(1, 10)),
              Options.DEFAULT));
    }
    assertThat(small.size()).isBetween(1L, 50L);
  }

  private Program program(ComputeRequest request) {
    return planner.plan(request).program();
  }

  private static Options wrapping() {
    return new Options(
        Optional.empty(), OptionalInt.empty(), Optional.empty(), Isolation.NONE, Overflow.WRAP);
  }

  private static ComputeProperties limits() {
    return new ComputeProperties(
        Duration.ofSeconds(1), Duration.ofSeconds(1), 64, 64, 64, 1_000_000, null);
  }

  private static Filter filter(String predicate, Returned returned, Map<String, Input> inputs) {
    return new Filter(predicate, inputs, Map.of(), returned, Options.DEFAULT);
  }

  private static Map<String, Input> inputs(String one, Input first, String other, Input second) {
    Map<String, Input> inputs = new LinkedHashMap<>();
    inputs.put(one, first);
    inputs.put(other, second);
    return inputs;
  }
}
