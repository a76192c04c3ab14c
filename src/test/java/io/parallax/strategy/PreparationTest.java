package io.parallax.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.PlanExecutor.Overhead;
import io.parallax.executor.Preparation;
import io.parallax.program.Program;
import io.parallax.strategy.Decision.Compilation;
import io.parallax.strategy.Decision.Estimated;
import io.parallax.strategy.Decision.Rejected;
import io.parallax.strategy.testing.FakeExecutor;
import io.parallax.strategy.testing.Lowered;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Executors that have to compile a program first.
class PreparationTest {
  private static final FakeExecutor ONE = FakeExecutor.of("one", 1, 0);
  private static final FakeExecutor TWO = FakeExecutor.of("two", 2, 5_000);
  private static final FakeExecutor FAST =
      FakeExecutor.of("fast", 2, new Overhead(5_000, 100, 0.6));

  @ParameterizedTest
  @ValueSource(longs = {1, 1_000, 100_000, 10_000_000})
  void choosesTheFasterOneOfThoseWithAsManyThreadsOnceItIsReady(long count) {
    assertThat(decide(FAST, Lowered.of("a * b + a", count)).executor()).isEqualTo("fast");
  }

  @Test
  void neverWaitsForACompilationUnasked() {
    Decision decision = decide(FAST.prepared(new Preparation.Absent(5.5e6, 2e6)));

    assertThat(decision.executor()).isEqualTo("two");
    assertThat(fast(decision).compilation())
        .hasValue(new Compilation(5.5, "not compiled: 2.00 ms of 5.50 ms spent"));
    assertThat(decision.reason())
        .matches(
            "two: \\S+ ms predicted on 2 threads, against \\S+ ms for one;"
                + " fast is not compiled: 2.00 ms of 5.50 ms spent");
  }

  @Test
  void saysThatItIsCompilingInTheBackground() {
    Decision decision = decide(FAST.prepared(new Preparation.Compiling(5e6)));

    assertThat(decision.executor()).isEqualTo("two");
    assertThat(decision.reason()).endsWith("; fast is compiling in the background");
  }

  @Test
  void rejectsWhatIsRefusedWithItsReason() {
    Decision decision = decide(FAST.prepared(new Preparation.Refused("needs more")));

    assertThat(decision.candidates()).contains(new Rejected("fast", "needs more"));
    assertThat(decision.reason()).doesNotContain("fast");
  }

  @Test
  void letsACallerAskForTheCompilation() {
    ExecutorSelector selector = selector(FAST.prepared(new Preparation.Absent(5e6, 0)));

    Decision decision =
        selector.choose(program(), Optional.of("fast"), OptionalInt.empty()).decision();

    assertThat(decision.executor()).isEqualTo("fast");
    assertThat(decision.reason())
        .matches(
            "fast: asked for; \\S+ ms predicted on 2 threads after compiling for 5.00 ms,"
                + " against \\S+ ms for one");
  }

  @Test
  void tellsACallerWhyWhatHeAsksForCannotBe() {
    ExecutorSelector selector = selector(FAST.prepared(new Preparation.Refused("needs more")));

    ComputeException refusal =
        Objects.requireNonNull(
            catchThrowableOfType(
                ComputeException.class,
                () -> selector.choose(program(), Optional.of("fast"), OptionalInt.empty())));

    assertThat(refusal.code()).isEqualTo(ErrorCode.KERNEL_REFUSED);
    assertThat(refusal.pointer()).hasValue("/options/strategy");
    assertThat(refusal.detail())
        .isEqualTo("the strategy 'fast' cannot run this: needs more; auto chooses one that can");
  }

  @Test
  void tellsTheOthersHowLongAProgramRan() {
    FakeExecutor fast = FakeExecutor.of("fast", 2, 0).prepared(new Preparation.Absent(1, 0));
    FakeExecutor two = FakeExecutor.of("two", 2, 0);
    ExecutorSelector selector = new ExecutorSelector(List.of(two, fast));
    Choice choice = selector.choose(program(), Optional.empty(), OptionalInt.empty());

    selector.ran(choice, program(), Duration.ofMillis(3));

    assertThat(fast.elsewhere()).containsExactly(Duration.ofMillis(3));
    assertThat(two.elsewhere()).isEmpty();
  }

  private static Decision decide(FakeExecutor fast) {
    return decide(fast, program());
  }

  private static Decision decide(FakeExecutor fast, Program program) {
    return selector(fast).choose(program, Optional.empty(), OptionalInt.empty()).decision();
  }

  private static ExecutorSelector selector(FakeExecutor fast) {
    return new ExecutorSelector(List.of(fast, TWO, ONE));
  }

  private static Program program() {
    return Lowered.of("a * b + a", 10_000_000);
  }

  private static Estimated fast(Decision decision) {
    return decision.candidates().stream()
        .filter(candidate -> candidate.executor().equals("fast"))
        .map(Estimated.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
