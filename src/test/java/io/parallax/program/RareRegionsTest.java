package io.parallax.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.lowering.Results;
import io.parallax.program.RareRegions.Region;
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
            "  %0 = float64 1.0",
            "  %1 = float64 3.0",
            "  %2 = float64 9.0",
            "  %3 = load x",
            "  %4 = multiply float64 %3, %1",
            "  %5 = subtract float64 %4, %3",
            "  %6 = greater float64 %3, %2",
            "  %7 = add float64 %3, %0",
            "  %8 = square_root float64 %7",
            "  %9 = rarely_select float64 %6, %8, %5",
            "  store %9 -> y");
    assertThat(regions(loop)).containsExactly(new Region(7, 9, 6));
  }

  @Test
  void whatIsNeededElsewhereIsNoPartOfTheRegion() {
    Loop loop =
        loop(
            x -> {
              Value shared = x.squareRoot();
              Value condition = shared.isGreater(x);
              return x.negated().exceptWhere(condition, shared.floor());
            });
    assertThat(text(loop))
        .containsExactly(
            "  %0 = load x",
            "  %1 = square_root float64 %0",
            "  %2 = greater float64 %1, %0",
            "  %3 = negate float64 %0",
            "  %4 = floor float64 %1",
            "  %5 = rarely_select float64 %2, %4, %3",
            "  store %5 -> y");
    assertThat(regions(loop)).containsExactly(new Region(4, 5, 2));
  }

  @Test
  void regionsStandWithinRegions() {
    Loop loop =
        loop(
            x -> {
              Value rarest = x.squareRoot().floor();
              Value rare = x.rounded().exceptWhere(x.isLess(x), rarest).negated();
              return x.plus(x).exceptWhere(x.isNan(), rare);
            });
    assertThat(text(loop))
        .containsExactly(
            "  %0 = load x",
            "  %1 = add float64 %0, %0",
            "  %2 = not_equal float64 %0, %0",
            "  %3 = round_even float64 %0",
            "  %4 = less float64 %0, %0",
            "  %5 = square_root float64 %0",
            "  %6 = floor float64 %5",
            "  %7 = rarely_select float64 %4, %6, %3",
            "  %8 = negate float64 %7",
            "  %9 = rarely_select float64 %2, %8, %1",
            "  store %9 -> y");
    assertThat(regions(loop)).containsExactly(new Region(3, 9, 2), new Region(5, 7, 4));
  }

  @Test
  void whatSelectsOfOneConditionNeedStandsTogether() {
    Loop loop =
        loop(
            x -> {
              Value rare = x.squareRoot();
              Value condition = x.isNan();
              Value one = x.negated().exceptWhere(condition, rare.floor());
              Value other = x.exceptWhere(condition, rare.rounded());
              return one.plus(other);
            });
    assertThat(text(loop))
        .containsExactly(
            "  %0 = load x",
            "  %1 = not_equal float64 %0, %0",
            "  %2 = negate float64 %0",
            "  %3 = square_root float64 %0",
            "  %4 = floor float64 %3",
            "  %5 = round_even float64 %3",
            "  %6 = rarely_select float64 %1, %4, %2",
            "  %7 = rarely_select float64 %1, %5, %0",
            "  %8 = add float64 %6, %7",
            "  store %8 -> y");
    assertThat(regions(loop)).containsExactly(new Region(3, 6, 1));
  }

  @Test
  void aRareValueThatNeedsAnotherSelectOfItsConditionStandsBehindIt() {
    Loop loop =
        loop(
            x -> {
              Value condition = x.isNan();
              Value one = x.negated().exceptWhere(condition, x.floor());
              return one.exceptWhere(condition, one.squareRoot());
            });
    assertThat(text(loop))
        .containsExactly(
            "  %0 = load x",
            "  %1 = not_equal float64 %0, %0",
            "  %2 = negate float64 %0",
            "  %3 = floor float64 %0",
            "  %4 = rarely_select float64 %1, %3, %2",
            "  %5 = square_root float64 %4",
            "  %6 = rarely_select float64 %1, %5, %4",
            "  store %6 -> y");
    assertThat(regions(loop)).containsExactly(new Region(3, 4, 1), new Region(5, 6, 1));
  }

  @Test
  void whatSelectsOfTwoConditionsNeedIsAlwaysComputed() {
    Loop loop =
        loop(
            x -> {
              Value shared = x.squareRoot();
              Value first = x.exceptWhere(x.isLess(x), shared.floor());
              return first.exceptWhere(x.isNan(), shared.negated());
            });
    assertThat(text(loop).get(1)).isEqualTo("  %1 = square_root float64 %0");
    assertThat(regions(loop)).hasSize(2).allMatch(region -> region.end() == region.start() + 1);
  }

  @Test
  void anOrdinarySelectHasNoRegion() {
    assertThat(regions(loop(x -> x.isNan().choose(x.squareRoot(), x.floor())))).isEmpty();
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
    assertThat(regions(results.program().loops().getFirst())).isEmpty();
  }

  private static List<Region> regions(Loop loop) {
    return RareRegions.of(loop.operations(), loop.sinks()).regions();
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
