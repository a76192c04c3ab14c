package io.parallax.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.kernel.testing.EngineCase;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.Outcome;
import io.parallax.kernel.testing.ProgramCoverage;
import io.parallax.kernel.testing.RandomPrograms;
import io.parallax.program.Fault;
import io.parallax.program.ProgramText;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RandomProgramsTest {
  @Test
  public void thoseVerifiedReachAllThatEnginesDo() {
    ProgramCoverage coverage = new ProgramCoverage();
    LongStream.range(0, RandomPrograms.COVERING)
        .forEach(index -> coverage.add(RandomPrograms.at(index).program()));
    Set<String> missing = ProgramCoverage.everything();
    missing.removeAll(coverage.seen());
    assertThat(missing).isEmpty();
  }

  /// What faults has no values to compare.
  @Test
  public void mostHaveValuesAndSomeFaultInEachWay() {
    Map<String, Long> outcomes =
        LongStream.range(0, 1_000)
            .mapToObj(RandomPrograms::at)
            .map(each -> EngineRunner.ORACLE.run(each.program(), each.inputs()))
            .collect(Collectors.groupingBy(RandomProgramsTest::kind, Collectors.counting()));
    assertThat(outcomes)
        .containsOnlyKeys(
            "values",
            "no element takes part in this reduction",
            Fault.ZERO_DIVISOR.description(),
            Fault.NEGATIVE_EXPONENT.description(),
            Fault.NEGATIVE_SHIFT.description(),
            Fault.OVERFLOW.description());
    assertThat(outcomes.get("values")).isBetween(850L, 980L);
  }

  private static String kind(Outcome outcome) {
    return outcome instanceof Outcome.Failure failure
        ? failure.detail().replaceFirst("( at element | in row |;).*", "")
        : "values";
  }

  @Test
  public void eachIsTheSameWheneverItIsAskedFor() {
    for (long index = 0; index < 100; index++) {
      EngineCase first = RandomPrograms.at(index);
      EngineCase second = RandomPrograms.at(index);
      assertThat(second.program()).isEqualTo(first.program());
      assertThat(second.inputs()).isEqualTo(first.inputs());
    }
  }

  @Test
  public void noTwoAreTheSame() {
    assertThat(
            LongStream.range(0, 100)
                .mapToObj(RandomPrograms::at)
                .map(each -> ProgramText.of(each.program()) + each.inputs()))
        .doesNotHaveDuplicates();
  }
}
