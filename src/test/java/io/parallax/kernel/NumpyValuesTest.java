package io.parallax.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.Outcome;
import io.parallax.kernel.testing.TestArray;
import io.parallax.program.Program;
import io.parallax.program.Requests;
import io.parallax.type.ArrayType;
import io.parallax.type.Scalar;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values that NumPy 2.3 gives for the same expressions.
class NumpyValuesTest {
  private static final double NAN = Double.NaN;
  private static final Map<String, TestArray> INPUTS =
      Map.ofEntries(
          Map.entry("x", TestArray.of(NAN, 1, 2)),
          Map.entry("m", TestArray.of(NAN, 1, NAN, NAN, 3, 5).reshaped(3, 2)),
          Map.entry("none", TestArray.of(NAN, NAN)),
          Map.entry("f", TestArray.of((float) NAN, 7, -2, (float) NAN)),
          Map.entry("i", TestArray.of(3L, 1, 2)),
          Map.entry("t", TestArray.of(30, -10, 20)),
          Map.entry("a", TestArray.of(true, false, true)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nansum(x)                | float64 3.0
          nansum(none)             | float64 0.0
          nansum(m, axis=1)        | float64 1.0 0.0 8.0
          nansum(f)                | float32 5.0
          nansum(a)                | int64 2
          nanprod(m)               | float64 15.0
          nanprod(none)            | float64 1.0
          nanmean(x)               | float64 1.5
          nanmean(m, axis=0)       | float64 3.0 3.0
          nanmean(m, axis=1)       | float64 1.0 NaN 4.0
          nanmean(i)               | float64 2.0
          nanmin(m, axis=1)        | float64 1.0 NaN 3.0
          nanmax(m, axis=1)        | float64 1.0 NaN 5.0
          nanmin(f)                | float32 -2.0
          nanmax(i)                | int64 3
          nanvar(x)                | float64 0.25
          nanvar(x, ddof=1)        | float64 0.5
          nanvar(x, ddof=2)        | float64 NaN
          nanstd(x)                | float64 0.5
          nanmedian(m, axis=1)     | float64 1.0 NaN 4.0
          nanmedian(m)             | float64 3.0
          nanquantile(m, 0.25)     | float64 2.0
          nanargmin(x)             | int64 1
          nanargmax(m)             | int64 5
          nanargmax(f)             | int64 1
          size(x)                  | int64 3
          size(m)                  | int64 6
          size(m, axis=0)          | int64 3 3
          size(m, axis=1, keepdims=True) | int64 2 2 2
          fmax(x, 1.5)             | float64 1.5 1.5 2.0
          fmin(x, 1.5)             | float64 1.5 1.0 1.5
          fmax(i, 2)               | int64 3 2 2
          logical_and(x, i - 1)    | bool true false true
          logical_or(i - 3, i - 1) | bool true true true
          logical_xor(a, i - 2)    | bool false true true
          logical_not(x)           | bool false false false
          round(2.25, 1)           | float64 2.2
          round(2.675 + 0*x, 2)    | float64 NaN 2.68 2.68
          round(1250 + 0*i, -2)    | int64 1200 1200 1200
          round(t + 5, -1)         | int32 40 0 20
          round(2**62 + i, -18)    | int64 5000000000000000000 5000000000000000000 5000000000000000000
          round(2**61 + i, -19)    | int64 0 0 0
          round(t, -12)            | int32 0 0 0
          round(1e300*x, 10)       | float64 NaN 1.0E300 2.0E300
          round(1234.5*x, -2)      | float64 NaN 1200.0 2500.0
          round(1350, -2)          | int64 1400
          bit_count(i)             | int64 2 1 1
          bit_count(-i)            | int64 2 1 1
          bit_count(-2**63 + i*0)  | int64 1 1 1
          bit_count(t)             | int32 4 2 2
          bit_count(2**32*i + 5)   | int64 4 3 3
          isin(i, t / 10)          | bool true false true
          i in (1, 2, 3.5)         | bool false true true
          i not in [1, 2]          | bool true false false
          x in (nan, 1)            | bool false true false
          i in (2**64,)            | bool false false false
          i < 2**63                | bool true true true
          i == -2**64              | bool false false false
          -2**64 >= i              | bool false false false
          t != 4000000000          | bool true true true
          clip(t, 0, 4000000000)   | int32 30 0 20
          clip(i, None, 2)         | int64 2 1 2
          clip(i, 2, None)         | int64 3 2 2
          ptp(i)                   | int64 2
          ptp(t)                   | int32 40
          ptp(x)                   | float64 NaN
          """)
  void functionsGiveTheValuesOfNumpy(String expression, String expected) {
    Map<String, ArrayType> types = new HashMap<>();
    INPUTS.forEach((name, array) -> types.put(name, array.arrayType()));
    Program program = Requests.over(types).evaluate(expression);
    Outcome outcome = EngineRunner.ORACLE.run(program, INPUTS);
    assertEquals(
        expected,
        outcome instanceof Outcome.Values values
            ? shown(values.result("result"))
            : outcome.toString());
  }

  private static String shown(TestArray array) {
    long count = array.arrayType().shape().elementCount();
    String elements =
        IntStream.range(0, Math.toIntExact(count))
            .mapToObj(at -> shown(array.element(at)))
            .collect(Collectors.joining(" "));
    return array.arrayType().type() + " " + elements;
  }

  private static String shown(Scalar element) {
    return switch (element.type()) {
      case BOOL -> String.valueOf(element.asBoolean());
      case INT32, INT64 -> String.valueOf(element.bits());
      case FLOAT32 -> String.valueOf((float) element.asDouble());
      case FLOAT64 -> String.valueOf(element.asDouble());
    };
  }
}
