package io.parallax.mathematics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parallax.type.DataType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All 2³² arguments of every float32 function of one operand. Run by `./mvnw -Paccuracy verify`,
/// which leaves the table of the largest errors in `target/sweep.md`.
class SweepCampaign {
  private static final Logger LOG = LoggerFactory.getLogger(SweepCampaign.class);

  @AutoClose private static final Engines ENGINES = new Engines();
  private static final List<Survey.Finding> FINDINGS = new ArrayList<>();

  static Stream<FunctionUnderTest> functions() {
    return FunctionUnderTest.asked()
        .filter(each -> each.type() == DataType.FLOAT32 && each.function().operandCount() == 1);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void noErrorIsLargerThanTheBoundThatIsShown(FunctionUnderTest function) {
    Survey.Finding worst = new Sweep(function, ENGINES).run();
    FINDINGS.add(worst);
    LOG.info("{}", worst);
    assertTrue(worst.error() <= function.errorBound(), worst::toString);
  }

  @AfterAll
  static void writeTable() throws IOException {
    Findings.write(FINDINGS, "sweep.md");
  }
}
