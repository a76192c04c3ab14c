package io.parallax.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode.Category;
import io.parallax.format.testing.JsonBodies;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the bytes, reading them ends in a request or in a failure that is the caller's, and
/// leaves no memory behind.
@Execution(ExecutionMode.CONCURRENT)
class HostileBodyTest {
  private static final Set<Category> OF_THE_CALLER =
      EnumSet.of(Category.SYNTAX, Category.SEMANTICS, Category.SIZE);

  /// Every construct there is.
  private static final String VALID =
      """
      {"expression": "a + b \\u00e9 é 𝄞",
       "inputs": {
         "a": [[1, -2.5e-3, "NaN"], [0.0, -0, 7]],
         "b": {"values": [1, 2, 3], "dtype": "float32", "shape": [3]},
         "c": {"dtype": "int64", "values": ["9223372036854775807", -5]},
         "d": {"random": {"distribution": "normal", "shape": [2, 2], "seed": 1, "mean": 0, "std": 2}},
         "e": {"range": {"start": 0, "stop": 10, "step": 2}, "dtype": "int32"},
         "f": {"linspace": {"start": 0, "stop": 1, "count": 3}},
         "g": {"constant": {"value": true, "shape": []}},
         "h": true},
       "options": {"strategy": "auto", "parallelism": 2, "timeoutMs": 5000},
       "output": {"values": "auto", "sample": 5, "int64As": "number"}}
      """;

  private final RequestReader reader = new RequestReader(JsonBodies.LIMITS);

  @Test
  void theSeedOfAllMutationsIsValid() {
    assertThat(outcome(bytes(VALID))).isTrue();
  }

  @Test
  void survivesTruncationAtEveryByte() {
    byte[] valid = bytes(VALID.strip());
    for (int length = 0; length < valid.length; length++) {
      assertThat(outcome(Arrays.copyOf(valid, length))).as("%d bytes", length).isFalse();
    }
  }

  @Test
  void survivesEveryByteDropped() {
    byte[] valid = bytes(VALID);
    for (int index = 0; index < valid.length; index++) {
      outcome(without(valid, index));
    }
  }

  @Test
  void survivesEveryByteReplaced() {
    byte[] valid = bytes(VALID);
    for (int index = 0; index < valid.length; index++) {
      for (byte replacement : bytes("\"\\{]:-0N")) {
        byte[] mutated = valid.clone();
        mutated[index] = replacement;
        outcome(reader::evaluate, mutated);
      }
    }
  }

  @Test
  void survivesRandomMutations() {
    Random random = new Random(20261121);
    byte[] valid = bytes(VALID);
    for (int round = 0; round < 5_000; round++) {
      byte[] mutated = valid.clone();
      for (int change = random.nextInt(1, 6); change > 0; change--) {
        int from = random.nextInt(mutated.length);
        int to = random.nextInt(mutated.length);
        int length = Math.min(random.nextInt(1, 12), mutated.length - Math.max(from, to));
        switch (random.nextInt(3)) {
          case 0 -> mutated[from] = (byte) random.nextInt();
          case 1 -> System.arraycopy(valid, from, mutated, to, length);
          default -> mutated = without(mutated, from);
        }
      }
      outcome(reader::evaluate, mutated);
    }
  }

