package io.parallax.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.Callables.ArgumentType;
import io.parallax.language.testing.Failures;
import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts that nobody would write: they are refused with a position, in bounded time and stack.
class HostileFunctionsTest {
  private static final int ORDINARY_STACK_BYTES = 1024 * 1024;

  private static final List<String> WORDS =
      List.of(
          "def ",
          "f(",
          "x",
          "return ",
          "if ",
          "else",
          "elif ",
          "while ",
          "for ",
          " in ",
          "range(",
          ")",
          ":",
          "\n",
          "\n    ",
          "\n        ",
          "\t",
          "[",
          "]",
          "{",
          "}",
          ",",
          "=",
          "==",
          "+=",
          "**",
          "//",
          "%",
          "and ",
          "or ",
          "not ",
          "1",
          "0.5",
          "1e9",
          "10**9",
          "zeros(3)",
          "a[i]",
          "A.shape[0]",
          "len(a)",
          "math.",
          "np.",
          "break",
          "continue",
          "pass",
          "import math",
          "@",
          "lambda ",
          "'",
          "\"",
          "\"\"\"",
          "#",
          "\\",
          ";",
          "->",
          ":=",
          "\r\n",
          "ä",
          "😀",
          "\u0000",
          "True",
          "None",
          "f(x)",
          "g(x, a)",
          "uniform(1, i)",
          "-",
          "~",
          ".",
          "...");

