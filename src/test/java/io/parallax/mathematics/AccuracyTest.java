package io.parallax.mathematics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.Outcome;
import io.parallax.kernel.testing.ProgramRunner;
import io.parallax.kernel.testing.TestArray;
import io.parallax.language.MathFunction;
import io.parallax.type.DataType;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AccuracyTest {
  private static final int POINTS = 3_000;
  private static final long SEED = 20_261_121;

  static Stream<FunctionUnderTest> functions() {
    return FunctionUnderTest.all();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyValueIsWithinTheBoundThatIsShown(FunctionUnderTest function) {
    Points points = Points.of(function.function(), function.type(), POINTS, SEED);
    Survey.Finding worst = Survey.of(function, points, EngineRunner.ORACLE);
    assertTrue(worst.error() <= function.errorBound(), worst::toString);
    assertTrue(worst.points() > POINTS / 4, worst::toString);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void everyRemainderIsExact(DataType type) {
    Remainders.check(Remainders.points(type, POINTS, SEED), EngineRunner.ORACLE);
    Remainders.check(Remainders.edges(type), EngineRunner.ORACLE);
  }

  /// What the survey is for.
  @Test
  void oneWrongValueIsFound() {
    FunctionUnderTest sine = new FunctionUnderTest(MathFunction.SIN, DataType.FLOAT64);
    Points points = Points.of(sine.function(), sine.type(), POINTS, SEED);
    int wrong =
        IntStream.range(POINTS / 2, POINTS)
            .filter(at -> Math.abs(points.x().element(at).asDouble()) > 1e-3)
            .findFirst()
            .orElseThrow();
    ProgramRunner off =
        (program, inputs) -> {
          Outcome right = EngineRunner.ORACLE.run(program, inputs);
          return new Outcome.Values(
              Map.of("result", withStepAt(wrong, ((Outcome.Values) right).result("result"))));
        };
    Survey.Finding found = Survey.of(sine, points, off);
    assertEquals(2, found.error(), 1);
    assertEquals(points.x().element(wrong).asDouble(), found.x());
  }

  private static TestArray withStepAt(int wrong, TestArray array) {
    long[] bits = array.bits();
    bits[wrong] += 2;
    return TestArray.of(array.arrayType().type(), array.arrayType().shape(), LongStream.of(bits));
  }
}
