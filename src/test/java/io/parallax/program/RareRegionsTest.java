package io.parallax.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RareRegionsTest {
  @Test
  void whatOnlyARareValueNeedsStandsBeforeItsSelect() {
    Loop loop =
        loop(
            x -> {
              Value rare = x.plus(1.0).squareRoot();
              Value usual = x.times(3.0).minus(x);
              return usual.exceptWhere(x.isGreater(9.0), rare);
            });
    assertThat(text(loop))
        .containsExactly(
            "  %0 = load x",
            "  %1 = float64 1.0",
            "  %2 = float64 3.0",
            "  %3 = multiply float64 %0, %2",
            "  %4 = subtract float64 %3, %0",
            "  %5 = float64 9.0",
            "  %6 = greater float64 %0, %5",
            "  %7 = add float64 %0, %1",
            "  %8 = square_root float64 %7",
            "  %9 = rarely_select float64 %6, %8, %4",
            "  store %9 -> y");
    assertThat(start(loop, 9)).isEqualTo(7);
  }

  @Test
  void whatIsNeededElsewhereIsNoPartOfTheRegion() {
    Loop loop =
        loop(
            x -> {
              Value shared = x.squareRoot();
              Value condition = shared.isGreater(9.0);
              return x.negated().exceptWhere(condition, shared.floor());
            });
    assertThat(text(loop))
        .endsWith(
            "  %4 = negate float64 %0",
            "  %5 = floor float64 %1",
            "  %6 = rarely_select float64 %3, %5, %4",
            "  store %6 -> y");
    assertThat(start(loop, 6)).isEqualTo(5);
  }

  @Test
  void regionsStandWithinRegions() {
    Loop loop =
        loop(
            x -> {
              Value rarest = x.squareRoot().floor();
              Value rare = x.rounded().exceptWhere(x.isLess(-9.0), rarest).negated();
              return x.plus(x).exceptWhere(x.isNan(), rare);
            });
    assertThat(text(loop))
        .endsWith(
            "  %1 = float64 -9.0",
            "  %2 = add float64 %0, %0",
            "  %3 = not_equal float64 %0, %0",
            "  %4 = round_even float64 %0",
            "  %5 = less float64 %0, %1",
            "  %6 = square_root float64 %0",
            "  %7 = floor float64 %6",
            "  %8 = rarely_select float64 %5, %7, %4",
            "  %9 = negate float64 %8",
            "  %10 = rarely_select float64 %3, %9, %2",
            "  store %10 -> y");
    assertThat(start(loop, 8)).isEqualTo(6);
    assertThat(start(loop, 10)).isEqualTo(4);
  }

  @Test
  void whatTwoRareValuesNeedBelongsToTheRegionAroundBoth() {
    Loop loop =
        loop(
            x -> {
              Value shared = x.squareRoot();
              Value first = x.exceptWhere(x.isLess(1.0), shared.floor());
              return first.exceptWhere(x.isLess(2.0), shared.negated());
            });
    int last = loop.operations().size() - 1;
    int firstSelect = loop.operations().indexOf(select(loop));
    assertThat(text(loop).getFirst()).isEqualTo("  %0 = load x");
    assertThat(text(loop).get(1)).isEqualTo("  %1 = square_root float64 %0");
    assertThat(start(loop, firstSelect)).isEqualTo(firstSelect - 1);
    assertThat(start(loop, last)).isEqualTo(last - 1);
  }

  @Test
  void anOrdinarySelectHasNoRegion() {
    Loop loop = loop(x -> x.isNan().choose(x.squareRoot(), x.floor()));
    int last = loop.operations().size() - 1;
    assertThat(start(loop, last)).isEqualTo(last);
  }

  @Test
  void whatIsStoredIsNeeded() {
    Graph graph = new Graph();
    Value x = new Value(graph, graph.add(new Node.Input("x", DataType.FLOAT64, Shape.of(3))));
    Value rare = x.squareRoot().floor();
    Value whole = x.exceptWhere(x.isNan(), rare);
    Results results = new Results(graph);
    results.add("y", whole.node(), Shape.of(3));
    results.add("rare", rare.node(), Shape.of(3));
    Loop loop = results.program().loops().getFirst();
    int last = loop.operations().size() - 1;
    assertThat(start(loop, last)).isEqualTo(last);
  }

  private static Operation select(Loop loop) {
    return loop.operations().stream()
        .filter(Operation.Select.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  private static int start(Loop loop, int select) {
    return RareRegions.of(loop.operations(), loop.sinks()).start(select);
  }

  private static Loop loop(UnaryOperator<Value> formula) {
    return program(formula).loops().getFirst();
  }

  private static List<String> text(Loop loop) {
    Program program =
        new Program(
            List.of(
                new Slot("x", DataType.FLOAT64, Shape.of(3), Slot.Role.INPUT, Slot.EXACT),
                new Slot("y", DataType.FLOAT64, Shape.of(3), Slot.Role.RESULT, Slot.EXACT)),
            List.of(loop),
            List.of(),
            List.of());
    return ProgramText.of(program).lines().skip(4).toList();
  }

  private static Program program(UnaryOperator<Value> formula) {
    Graph graph = new Graph();
    Value x = new Value(graph, graph.add(new Node.Input("x", DataType.FLOAT64, Shape.of(3))));
    Results results = new Results(graph);
    results.add("y", formula.apply(x).node(), Shape.of(3));
    return results.program();
  }
}
