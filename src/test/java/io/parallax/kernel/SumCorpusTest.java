package io.parallax.kernel;

import static java.util.Arrays.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.kernel.block.BlockEngine;
import io.parallax.kernel.interpreter.Interpreter;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.MorselOrder;
import io.parallax.kernel.testing.SumCorpus;
import io.parallax.kernel.testing.TestArray;
import io.parallax.program.Program;
import io.parallax.program.Requests;
import io.parallax.type.DataType;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Sums and means of more than 20 000 arrays are the exact values, correctly rounded, on every
/// engine that needs no compiler.
class SumCorpusTest {
  private static final int SHORT_ROWS = 480;
  private static final int LONG_ROWS = 16;

  @AutoClose private final BlockEngine fastest = BlockEngine.create();
  @AutoClose private final BlockEngine scalar = BlockEngine.createScalar();

  private final List<Engine> engines = List.of(new Interpreter(), fastest, scalar);

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT64", "FLOAT32"})
  void sumsAndMeansOfShortRowsAreCorrectlyRounded(DataType type) {
    for (int length : SumCorpus.SHORT) {
      check(SumCorpus.Rows.of(type, SHORT_ROWS, length, length));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT64", "FLOAT32"})
  void sumsAndMeansOfLongRowsAreCorrectlyRounded(DataType type) {
    for (int length : SumCorpus.LONG) {
      check(SumCorpus.Rows.of(type, LONG_ROWS, length, length));
    }
  }

  @Test
  void blocksOfGreaterNumbersThanTheFirstAreSummedExactly() {
    double[] first = new SplittableRandom(1).doubles(512).toArray();
    SplittableRandom random = new SplittableRandom(2);
    double[] alike = random.doubles(16 * 512, 13, 14.5).toArray();
    double[] cancelling = random.doubles(16 * 512, 4_000, 16_000).toArray();
    for (int at = 0; at < cancelling.length; at++) {
      cancelling[at] = at % 32 < 16 ? cancelling[at] : random.nextDouble() - cancelling[at - 16];
    }
    for (double[] greater : List.of(alike, cancelling)) {
      double[] values = DoubleStream.concat(stream(first), stream(greater)).toArray();
      SumCorpus.Rows rows = new SumCorpus.Rows(DataType.FLOAT64, List.of(values));
      check(rows);
    }
  }

  @Test
  void numbersOfAHundredMagnitudesNeedNoExactSumAndNumbersOfAllDo() {
    double[] wide = new SplittableRandom(1).doubles(5 * 512, -40, 40).map(Math::exp).toArray();
    double[] widest = wide.clone();
    widest[600] = 1e200;
    widest[601] = -1e-200;
    assertThat(exactPartsOf(wide)).isZero();
    assertThat(exactPartsOf(widest)).isEqualTo(1);
  }

  @Test
  void ordinaryNumbersNeedNoExactSumAndCancellingOnesDo() {
    double[] ordinary = new SplittableRandom(1).doubles(5 * 512).toArray();
    double[] cancelling = ordinary.clone();
    cancelling[600] = 1e100;
    cancelling[601] = -1e100;
    cancelling[602] = Double.NaN;
    assertThat(exactPartsOf(ordinary)).isZero();
    assertThat(exactPartsOf(cancelling)).isEqualTo(1);
  }

  private long exactPartsOf(double... values) {
    TestArray x = TestArray.of(values);
    Program program = Requests.over(Map.of("x", x.arrayType())).evaluate("sum(x)");
    long before = fastest.exactlySummedParts();
    new EngineRunner(fastest, MorselOrder.ASCENDING).run(program, Map.of("x", x));
    return fastest.exactlySummedParts() - before;
  }

  private void check(SumCorpus.Rows rows) {
    for (Engine engine : engines) {
      assertThat(new EngineRunner(engine, MorselOrder.SHUFFLED).run(rows.program(), rows.inputs()))
          .as("%s, %s rows of %s", engine.name(), rows.type(), rows.length())
          .isEqualTo(rows.expected());
    }
  }
}
