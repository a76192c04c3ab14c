package io.parallax.compute;

import static io.parallax.compute.testing.Service.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.error.ErrorCode;
import io.parallax.limit.Cancellation;
import io.parallax.limit.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ComputePropertiesTest {
  private final ComputeProperties defaults = bound(Map.of());

  @Test
  void hasDefaults() {
    assertThat(defaults)
        .isEqualTo(
            new ComputeProperties(
                Duration.ofSeconds(30), Duration.ofMinutes(5), 64, 256, 64, 1L << 31, null));
  }

  @Test
  void leavesTheHeapItsPartOfTheMachine() {
    assertThat(defaults.memoryBytes())
        .isEqualTo(MachineMemory.beyondHeap())
        .isGreaterThanOrEqualTo(64L << 20);
    assertThat(MachineMemory.share(8L << 30, 2L << 30)).isBetween(3L << 30, 4L << 30);
    assertThat(MachineMemory.share(1L << 30, 1L << 30)).isEqualTo(64L << 20);
  }

  @Test
  void takesTheMemoryItIsGiven() {
    assertThat(bound(Map.of("memory", "3MB")).memoryBytes()).isEqualTo(3L << 20);
  }

  @ParameterizedTest
  @CsvSource({
    "timeout, 0s",
    "max-timeout, 10s",
    "inputs, 0",
    "name-length, 0",
    "expressions, -1",
    "elements, 0",
    "memory, 0B"
  })
  void refusesLimitsThatLetNothingThrough(String name, String value) {
    assertThatThrownBy(() -> bound(Map.of(name, value)))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("parallax.limits." + name);
  }

  @Test
  void givesARequestTheTimeItAsksFor() {
    long now = System.nanoTime();

    Deadline asked = defaults.deadline(now, timeout(Duration.ofMinutes(5)), new Cancellation());
    Deadline unasked = defaults.deadline(now, Options.DEFAULT, new Cancellation());

    assertThat(Duration.ofNanos(asked.remainingNanos()))
        .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
    assertThat(Duration.ofNanos(unasked.remainingNanos()))
        .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({"PT0S", "PT-1S", "PT300.001S", "PT1000000H"})
  void refusesATimeoutOutOfBounds(Duration asked) {
    var refusal =
        failure(() -> defaults.deadline(System.nanoTime(), timeout(asked), new Cancellation()));

    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(refusal.pointer()).hasValue("/options/timeoutMs");
    assertThat(refusal.detail()).startsWith("timeoutMs is from 1 to 300000, not ");
  }

  @Test
  void admitsTwoRequestsACoreByDefault() {
    AdmissionProperties limits = binder(Map.of()).bindOrCreate("x", AdmissionProperties.class);

    assertThat(limits.waiting()).isEqualTo(256);
    assertThat(limits.concurrency())
        .isEqualTo(Math.max(4, 2 * Runtime.getRuntime().availableProcessors()));
    assertThat(new AdmissionProperties(1, 0).concurrency()).isEqualTo(1);
    assertThatThrownBy(() -> new AdmissionProperties(0, 0)).hasMessageContaining("concurrent");
    assertThatThrownBy(() -> new AdmissionProperties(null, -1)).hasMessageContaining("waiting");
  }

  private static Options timeout(Duration timeout) {
    return new Options(Optional.empty(), OptionalInt.empty(), Optional.of(timeout));
  }

  private static ComputeProperties bound(Map<String, String> settings) {
    return binder(settings).bindOrCreate("", ComputeProperties.class);
  }

  private static Binder binder(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings));
  }
}
