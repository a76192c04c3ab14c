package io.parallax.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.error.ComputeException;
import io.parallax.language.testing.RandomSyntax;
import io.parallax.language.testing.Trees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrinterTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          ((a)+(b*c))              -> a + b * c
          (a+b)*c                  -> (a + b) * c
          a-(b-c)                  -> a - (b - c)
          a+(b+c)                  -> a + (b + c)
          (-a)**2                  -> (-a)**2
          -(a**2)                  -> -a**2
          (a**b)**c                -> (a**b)**c
          a**(b**c)                -> a**b**c
          a**(-b)                  -> a**-b
          - (- a)                  -> --a
          (a<b)&(b<c)              -> (a < b) & (b < c)
          (a<b)==(b<c)             -> (a < b) == (b < c)
          not(a and b)             -> not (a and b)
          (not a)and b             -> not a and b
          (not a)+b                -> (not a) + b
          (a or b)or c             -> a or b or c
          a or(b or c)             -> a or (b or c)
          SUM(a,axis=(0,),q=(1,2)) -> SUM(a, axis=(0,), q=(1, 2))
          true                     -> True
          0xFF + 1_0               -> 255 + 10
          1e3 + .5 + 1e300         -> 1000.0 + 0.5 + 1.0e300
          """)
  void printsTheFewestParentheses(String text, String canonical) {
    assertThat(Printer.print(Parser.parse(text))).isEqualTo(canonical);
  }

  @Test
  void parsingWhatWasPrintedGivesTheSameTree() {
    RandomSyntax trees = new RandomSyntax(20261121);
    for (int i = 0; i < 10_000; i++) {
      Syntax tree = trees.next(i % 7);
      String text = Printer.print(tree);
      Syntax parsed = Parser.parseCanonical(text);
      assertThat(Trees.withoutOffsets(parsed)).as(text).isEqualTo(tree);
      assertThat(Printer.print(parsed)).isEqualTo(text);
    }
  }

  @Test
  void noParenthesesCanBeLeftOut() {
    RandomSyntax trees = new RandomSyntax(7);
    for (int i = 0; i < 2_000; i++) {
      Syntax tree = trees.next(4);
      String text = Printer.print(tree);
      for (int open = text.indexOf('('); open >= 0; open = text.indexOf('(', open + 1)) {
        if (open == 0 || !isNameEnd(text.charAt(open - 1))) {
          assertThat(readsAs(tree, withoutPair(text, open))).as(text + " at " + open).isFalse();
        }
      }
    }
  }

  private static boolean readsAs(Syntax tree, String text) {
    try {
      return Trees.withoutOffsets(Parser.parseCanonical(text)).equals(tree);
    } catch (ComputeException unreadable) {
      return false;
    }
  }

  private static boolean isNameEnd(char character) {
    return Character.isLetterOrDigit(character)
        || Character.isSurrogate(character)
        || character == '_';
  }

  private static String withoutPair(String text, int open) {
    int nesting = 1;
    int close = open;
    while (nesting > 0) {
      close++;
      char character = text.charAt(close);
      nesting += character == '(' ? 1 : character == ')' ? -1 : 0;
    }
    return text.substring(0, open) + text.substring(open + 1, close) + text.substring(close + 1);
  }
}
