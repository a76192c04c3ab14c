package io.parallax.kernel.llvm;

import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.ExpressionCases;
import io.parallax.kernel.testing.MorselOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The interpreter and a processor need not agree on the sign bit of a NaN. Where a value that is
/// kept for a row has that bit, the kernel is refused.
class NanSignTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "arctan2(sqrt(f64_c), f64)",
        "arctan2(-sqrt(f64_c), f64)",
        "arctan2(f64, sqrt(f64_c))",
        "arctan2(f64, -sqrt(f64_c))",
        "arctan2(f32, sqrt(f32_c))",
        "arctan2(1.0 % sqrt(f64_c), f64)",
        "arctan2(f64, 1.0 % sqrt(f64_c))",
        "(1.0 % sqrt(f64_c)) ** f64"
      })
  void kernelsOverNansAreAcceptedAndHaveTheBitsOfTheOracle(String text) {
    try (LlvmEngine engine = Engines.open()) {
      new ExpressionCases(1_025, 3)
          .evaluate(text)
          .check(new EngineRunner(engine, MorselOrder.ASCENDING));
    }
  }
}
