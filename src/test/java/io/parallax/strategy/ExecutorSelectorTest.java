package io.parallax.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.offset;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.ArrayAccess;
import io.parallax.executor.Isolation;
import io.parallax.executor.PlanExecutor;
import io.parallax.program.Program;
import io.parallax.strategy.Decision.Estimated;
import io.parallax.strategy.Decision.Rejected;
import io.parallax.strategy.testing.FakeExecutor;
import io.parallax.strategy.testing.Lowered;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutorSelectorTest {
  private static final FakeExecutor ONE = FakeExecutor.of("one", 1, 0);
  private static final FakeExecutor EIGHT = FakeExecutor.of("eight", 8, 20_000);
  private static final FakeExecutor SLOW_EIGHT = FakeExecutor.of("slow-eight", 8, 40_000);

  private static final String CHEAP = "a + b";
  private static final String COSTLY = "sin(a) ** 2 + cos(b) ** 2";

  private final ExecutorSelector selector = new ExecutorSelector(List.of(SLOW_EIGHT, EIGHT, ONE));

  @ParameterizedTest(name = "{0} over {1} elements on at most {2} threads: {3} with {4}")
  @CsvSource(
      textBlock =
          """
          a + b,                       0, 99, one,   1
          a + b,                      10, 99, one,   1
          a + b,                  10_000, 99, one,   1
          a + b,                  32_768, 99, one,   1
          a + b,              10_000_000, 99, eight, 8
          a + b,              10_000_000,  2, eight, 2
          a + b,              10_000_000,  1, one,   1
          sum(a),                  1_000, 99, one,   1
          sum(a),             10_000_000, 99, eight, 8
          sin(a)**2+cos(b)**2,    32_769, 99, one,   1
          sin(a)**2+cos(b)**2,    65_536, 99, eight, 2
          sin(a)**2+cos(b)**2,   100_000, 99, eight, 4
          sin(a)**2+cos(b)**2, 1_000_000, 99, eight, 8
          median(a),               1_000, 99, one,   1
          median(a),          10_000_000, 99, eight, 8
          """)
  void chooses(String expression, String count, int most, String executor, int parallelism) {
    Decision decision = decide(expression, number(count), most);

    assertThat(decision.executor()).isEqualTo(executor);
    assertThat(decision.parallelism()).isEqualTo(parallelism);
  }

  @Test
  void showsEveryExecutorSimplestFirst() {
    Decision decision = decide(COSTLY, 1_000_000, 99);

    assertThat(decision.candidates())
        .extracting(Decision.Candidate::executor)
        .containsExactly("one", "eight", "slow-eight");
    assertThat(decision.candidates())
        .allSatisfy(
            candidate ->
                assertThat(((Estimated) candidate).predictedMillis()).isBetween(1.0, 200.0));
  }

  @Test
  void predictsTimesInProportionToTheWork() {
    assertThat(predicted(decide(CHEAP, 20_000_000, 1), "one"))
        .isBetween(
            1.9 * predicted(decide(CHEAP, 10_000_000, 1), "one"),
            2.1 * predicted(decide(CHEAP, 10_000_000, 1), "one"));
    assertThat(predicted(decide(COSTLY, 1_000_000, 1), "one"))
        .isGreaterThan(5 * predicted(decide(CHEAP, 1_000_000, 1), "one"));
  }

  @Test
  void countsTheCopyOfArraysThatWorkerProcessesDoNotSee() {
    ExecutorSelector both = new ExecutorSelector(List.of(ONE, EIGHT.reaching(ArrayAccess.SHARED)));
    Program program = Lowered.of(CHEAP, 10_000_000);
    Decision shared = both.choose(program, unshared(0)).decision();
    Decision copied = both.choose(program, unshared(160_000_000)).decision();

    assertThat(predicted(copied, "one")).isEqualTo(predicted(shared, "one"));
    assertThat(predicted(copied, "eight") - predicted(shared, "eight")).isBetween(5.0, 100.0);
    assertThat(shared.executor()).isEqualTo("eight");
    assertThat(copied.executor()).isEqualTo("one");
  }

  @Test
  void countsEveryByteThatIsSentToAnExecutorElsewhereAndReceivedFromIt() {
    // 20e6 inputs and 10e6 results of 8 bytes at a nanosecond a byte.
    PlanExecutor elsewhere =
        FakeExecutor.of("elsewhere", 64, 20_000).reaching(new ArrayAccess.Transferred(1));
    PlanExecutor here = FakeExecutor.of("here", 64, 20_000);
    ExecutorSelector selector = new ExecutorSelector(List.of(ONE, elsewhere, here));
    Decision decision = selector.choose(Lowered.of(CHEAP, 10_000_000), unshared(0)).decision();

    assertThat(predicted(decision, "elsewhere") - predicted(decision, "here"))
        .isCloseTo(240, offset(0.001));
    assertThat(decision.executor()).isEqualTo("here");
  }

  @Test
  void choosesTheSameWhateverTheOrderOfEqualExecutors() {
    FakeExecutor twin = FakeExecutor.of("another-eight", 8, 20_000);
    Program program = Lowered.of(COSTLY, 1_000_000);

    Decision one =
        new ExecutorSelector(List.of(EIGHT, ONE, twin)).choose(program, unshared(0)).decision();
    Decision other =
        new ExecutorSelector(List.of(twin, EIGHT, ONE)).choose(program, unshared(0)).decision();

    assertThat(one).isEqualTo(other);
    assertThat(one.executor()).isEqualTo("another-eight");
  }

  private static SelectionCriteria unshared(long bytes) {
    return new SelectionCriteria(Optional.empty(), OptionalInt.empty(), Isolation.NONE, bytes);
  }

  @Test
  void givesItsReasonInFigures() {
    assertThat(decide(COSTLY, 1_000_000, 2).reason())
        .matches(
            "eight: \\d+(\\.\\d+)? ms predicted on 2 threads,"
                + " against \\d+(\\.\\d+)? ms for one");
    assertThat(decide(CHEAP, 10, 99).reason())
        .matches("one: 0\\.\\d+ ms predicted on 1 thread, against 0\\.\\d+ ms for (slow-)?eight");
  }

  @Test
  void obeysACallerWhoNamesAnExecutorAndStillShowsTheOthers() {
    Decision decision =
        selector
            .choose(Lowered.of(COSTLY, 1_000_000), Optional.of("one"), OptionalInt.empty())
            .decision();

    assertThat(decision.executor()).isEqualTo("one");
    assertThat(decision.reason()).startsWith("one: asked for; ").contains("against");
    assertThat(decision.candidates()).hasOnlyElementsOfType(Estimated.class).hasSize(3);
  }

  @Test
  void returnsTheExecutorItNames() {
    PlanExecutor executor =
        selector
            .choose(Lowered.of(CHEAP, 10), Optional.of("slow-eight"), OptionalInt.empty())
            .executor();

    assertThat(executor).isSameAs(SLOW_EIGHT);
  }

  @Test
  void rejectsWhatIsNotAvailableWithItsReason() {
    ExecutorSelector limited =
        new ExecutorSelector(List.of(ONE, EIGHT.unavailable("no threads today")));

    Decision decision =
        limited
            .choose(Lowered.of(COSTLY, 1_000_000), Optional.empty(), OptionalInt.empty())
            .decision();

    assertThat(decision.executor()).isEqualTo("one");
    assertThat(decision.candidates()).contains(new Rejected("eight", "no threads today"));
    assertThat(decision.reason()).endsWith("; no other executor is available");
    assertThat(limited.strategies())
        .contains(
            new Strategy(
                "eight",
                "Is eight.",
                false,
                "no threads today",
                8,
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void refusesAStrategyThatIsNotAvailableWithTheReason() {
    ExecutorSelector limited =
        new ExecutorSelector(List.of(ONE, EIGHT.unavailable("no threads today")));

    ComputeException thrown = refusal(limited, "eight", OptionalInt.empty());

    assertThat(thrown.code()).isEqualTo(ErrorCode.UNKNOWN_STRATEGY);
    assertThat(thrown.detail())
        .isEqualTo(
            "the strategy 'eight' is not available here: no threads today;"
                + " available are auto, one");
  }

  @ParameterizedTest
  @CsvSource({
    "Eigth,       there is no strategy 'Eigth'@ perhaps 'eight' is meant; available are",
    "slow_eight,  there is no strategy 'slow_eight'@ perhaps 'slow-eight' is meant; available are",
    "gpu,         there is no strategy 'gpu'; available are auto@ one@ eight@ slow-eight"
  })
  void refusesAnUnknownStrategyNamingTheAvailableAndTheNearest(String asked, String detail) {
    ComputeException thrown = refusal(selector, asked, OptionalInt.empty());

    assertThat(thrown.code()).isEqualTo(ErrorCode.UNKNOWN_STRATEGY);
    assertThat(thrown.pointer()).hasValue("/options/strategy");
    assertThat(thrown.detail()).startsWith(detail.replace('@', ','));
  }

  @Test
  void quotesOnlyTheBeginningOfALongName() {
    assertThat(refusal(selector, "x".repeat(10_000), OptionalInt.empty()).detail())
        .hasSizeLessThan(200);
  }

  @ParameterizedTest
  @CsvSource({"0", "-1"})
  void refusesToRunOnNoThread(int parallelism) {
    ComputeException thrown = refusal(selector, "one", OptionalInt.of(parallelism));

    assertThat(thrown.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(thrown.pointer()).hasValue("/options/parallelism");
  }

  private Decision decide(String expression, long count, int most) {
    Program program = Lowered.of(expression, count);
    return selector.choose(program, Optional.empty(), OptionalInt.of(most)).decision();
  }

  private static double predicted(Decision decision, String executor) {
    return decision.candidates().stream()
        .filter(candidate -> candidate.executor().equals(executor))
        .mapToDouble(candidate -> ((Estimated) candidate).predictedMillis())
        .sum();
  }

  private static ComputeException refusal(
      ExecutorSelector selector, String asked, OptionalInt parallelism) {
    Program program = Lowered.of(CHEAP, 10);
    return Objects.requireNonNull(
        catchThrowableOfType(
            ComputeException.class,
            () -> selector.choose(program, Optional.of(asked), parallelism)));
  }

  private static long number(String digits) {
    return Long.parseLong(digits.replace("_", ""));
  }
}