  @Test
  void survivesRandomTokens() {
    Random random = new Random(7);
    List<String> tokens =
        List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "1",
            "-0",
            "1.5",
            "1e999",
            "null",
            "true",
            "\"NaN\"",
            "\"expression\":",
            "\"inputs\":{",
            "\"a\":",
            "\"values\":",
            "\"shape\":[",
            "\"dtype\":\"int32\",",
            "\"random\":{",
            "\"constant\":{\"value\":",
            "{\"range\":");
    for (int round = 0; round < 5_000; round++) {
      StringBuilder body = new StringBuilder("{");
      for (int count = random.nextInt(1, 15); count > 0; count--) {
        body.append(tokens.get(random.nextInt(tokens.size())));
      }
      outcome(bytes(body.toString()));
    }
  }

  static Stream<String> bombs() {
    String digits = "9".repeat(100_000);
    return Stream.of(
        "[".repeat(200_000),
        "{\"a\":".repeat(200_000),
        JsonBodies.around("[".repeat(200_000)),
        JsonBodies.around("{\"values\":".repeat(200_000)),
        JsonBodies.around("[[],".repeat(200_000)),
        "{\"inputs\":".repeat(100_000),
        JsonBodies.around(digits),
        JsonBodies.around("-" + digits),
        JsonBodies.around("0." + digits),
        JsonBodies.around("1e" + digits),
        JsonBodies.around("1e-" + digits),
        JsonBodies.around("[1e2147483648]"),
        JsonBodies.around("[1e-2147483649]"),
        JsonBodies.around("[1e9223372036854775808]"),
        JsonBodies.around("{\"dtype\":\"int64\",\"values\":[1e99999999]}"),
        JsonBodies.around("{\"dtype\":\"int64\",\"values\":[\"" + digits + "\"]}"),
        JsonBodies.around("{\"shape\":[" + digits + "]}"),
        JsonBodies.around("{\"shape\":[" + "1,".repeat(100_000) + "1]}"),
        JsonBodies.around("{\"shape\":[9223372036854775807,2],\"values\":[]}"),
        JsonBodies.around("{\"shape\":[0,9223372036854775807,9223372036854775807],\"values\":[]}"),
        JsonBodies.around("{\"random\":{\"shape\":[9223372036854775807]}}"),
        JsonBodies.around(
            "{\"range\":{\"start\":-9223372036854775808,\"stop\":9223372036854775807}}"),
        JsonBodies.around("{\"range\":{\"stop\":1e308,\"step\":1e-308}}"),
        JsonBodies.around(
            "{\"linspace\":{\"start\":-1e308,\"stop\":1e308,\"count\":9223372036854775807}}"),
        JsonBodies.around(
            "{\"constant\":{\"value\":1,\"shape\":[9223372036854775807]},\"dtype\":\"float64\"}"),
        "{\"" + "k".repeat(1_000_000) + "\":1}",
        "{\"expression\":\"" + "e".repeat(1_000_000) + "\"}",
        "{\"expression\":\"" + "\\u0000".repeat(100_000) + "\"}",
        "{\"expression\":\"1\",\"inputs\":{" + "\"a\":1,".repeat(100_000) + "}}",
        " ".repeat(1_000_000),
        "\n".repeat(1_000_000) + "{",
        "{\"expression\":\"1\"}" + " ".repeat(1_000_000) + "x");
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void survivesBombs(String bomb) {
    outcome(bytes(bomb));
  }

  @Test
  void refusesManyDifferentUnknownNamesOneByOne() {
    for (int round = 0; round < 6_500; round++) {
      assertThat(
              outcome(
                  reader::evaluate,
                  bytes("{\"unknown" + Integer.toHexString(round * 0x9E3779B9) + "\":1}")))
          .isFalse();
    }
  }

  /// Reads a body in every form; whether it is a valid evaluation.
  private boolean outcome(byte[] body) {
    outcome(reader::filter, body);
    outcome(reader::reduce, body);
    outcome(reader::explain, body);
    return outcome(reader::evaluate, body);
  }

  private static boolean outcome(Form form, byte[] body) {
    MemoryBudget budget = new MemoryBudget(32 << 20);
    try (Reservation reservation = budget.reserve(0)) {
      form.read(new ByteArrayInputStream(body), reservation, JsonBodies.far());
      return true;
    } catch (ComputeException refused) {
      assertThat(refused.code().category()).as(refused.detail()).isIn(OF_THE_CALLER);
      assertThat(refused.detail())
          .doesNotContain("tools.jackson", "Feature", "Source:", "REDACTED");
      return false;
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    } finally {
      assertThat(budget.inUseBytes()).isZero();
    }
  }

  private static byte[] without(byte[] bytes, int index) {
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
    System.arraycopy(bytes, index + 1, shorter, index, bytes.length - index - 1);
    return shorter;
  }

  private static byte[] bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  private interface Form {
    Object read(
        java.io.InputStream body, Reservation reservation, io.parallax.limit.Deadline deadline)
        throws IOException;
  }
}
