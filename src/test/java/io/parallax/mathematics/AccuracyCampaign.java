package io.parallax.mathematics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.MorselOrder;
import io.parallax.kernel.testing.Outcome;
import io.parallax.kernel.testing.TestArray;
import io.parallax.program.Program;
import io.parallax.type.DataType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A million points of every function and type. Run by `./mvnw -Paccuracy verify`, which leaves the
/// table of the largest errors in `target/accuracy.md`.
class AccuracyCampaign {
  private static final Logger LOG = LoggerFactory.getLogger(AccuracyCampaign.class);

  private static final int POINTS = 1_000_000;
  private static final int ROUND = 250_000;
  private static final long SEED = 41;

  @AutoClose private static final Engines ENGINES = new Engines();
  private static final List<Survey.Finding> FINDINGS = new ArrayList<>();

  static Stream<FunctionUnderTest> functions() {
    return FunctionUnderTest.asked();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void noErrorIsLargerThanTheBoundThatIsShown(FunctionUnderTest function) {
    Survey.Finding worst = sampled(function);
    FINDINGS.add(worst);
    LOG.info("{}", worst);
    assertTrue(worst.error() <= function.errorBound(), worst::toString);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void everyRemainderIsExact(DataType type) {
    for (int at = 0; at < POINTS; at += ROUND) {
      Remainders.check(Remainders.points(type, ROUND, SEED + at), AccuracyCampaign::run);
    }
  }

  @AfterAll
  static void writeTable() throws IOException {
    Findings.write(FINDINGS, "accuracy.md");
  }

  private static Survey.Finding sampled(FunctionUnderTest function) {
    return Stream.iterate(0, at -> at < POINTS, at -> at + ROUND)
        .map(at -> Points.of(function.function(), function.type(), ROUND, SEED + at))
        .map(points -> Survey.of(function, points, AccuracyCampaign::run))
        .reduce(Survey.Finding::merged)
        .orElseThrow();
  }

  private static Outcome run(Program program, Map<String, TestArray> inputs) {
    return new EngineRunner(ENGINES.engineOf(program), MorselOrder.CONCURRENT).run(program, inputs);
  }
}
