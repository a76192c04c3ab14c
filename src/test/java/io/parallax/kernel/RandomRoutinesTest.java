package io.parallax.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.kernel.interpreter.RoutineInterpreter;
import io.parallax.kernel.testing.RandomRoutines;
import io.parallax.kernel.testing.RoutineRunner;
import io.parallax.program.Fault;
import io.parallax.program.ItemFault;
import io.parallax.program.Routine;
import io.parallax.program.RoutineText;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RandomRoutinesTest {
  /// What faults has no values to compare.
  @Test
  void mostItemsHaveValuesAndSomeFaultInEachWay() {
    Map<String, Long> items =
        LongStream.range(0, RandomRoutines.COVERING)
            .parallel()
            .mapToObj(RandomRoutines::at)
            .filter(each -> each.invocation().collectsFailures())
            .map(RoutineRunner.ORACLE::run)
            .flatMapToLong(outcome -> LongStream.of(outcome.result("failures").bits()))
            .mapToObj(
                code -> ItemFault.ofCode(code).map(each -> each.fault().name()).orElse("none"))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    long all = items.values().stream().mapToLong(Long::longValue).sum();

    assertThat(items.get("none")).as("%s", items).isBetween(all / 2, all * 95 / 100);
    assertThat(items)
        .containsKeys(Arrays.stream(Fault.values()).map(Enum::name).toArray(String[]::new));
  }

  @Test
  void eachIsTheSameWheneverItIsAskedFor() {
    for (long number = 0; number < 50; number++) {
      assertThat(RandomRoutines.at(number)).isEqualTo(RandomRoutines.at(number));
    }
  }

  @Test
  void whatFailsIsReportedWithItsNumberAndMadeSmall() {
    long number =
        LongStream.range(0, RandomRoutines.VERIFIED)
            .filter(
                each ->
                    RoutineText.of(RandomRoutines.at(each).routine()).contains("while")
                        && RoutineRunner.ORACLE.run(RandomRoutines.at(each)).trips() > 0)
            .findFirst()
            .orElseThrow();

    assertThatThrownBy(() -> RandomRoutines.check(number, new Overcounting()))
        .hasMessageContaining("-Droutines.first=%d -Droutines.count=1", number)
        .satisfies(failure -> assertThat(smallest(failure)).doesNotContain("while"));
  }

  private static String smallest(Throwable failure) {
    String message = Objects.requireNonNull(failure.getMessage());
    return message.substring(message.indexOf("The smallest found"));
  }

  /// Counts a trip too many.
  private record Overcounting() implements RoutineEngine {
    @Override
    public String name() {
      return "overcounting";
    }

    @Override
    public RoutineKernel kernel(Routine routine) {
      RoutineKernel right = new RoutineInterpreter().kernel(routine);
      return new RoutineKernel() {
        @Override
        public void run(InvocationRun run, long first, long end) {
          right.run(run, first, end);
          run.tripped(1);
        }

        @Override
        public Mode mode() {
          return right.mode();
        }
      };
    }
  }
}
