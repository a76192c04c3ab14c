package io.parallax.lowering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.Analyzer;
import io.parallax.language.Definitions;
import io.parallax.language.Parser;
import io.parallax.language.Scope;
import io.parallax.language.Weakness;
import io.parallax.program.Program;
import io.parallax.program.ProgramText;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Overflow;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A definition means its expression in parentheses.
class DefinitionsTest {
  private static final Map<String, ArrayType> INPUTS =
      Map.of(
          "x", new ArrayType(DataType.FLOAT64, Shape.of(5)),
          "f", new ArrayType(DataType.FLOAT32, Shape.of(5)),
          "i", new ArrayType(DataType.INT32, Shape.of(5)),
          "j", new ArrayType(DataType.INT64, Shape.of(3, 5)),
          "s", new ArrayType(DataType.FLOAT64, Shape.SCALAR),
          "n", new ArrayType(DataType.INT64, Shape.SCALAR));
  private static final Map<String, Weakness> WEAK =
      Map.of("s", Weakness.FLOAT, "n", Weakness.INT32);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m = mean(x); d = std(x)        | (x - m) / d              | (x - (mean(x))) / (std(x))
          d = m * 2; m = mean(x)         | d + m                    | ((mean(x)) * 2) + (mean(x))
          c = 2                          | f * c + i ** c           | f * (2) + i ** (2)
          c = 0.1                        | f * c + i * c            | f * (0.1) + i * (0.1)
          c = s * 3                      | f * c                    | f * (s * 3)
          c = n + 1                      | i * c                    | i * (n + 1)
          c = True                       | where(x > 0, c, False)   | where(x > 0, (True), False)
          q = j // i                     | where(i != 0, q, -q)     | where(i != 0, (j // i), -(j // i))
          q = i * i                      | sum(where(i < 9, q, 0))  | sum(where(i < 9, (i * i), 0))
          p = x > 0; q = i // i          | p and (q > 1)            | (x > 0) and ((i // i) > 1)
          k = isin(i, (1, 2))            | where(k, x, -x)          | where((isin(i, (1, 2))), x, -x)
          pi = 3                         | pi * x                   | (3) * x
          sum = x + 1                    | sum(sum)                 | sum((x + 1))
          big = 2 ** 70                  | x * big                  | x * (2 ** 70)
          r = median(j, axis=0)          | r * r + sum(r)           | (median(j, axis=0)) * (median(j, axis=0)) + sum((median(j, axis=0)))
          """)
  void aUseIsAsGoodAsTheTextInParentheses(String let, String text, String written) {
    Scope scope = scope(let);
    for (Overflow overflow : Overflow.values()) {
      Program defined = Lowering.evaluate(target(text, scope), overflow);
      assertSame(defined, Lowering.evaluate(target(written, weak()), overflow));
      assertSame(relowered(defined), defined);

      Program summed = reduced("s > 0", "sum(" + text + ")", scope, overflow);
      assertSame(summed, reduced("s > 0", "sum(" + written + ")", weak(), overflow));
      assertSame(relowered(summed), summed);

      Program kept = filtered("f > 1", text, scope, overflow);
      assertSame(kept, filtered("f > 1", written, weak(), overflow));
      assertSame(relowered(kept), kept);
    }
  }

  @Test
  void aConditionMayUseADefinitionThatMeansAllPositions() {
    Scope scope = scope("m = mean(x)");

    assertSame(
        reduced("x > m", "sum(x - m)", scope, Overflow.ERROR),
        reduced("x > mean(x)", "sum(x - mean(x))", weak(), Overflow.ERROR));
  }

  @Test
  void failuresAreLocatedInTheDefinition() {
    Scope scope = scope("a = 1 // i; b = a + 1");
    Program program = Lowering.evaluate(target("b * 2", scope), Overflow.ERROR);

    assertThat(program.origins())
        .anyMatch(
            origin ->
                origin.pointer().equals("/let/a")
                    && origin.position().source().equals("1 // i")
                    && origin.position().offset() == 2);
  }

  @Test
  void aChainThatUsesEachLinkTwiceTakesTimeOnceForEach() {
    StringBuilder let = new StringBuilder("a0 = x");
    for (int at = 1; at <= 100; at++) {
      let.append("; a%d = a%d * a%d + 1.5".formatted(at, at - 1, at - 1));
    }
    Program program = Lowering.evaluate(target("a100 + a100", scope(let.toString())));

    assertThat(program.operationCount()).isLessThan(5 * 210);
  }

  @Test
  void aChainThatFaultsUnderEverMoreConditionsIsRefused() {
    StringBuilder let = new StringBuilder("a0 = i");
    for (int at = 1; at <= 30; at++) {
      let.append(
          "; a%d = where(a%d > %d, a%d, 1 // a%d)".formatted(at, at - 1, at, at - 1, at - 1));
    }
    Scope scope = scope(let.toString());

    assertThat(failure(() -> Lowering.evaluate(target("a30", scope))).code())
        .isEqualTo(ErrorCode.TOO_LARGE);
  }

  @Test
  void aHighTreeOfDefinitionsIsRefused() {
    List<String> links = new ArrayList<>(List.of("a0 = x"));
    for (int at = 1; at <= 60; at++) {
      links.add("a%d = a%d%s".formatted(at, at - 1, " + 1.5".repeat(10)));
    }
    Scope scope = scope(String.join("; ", links));

    assertThat(scope.definitions().failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.TOO_LARGE);
              assertThat(failure.pointer()).hasValue("/let/a47");
            });
  }

  @Test
  void aCircleIsRefusedWithItsNames() {
    Scope scope = scope("a = b + 1; b = 2 * c; c = x + a; d = x");

    assertThat(scope.definitions().failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.detail()).isEqualTo("'a' is defined by itself: a → b → c → a");
              assertThat(failure.pointer()).hasValue("/let/c");
            });
    assertThat(failure(() -> target("a", scope)).pointer()).hasValue("/let/c");
    assertThat(target("d", scope).expression().type()).isEqualTo(DataType.FLOAT64);
  }

  @Test
  void wrongDefinitionsFailEachByItself() {
    Scope scope = scope("a = x +; b = nope; c = b + 1; d = i & 1.5");

    assertThat(scope.definitions().failures())
        .extracting(failure -> failure.pointer().orElseThrow() + " " + failure.code())
        .containsExactly("/let/a INVALID_SYNTAX", "/let/b UNKNOWN_NAME", "/let/d TYPE_MISMATCH");
  }

  @Test
  void adviceKnowsTheNamesOfDefinitions() {
    assertThat(failure(() -> target("centred * 2", scope("centered = x - mean(x)"))).detail())
        .contains("perhaps 'centered' is meant");
  }

  private static Scope weak() {
    return new Scope(INPUTS, WEAK, Definitions.NONE);
  }

  private static Scope scope(String let) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String definition : let.split(";", -1)) {
      String[] parts = definition.split("=", 2);
      texts.put(parts[0].strip(), parts[1].strip());
    }
    List<Definitions.Text> definitions =
        texts.entrySet().stream()
            .map(
                each ->
                    new Definitions.Text(each.getKey(), each.getValue(), "/let/" + each.getKey()))
            .toList();
    return new Scope(
        INPUTS,
        WEAK,
        Definitions.of(definitions, INPUTS, WEAK, text -> Parser.parse(text.source())));
  }

  private static Target target(String text, Scope scope) {
    return new Target(
        "y", text, Analyzer.analyze(text, Parser.parse(text), scope), "/expression", scope);
  }

  private static Program reduced(String where, String text, Scope scope, Overflow overflow) {
    return Lowering.reduce(
        Optional.of(target(where, scope)), List.of(target(text, scope)), overflow);
  }

  private static Program filtered(String predicate, String text, Scope scope, Overflow overflow) {
    return Lowering.filter(
        target(predicate, scope), new Selection.Values(List.of(target(text, scope))), overflow);
  }

  private static Program relowered(Program program) {
    return Lowering.of(program.source().orElseThrow().canonical());
  }

  private static void assertSame(Program program, Program expected) {
    assertThat(ProgramText.of(program)).isEqualTo(ProgramText.of(expected));
  }

  private static ComputeException failure(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return Objects.requireNonNull(catchThrowableOfType(ComputeException.class, call));
  }
}
