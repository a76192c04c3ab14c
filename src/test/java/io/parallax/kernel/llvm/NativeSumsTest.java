package io.parallax.kernel.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.kernel.testing.IntegerSums;
import io.parallax.kernel.testing.MorselOrder;
import io.parallax.kernel.testing.SumCorpus;
import io.parallax.type.DataType;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Native sums and means are the exact values, correctly rounded, also where the kernel leaves a
/// morsel to the exact engine; so are sums of integers and of their products.
class NativeSumsTest {
  private static final List<Integer> LENGTHS = List.of(0, 1, 2, 7, 16, 33, 129, 513, 32_769);

  @AutoClose private final LlvmEngine engine = Engines.open();

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT64", "FLOAT32"})
  void sumsAndMeansAreCorrectlyRounded(DataType type) {
    for (int length : LENGTHS) {
      SumCorpus.Rows rows = SumCorpus.Rows.of(type, 32, length, length);
      assertThat(new NativeRunner(engine, MorselOrder.SHUFFLED).run(rows.program(), rows.inputs()))
          .as("%s rows of %s", type, length)
          .isEqualTo(rows.expected());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 33, 513, 32_769})
  void integersThatFitExactlyAreNoFaultAndOthersAreOne(int length) {
    NativeRunner runner = new NativeRunner(engine, MorselOrder.SHUFFLED);
    assertThat(IntegerSums.of(length)).allMatch(each -> each.isRight(runner));
  }
}
