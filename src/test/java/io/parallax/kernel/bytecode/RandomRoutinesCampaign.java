package io.parallax.kernel.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.kernel.RoutineEngine;
import io.parallax.kernel.testing.RandomRoutines;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Many random routines as bytecode: in methods as large as the just-in-time compiler takes them,
/// and in small ones. Run by `./mvnw -Pfunctions verify`, with `-Droutines.first=…` and
/// `-Droutines.count=…` for others than the first 10 000, and `-Droutines.seconds=…` to end after a
/// time; the log tells how far it got.
class RandomRoutinesCampaign {
  private static final Logger LOG = LoggerFactory.getLogger(RandomRoutinesCampaign.class);
  private static final long FIRST = Long.getLong("routines.first", 0);
  private static final long COUNT = Long.getLong("routines.count", 10_000);
  private static final Duration MOST =
      Duration.ofSeconds(Long.getLong("routines.seconds", Duration.ofDays(1).toSeconds()));

  /// How many run between two lines of the log.
  private static final long PIECE = 500;

  private static final int OPERATIONS_BETWEEN_LOOKS = 200;
  private static final int SMALL_METHOD = 400;

  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  @Test
  void everyRoutineHasTheBitsFaultsAndTripsOfTheOracle() {
    RoutineEngine large = new BytecodeEngine(OPERATIONS_BETWEEN_LOOKS, RoutineClass.LARGEST);
    RoutineEngine small = new BytecodeEngine(OPERATIONS_BETWEEN_LOOKS, SMALL_METHOD);
    long startNanos = System.nanoTime();
    long first = FIRST;
    while (first < FIRST + COUNT && System.nanoTime() - startNanos < MOST.toNanos()) {
      long next = Math.min(first + PIECE, FIRST + COUNT);
      LongStream.range(first, next)
          .parallel()
          .forEach(number -> Stream.of(large, small).forEach(engine -> check(number, engine)));
      LOG.info("routines {} to before {}: {} differ", FIRST, next, failures.size());
      first = next;
    }
    assertThat(failures).isEmpty();
    assertThat(first).as("routines that ran").isGreaterThan(FIRST);
  }

  private void check(long number, RoutineEngine engine) {
    try {
      RandomRoutines.check(number, engine);
    } catch (AssertionError failure) {
      LOG.error("routine {} differs", number, failure);
      failures.add(failure.getMessage());
    }
  }
}