  @Test
  void randomWordsAreRefusedWithAPosition() {
    onOrdinaryStack(
        () -> {
          SplittableRandom random = new SplittableRandom(1);
          for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder("def f(x):\n    ");
            int words = random.nextInt(40);
            for (int word = 0; word < words; word++) {
              text.append(WORDS.get(random.nextInt(WORDS.size())));
            }
            check(random.nextBoolean() ? text.toString() : text.substring(14));
          }
        });
  }

  @Test
  void randomCharactersAreRefusedWithAPosition() {
    onOrdinaryStack(
        () -> {
          SplittableRandom random = new SplittableRandom(2);
          for (int i = 0; i < 2_000; i++) {
            int bound = i % 2 == 0 ? 128 : 65_536;
            check(
                IntStream.range(0, random.nextInt(200))
                    .mapToObj(_ -> String.valueOf((char) random.nextInt(bound)))
                    .collect(Collectors.joining()));
          }
        });
  }

  @Test
  void programsWithSmallChangesAreTypedOrRefusedWithAPosition() {
    onOrdinaryStack(
        () -> {
          SplittableRandom random = new SplittableRandom(3);
          List<String> programs = FunctionsTest.programs();
          int accepted = 0;
          for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder(programs.get(random.nextInt(programs.size())));
            int changes = 1 + random.nextInt(3);
            for (int change = 0; change < changes; change++) {
              int at = random.nextInt(text.length());
              int end = Math.min(text.length(), at + random.nextInt(4));
              String word = random.nextBoolean() ? WORDS.get(random.nextInt(WORDS.size())) : "";
              text.replace(at, end, word);
            }
            accepted += check(text.toString()) ? 1 : 0;
          }
          assertThat(accepted).isBetween(50, 1_950);
        });
  }

  /// Reads a text and types its last function for several signatures; says whether one is right.
  private static boolean check(String text) {
    boolean typed = false;
    try {
      Functions functions = Functions.parse(text);
      assertThat(Functions.parseCanonical(functions.text()).text()).isEqualTo(functions.text());
      for (DataType type : List.of(DataType.FLOAT64, DataType.INT64, DataType.BOOL)) {
        typed |= type(functions, type);
      }
    } catch (ComputeException refused) {
      requirePlace(text, refused);
    }
    return typed;
  }

  private static boolean type(Functions functions, DataType type) {
    List<ArgumentType> arguments =
        functions.parameters(functions.last()).orElseThrow().stream()
            .<ArgumentType>map(
                formal ->
                    formal.isArray()
                        ? new ArgumentType.Array(StorageType.of(type), 1)
                        : new ArgumentType.Item(type))
            .toList();
    try {
      functions.signature(functions.last(), arguments);
      return true;
    } catch (ComputeException refused) {
      requirePlace(functions.source(), refused);
      return false;
    }
  }

  private static void requirePlace(String text, ComputeException refused) {
    assertThat(refused.pointer()).as(text).contains(Functions.POINTER);
    assertThat(refused.position()).as(text).isPresent();
    assertThat(refused.position().orElseThrow().source()).isEqualTo(text);
    assertThat(refused.detail()).isNotBlank();
    assertThat(refused.code()).isNotEqualTo(ErrorCode.INTERNAL);
  }

  /// A text that reaches far, and what is said of it: empty for one that is typed.
  private static void reach(String text, String refusal) {
    onOrdinaryStack(
        () -> {
          if (refusal.isEmpty()) {
            assertThat(check(text)).isTrue();
          } else {
            ComputeException failure =
                Failures.of(
                    () -> {
                      Functions functions = Functions.parse(text);
                      type(functions, DataType.FLOAT64);
                      functions.signature(
                          functions.last(), List.of(new ArgumentType.Item(DataType.FLOAT64)));
                    });
            assertThat(failure.detail()).contains(refusal);
            assertThat(failure.code()).isEqualTo(ErrorCode.TOO_LARGE);
            requirePlace(text, failure);
          }
        });
  }

  @Test
  void textsReachAsFarAsTheLimitsAndNoFurther() {
    reach("def f(x):\n    return x" + " + x".repeat(500), "");
    reach("def f(x):\n    return x" + " + x".repeat(600), "operations in a row");
    reach("def f(x):\n    return " + "(".repeat(64) + "x" + ")".repeat(64), "");
    reach("def f(x):\n    return " + "(".repeat(65) + "x" + ")".repeat(65), "nests");
    reach(nested(16), "");
    reach(nested(17), "blocks nest");
    reach(branches(64), "");
    reach(branches(65), "'elif' counts");
    reach("def f(x):\n    return " + "x < ".repeat(300) + "x", "");
    reach("def f(x):\n" + "    x += 1\n".repeat(499) + "    return x", "");
    reach("def f(x):\n" + "    x += 1\n".repeat(500) + "    return x", "statements");
    reach(functions(16), "");
    reach(functions(17), "functions");
    reach("def f(x):\n    return " + "x, ".repeat(15) + "x", "");
    reach("def f(x):\n    return " + "x, ".repeat(16) + "x", "values");
    reach(names(63), "");
    reach(names(64), "names");
    reach("def f(x):\n    return x #" + " ".repeat(8 * 1024), "bytes");
    reach("def f(x):\n    a = zeros((32, 32))\n    return a[0, 0]", "");
    reach("def f(x):\n    a = zeros((32, 33))\n    return a[0, 0]", "elements");
  }

  private static String nested(int depth) {
    StringBuilder text = new StringBuilder("def f(x):\n");
    for (int i = 1; i < depth; i++) {
      text.append(" ".repeat(i)).append("if x:\n");
    }
    return text.append(" ".repeat(depth)).append("x = 1\n return x").toString();
  }

  private static String branches(int count) {
    return "def f(x):\n if x: x = 1\n" + " elif x: x = 2\n".repeat(count - 1) + " return x";
  }

  private static String functions(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "def f" + i + "(x):\n return " + (i == 0 ? "x" : "f" + (i - 1) + "(x)"))
        .collect(Collectors.joining("\n"));
  }

  private static String names(int count) {
    return "def f(x):\n"
        + IntStream.range(0, count).mapToObj(i -> " v" + i + " = x\n").collect(Collectors.joining())
        + " return x";
  }

  /// Chains of comparisons within chains, whose operands are written once and compared twice.
  @Test
  void chainsWithinChainsStayBounded() {
    String chain = "x";
    for (int i = 0; i < 30; i++) {
      chain = "(x < " + chain + " < x)";
    }
    reach("def f(x):\n    return " + chain, "names, numbers and operations");
  }

  /// Every function calls the one before it many times, at the end of tall expressions.
  @Test
  @Timeout(60)
  void callsOfCallsStayBounded() {
    StringBuilder text = new StringBuilder("def f0(x):\n return x\n");
    for (int i = 1; i < 16; i++) {
      String call = "f" + (i - 1) + "(x)";
      text.append("def f%d(x):\n return %s%s\n".formatted(i, "x + ".repeat(90), call));
      text.insert(text.length() - 1, (" + " + call).repeat(10));
    }
    reach(text.toString(), "");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 40, 60})
  void typesThatGrowStepByStepAreFoundInBoundedTime(int names) {
    List<String> lines = new ArrayList<>(List.of("def f(x):"));
    for (int i = 0; i < names; i++) {
      lines.add(" v" + i + " = True");
    }
    lines.add(" while x > 0:");
    for (int i = names - 1; i > 0; i--) {
      lines.add("  v" + i + " = v" + (i - 1));
    }
    lines.add("  v0 = v0 + x");
    lines.add(" return v" + (names - 1));
    reach(String.join("\n", lines), "");
  }

  private static void onOrdinaryStack(Runnable task) {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                task.run();
              } catch (Throwable failure) {
                thrown.set(failure);
              }
            },
            "ordinary stack",
            ORDINARY_STACK_BYTES);
    thread.start();
    try {
      assertThat(thread.join(Duration.ofMinutes(2))).isTrue();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      fail(interruption);
    }
    if (thrown.get() != null) {
      throw new AssertionError(thrown.get());
    }
  }
}
