package io.parallax.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.kernel.testing.ExpressionCases;
import io.parallax.program.Program;
import io.parallax.program.ProgramSource;
import io.parallax.program.ProgramText;
import io.parallax.program.Requests;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgramSourceTest {
  private static final ArrayType VECTOR = new ArrayType(DataType.FLOAT64, Shape.of(9));
  private static final Requests REQUESTS = Requests.over(Map.of("a", VECTOR, "b", VECTOR));

  @Test
  void aSourceGivesTheProgramItIsOf() {
    ExpressionCases cases = new ExpressionCases(9, 3);
    Stream.of(
            cases.elementwise(), cases.reductions(), cases.selections(), cases.random(4, 1_000, 4))
        .flatMap(each -> each)
        .forEach(
            each ->
                assertThat(ProgramText.of(Lowering.of(source(each.program()))))
                    .as(each.name())
                    .isEqualTo(ProgramText.of(each.program())));
  }

  @Test
  void spellingsOfOneExpressionAreOneSource() {
    assertThat(source(REQUESTS.evaluate("(2*a + 3*b)/b")))
        .isEqualTo(source(REQUESTS.evaluate(" ((2 * a)+3*b) / (b)")))
        .isNotEqualTo(source(REQUESTS.evaluate("(2*a + 3*b)/a")));
  }

  @Test
  void textsThatNameTheirResultAsAnotherPartDoStayApart() {
    Program program = REQUESTS.filter("a > b", Map.of("predicate", "a > b", "b", "b"));

    assertThat(ProgramText.of(Lowering.of(source(program)))).isEqualTo(ProgramText.of(program));
  }

  private static ProgramSource source(Program program) {
    return program.source().orElseThrow().canonical();
  }
}
