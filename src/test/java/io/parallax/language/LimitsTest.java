package io.parallax.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.testing.Failures;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsTest {
  private static final Map<String, ArrayType> INPUTS =
      Map.of("a", new ArrayType(DataType.FLOAT64, Shape.of(3)));

  @Test
  void textIsLimitedInBytesOfUtf8() {
    String longest = "é".repeat(Parser.MAX_TEXT_BYTES / 2);
    assertThat(Parser.parse(longest)).isEqualTo(new Syntax.Name(longest, 0));
    assertThat(Failures.show(() -> Parser.parse(longest + "e")))
        .isEqualTo("TOO_LARGE: the expression is longer than 8192 bytes of UTF-8");
    assertThat(Failures.of(() -> Parser.parse(" ".repeat(10_000_000))).code())
        .isEqualTo(ErrorCode.TOO_LARGE);
  }

  @Test
  void canonicalTextMayBeLonger() {
    String terms = "1e15,".repeat(1_200);
    Syntax syntax = Parser.parse("f(" + terms + ")");
    String canonical = Printer.print(syntax);
    assertThat(canonical.length()).isGreaterThan(Parser.MAX_TEXT_BYTES);
    assertThat(Printer.print(Parser.parseCanonical(canonical))).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "'(', ')'",
    "'f(', ')'",
    "'f(k=(1,', '))'",
    "-, ''",
    "'- ', ''",
    "~, ''",
    "'not ', ''",
    "a**, ''",
    "2**-, ''",
    "'sin(-(', '))'"
  })
  void nestingIsLimited(String open, String close) {
    for (int count = 1; count <= Parser.MAX_DEPTH / 3; count++) {
      Parser.parse(open.repeat(count) + "a" + close.repeat(count));
    }
    for (int count : new int[] {Parser.MAX_DEPTH + 1, 8_000 / (open + close).length()}) {
      String text = open.repeat(count) + "a" + close.repeat(count);
      ComputeException failure = Failures.of(() -> Parser.parse(text));
      assertThat(failure.code()).isEqualTo(ErrorCode.TOO_LARGE);
      assertThat(failure.detail()).isEqualTo("the expression nests more than 64 deep");
      assertThat(failure.position()).isPresent();
    }
  }

  @Test
  void nestingOfExactlyTheLimitIsAccepted() {
    String nested = "(".repeat(Parser.MAX_DEPTH) + "a" + ")".repeat(Parser.MAX_DEPTH);
    assertThat(Printer.print(Parser.parse(nested))).isEqualTo("a");
    ComputeException failure = Failures.of(() -> Parser.parse("(" + nested + ")"));
    assertThat(failure.position().orElseThrow().offset()).isEqualTo(Parser.MAX_DEPTH);
  }

  @Test
  void nestingCountsOnlyWhatIsOpenAtOnce() {
    assertThatCode(() -> Parser.parse("a" + "+(-a)**2".repeat(300))).doesNotThrowAnyException();
  }

  @Test
  void nodesAreLimited() {
    assertThatCode(() -> Parser.parse("f(" + "a,".repeat(1_999) + ")")).doesNotThrowAnyException();
    ComputeException failure = Failures.of(() -> Parser.parse("f(" + "a,".repeat(2_001) + ")"));
    assertThat(failure.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(failure.detail())
        .isEqualTo(
            "the expression has more than 2000 names, numbers and operations; for a list of values"
                + " write x in (1, 2, 3) or isin(x, s) with an input");
    assertThat(failure.position().orElseThrow().offset()).isEqualTo(4_002);
  }

  @Test
  void aRowOfOperationsIsLimited() {
    assertThatCode(() -> Parser.parse("a" + "+a".repeat(511))).doesNotThrowAnyException();
    ComputeException failure = Failures.of(() -> Parser.parse("a" + "+a".repeat(512)));
    assertThat(failure.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(failure.detail())
        .isEqualTo("the expression has about 512 operations in a row, the most there may be");
    assertThat(failure.position().orElseThrow().offset()).isEqualTo(1_023);
  }

  @Test
  void theLimitsLeaveRoomForAListOfFiveHundredAlternatives() {
    String alternatives =
        IntStream.range(0, 500).mapToObj(i -> "(a==" + i + ")").collect(Collectors.joining("|"));
    Syntax syntax = Parser.parse(alternatives);
    assertThat(Analyzer.analyze(alternatives, syntax, INPUTS).type()).isEqualTo(DataType.BOOL);
  }

  @ParameterizedTest
  @MethodSource("tallest")
  void theTallestTreesNeedLittleStack(String text) throws InterruptedException {
    AtomicReference<String> printed = new AtomicReference<>();
    Runnable work =
        () -> {
          Syntax syntax = Parser.parse(text);
          int hash = Analyzer.analyze(text, syntax, INPUTS).hashCode();
          printed.set(hash + Printer.print(syntax));
        };
    Thread thread = new Thread(null, work, "default stack", 1024 * 1024);
    thread.start();
    thread.join();
    assertThat(printed.get()).endsWith(Printer.print(Parser.parse(text)));
  }

  static Stream<String> tallest() {
    return Stream.of(
        "a" + "+a".repeat(511),
        "(a+sin(".repeat(32) + "a" + "))".repeat(32),
        "-".repeat(64) + "a",
        "(".repeat(63) + "a" + "+a".repeat(7).concat(")").repeat(63));
  }

  @Test
  void anyTextIsParsedOrRefusedWithAPositionInside() {
    Random random = new Random(42);
    String[] pieces = {
      "a",
      "1",
      ".",
      "e",
      "_",
      "(",
      ")",
      ",",
      "=",
      "*",
      "**",
      "-",
      "~",
      "<",
      "not ",
      " and ",
      "if",
      "0x",
      "\u0000",
      "\uD83D",
      "\uDE00",
      "é",
      "\u0301",
      "\u200D",
      "[",
      "]",
      "!",
      "&",
      "|",
      "sum(",
      "axis=",
      "\n",
      "1e",
      "9".repeat(50),
      "\"",
      "\\",
      "#",
      "\uFEFF"
    };
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(12); piece >= 0; piece--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      parseOrRefuse(text.toString());
    }
  }

  private static void parseOrRefuse(String text) {
    try {
      Syntax syntax = Parser.parse(text);
      assertThat(syntax.offset()).isBetween(0, text.length());
      Analyzer.analyze(text, syntax, INPUTS);
    } catch (ComputeException refused) {
      assertThat(refused.code().category())
          .isIn(ErrorCode.Category.SYNTAX, ErrorCode.Category.SEMANTICS, ErrorCode.Category.SIZE);
      assertThat(refused.position().orElseThrow().caret()).contains("^");
    }
  }
}
