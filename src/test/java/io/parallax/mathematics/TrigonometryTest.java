package io.parallax.mathematics;

import static ch.obermuhlner.math.big.BigDecimalMath.cos;
import static ch.obermuhlner.math.big.BigDecimalMath.sin;
import static ch.obermuhlner.math.big.BigDecimalMath.sqrt;
import static io.parallax.mathematics.Remez.DIGITS;
import static io.parallax.mathematics.Remez.powers;
import static java.math.BigDecimal.ONE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parallax.lowering.LoopDraft;
import io.parallax.program.Domain;
import io.parallax.program.Graph;
import io.parallax.program.Loop;
import io.parallax.program.Node;
import io.parallax.program.Operation;
import io.parallax.program.RareRegions;
import io.parallax.program.Sink;
import io.parallax.program.Value;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrigonometryTest {
  /// h²/2 at the end of the interval that the polynomials are for.
  private static final double LARGEST_VERSINE = Math.pow(Math.PI / 4 * (1 + 0x1p-9), 2) / 2;

  /// The functions with bounds of their errors, in ulp: of float64 and of float32.
  enum Case {
    SINE(2, 0.60, 0.60),
    COSINE(3, 0.60, 0.60),
    TANGENT(4, 0.65, 0.66);

    private final int column;
    private final double bound;
    private final double singleBound;

    Case(int column, double bound, double singleBound) {
      this.column = column;
      this.bound = bound;
      this.singleBound = singleBound;
    }

    Value of(Value x) {
      return switch (this) {
        case SINE -> Trigonometry.sine(x);
        case COSINE -> Trigonometry.cosine(x);
        case TANGENT -> Trigonometry.tangent(x);
      };
    }

    Formula formula(DataType type) {
      return Formula.of(type, this::of);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SINE, 0.0, 0.0",
    "SINE, -0.0, -0.0",
    "SINE, 4.9e-324, 4.9e-324",
    "SINE, -4.9e-324, -4.9e-324",
    "SINE, -2.2250738585072014e-308, -2.2250738585072014e-308",
    "SINE, Infinity, NaN",
    "SINE, -Infinity, NaN",
    "SINE, NaN, NaN",
    "COSINE, 0.0, 1.0",
    "COSINE, -0.0, 1.0",
    "COSINE, 4.9e-324, 1.0",
    "COSINE, Infinity, NaN",
    "COSINE, -Infinity, NaN",
    "COSINE, NaN, NaN",
    "TANGENT, 0.0, 0.0",
    "TANGENT, -0.0, -0.0",
    "TANGENT, 4.9e-324, 4.9e-324",
    "TANGENT, -4.9e-324, -4.9e-324",
    "TANGENT, -2.2250738585072014e-308, -2.2250738585072014e-308",
    "TANGENT, Infinity, NaN",
    "TANGENT, -Infinity, NaN",
    "TANGENT, NaN, NaN"
  })
  void specialValuesFollowTheStandard(Case function, double x, double expected) {
    assertEquals(expected, function.formula(DataType.FLOAT64).of(x));
    float single = Math.abs(x) < Float.MIN_NORMAL ? (float) (x * 0x1p925) : (float) x;
    float singleExpected = expected == x ? single : (float) expected;
    assertEquals(singleExpected, function.formula(DataType.FLOAT32).of(single));
  }

  @ParameterizedTest
  @EnumSource
  void hardAnglesAreWithinTheBound(Case function) throws IOException {
    Formula formula = function.formula(DataType.FLOAT64);
    List<String[]> points = points("float64");
    assertTrue(points.size() > 200);
    for (String[] point : points) {
      double x = Double.parseDouble(point[1]);
      String[] exact = point[function.column].split("@", 2);
      double nearest = Double.parseDouble(exact[0]);
      double error = (formula.of(x) - nearest) / Math.ulp(nearest) - Double.parseDouble(exact[1]);
      assertTrue(
          Math.abs(error) <= function.bound, () -> function + " of " + x + " by " + error + " ulp");
    }
  }

  @ParameterizedTest
  @EnumSource
  void hardAnglesOfFloat32AreWithinTheBound(Case function) throws IOException {
    Formula formula = function.formula(DataType.FLOAT32);
    List<String[]> points = points("float32");
    assertTrue(points.size() > 150);
    for (String[] point : points) {
      float x = Float.parseFloat(point[1]);
      double exact = Double.parseDouble(point[function.column]);
      double error = (formula.of(x) - exact) / Math.ulp((float) exact);
      assertTrue(
          Math.abs(error) <= function.singleBound,
          () -> function + " of " + x + " by " + error + " ulp");
    }
  }

  @ParameterizedTest
  @EnumSource
  void signsAreSymmetric(Case function) {
    Formula doubles = function.formula(DataType.FLOAT64);
    Formula singles = function.formula(DataType.FLOAT32);
    int sign = function == Case.COSINE ? 1 : -1;
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 2_000; round++) {
      double x = Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE);
      assertEquals(sign * doubles.of(x), doubles.of(-x), () -> function + " of " + x);
      float y = Float.intBitsToFloat(random.nextInt() & Integer.MAX_VALUE);
      assertEquals(sign * singles.of(y), singles.of(-y), () -> function + " of " + y);
    }
  }

  @Test
  void smallAnglesAreTheirOwnSineAndTangent() {
    SplittableRandom random = new SplittableRandom(12);
    for (int round = 0; round < 1_000; round++) {
      double x = Math.scalb(random.nextDouble(-1, 1), -27 - random.nextInt(1_040));
      assertEquals(x, Case.SINE.formula(DataType.FLOAT64).of(x));
      assertEquals(x, Case.TANGENT.formula(DataType.FLOAT64).of(x));
      assertEquals(1, Case.COSINE.formula(DataType.FLOAT64).of(x));
    }
  }

  /// Beyond the bits of a float, wherever they do not choose different quarters.
  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT32", "FLOAT64"})
  void bothReductionsAgree(DataType type) {
    SplittableRandom random = new SplittableRandom(13);
    for (int round = 0; round < 2_000; round++) {
      long x = bits(type, random.nextDouble(2, 60_000));
      double[] moderate = angle(type, HalfPiReduction::ofModerate, x);
      double[] huge = angle(type, HalfPiReduction::ofHuge, x);
      if (Math.abs(moderate[0]) < 0.78) {
        double difference = moderate[0] - huge[0] - (moderate[1] - huge[1]);
        double ulp = type == DataType.FLOAT64 ? 0x1p-53 : 0x1p-24;
        double bound = 0x1p-10 * ulp * Math.abs(moderate[0]);
        assertEquals(0, difference, bound, () -> "angle of bits " + Long.toHexString(x));
      }
    }
  }

  /// Head and excess.
  private static double[] angle(
      DataType type, Function<Value, HalfPiReduction> reduction, long argument) {
    long head = Formula.of(type, x -> reduction.apply(x).head()).bits(argument);
    long excess = Formula.of(type, x -> reduction.apply(x).excess()).bits(argument);
    return new double[] {new Scalar(type, head).asDouble(), new Scalar(type, excess).asDouble()};
  }

  private static long bits(DataType type, double number) {
    return (type == DataType.FLOAT64 ? Scalar.of(number) : Scalar.of((float) number)).bits();
  }

  @Test
  void functionsOfAnAngleShareTheReductionOfHugeOnes() {
    int sine = loop(DataType.FLOAT64, Case.SINE).operations().size();
    int both = loop(DataType.FLOAT64, Case.SINE, Case.COSINE).operations().size();
    assertTrue(both < 1.3 * sine, () -> both + " operations against " + sine);
    int all = loop(DataType.FLOAT64, Case.values()).operations().size();
    assertTrue(all < 1.7 * sine, () -> all + " operations against " + sine);
  }

  /// Also when all three functions of one angle are wanted.
  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT32", "FLOAT64"})
  void theReductionOfHugeAnglesCanBeLeftOut(DataType type) {
    List<Operation> operations = alwaysComputed(type, Case.values());
    assertEquals(0, operations.stream().filter(Operation.Lookup.class::isInstance).count());
    assertTrue(operations.size() < 150, () -> operations.size() + " operations");
  }

  @Test
  void aSineAloneTakesFewOperations() {
    List<Operation> operations = alwaysComputed(DataType.FLOAT64, Case.SINE);
    operations.removeIf(Operation.Reinterpret.class::isInstance);
    operations.removeIf(Operation.Load.class::isInstance);
    assertTrue(operations.size() <= 34, () -> operations.size() + " operations");
  }

  @Test
  void coefficientsAreNearlyTheBest() {
    assertNearlyBest(sinc(0x1p-18, Sinc.DOUBLE.length), 0x1p-60, Sinc.DOUBLE);
    assertNearlyBest(sinc(0x1p-6, Sinc.SINGLE.length), 0x1p-34, Sinc.SINGLE);
    assertNearlyBest(sineSeries(Circle.THIRD, Circle.SINE.length), 0x1p-63, Circle.SINE);
    assertNearlyBest(
        sineSeries(Circle.THIRD_SINGLE, Circle.SINE_SINGLE.length), 0x1p-32, Circle.SINE_SINGLE);
    assertNearlyBest(cosineSeries(Circle.COSINE.length), 0, Circle.COSINE);
    assertNearlyBest(cosineSeries(Circle.COSINE_SINGLE.length), 0, Circle.COSINE_SINGLE);
  }

  /// @param beyond the part by which angles may be greater than a quarter turn
  private static Remez sinc(double beyond, int terms) {
    return Remez.on(
        0x1p-20,
        Math.pow(Math.PI / 2 * (1 + beyond), 2),
        z ->
            squareSinc(z)
                .subtract(ONE)
                .subtract(new BigDecimal(Sinc.SLOPE).multiply(z))
                .divide(z, DIGITS),
        z -> z.divide(squareSinc(z), DIGITS),
        powers(0, terms - 1));
  }

  /// sin √z / √z.
  private static BigDecimal squareSinc(BigDecimal z) {
    BigDecimal root = sqrt(z, DIGITS);
    return sin(root, DIGITS).divide(root, DIGITS);
  }

  private static Remez sineSeries(double third, int terms) {
    return Remez.on(
            0x1p-20,
            LARGEST_VERSINE,
            v -> root(v).subtract(sin(root(v), DIGITS)).divide(v.multiply(root(v)), DIGITS),
            v -> v.multiply(root(v)).divide(sin(root(v), DIGITS), DIGITS),
            powers(0, terms))
        .withFixed(third);
  }

  private static Remez cosineSeries(int terms) {
    return Remez.on(
        0x1p-20,
        LARGEST_VERSINE,
        v -> cos(root(v), DIGITS).subtract(ONE).add(v).divide(v.multiply(v), DIGITS),
        v -> v.multiply(v).divide(cos(root(v), DIGITS), DIGITS),
        powers(0, terms - 1));
  }

  /// @param enough an error that is far below the last place: what rounding the coefficients may
  ///   leave
  private static void assertNearlyBest(Remez remez, double enough, double... coefficients) {
    double error = remez.errorOf(coefficients);
    assertTrue(error < Math.max(1.1 * remez.bestError(), enough), () -> "error " + error);
  }

  /// √z, the angle, of v = z/2.
  private static BigDecimal root(BigDecimal v) {
    return sqrt(v.add(v), DIGITS);
  }

  private static Loop loop(DataType type, Case... functions) {
    Graph graph = new Graph();
    Shape shape = Shape.of(1_000);
    Value x = new Value(graph, graph.add(new Node.Input("x", type, shape)));
    LoopDraft draft = new LoopDraft(graph, Domain.whole(shape), 0);
    for (Case function : functions) {
      int result = function.of(x).node();
      draft.add(new Sink.Store(result, function.column));
      draft.need(result);
    }
    return draft.finish(IntUnaryOperator.identity());
  }

  /// The operations that no engine may leave out, without constants.
  private static List<Operation> alwaysComputed(DataType type, Case... functions) {
    Loop loop = loop(type, functions);
    List<Operation> operations = new ArrayList<>(loop.operations());
    RareRegions.of(loop.operations(), loop.sinks())
        .regions()
        .forEach(
            region ->
                operations
                    .subList(region.start(), region.end())
                    .replaceAll(_ -> new Operation.Constant(Scalar.of(0.0))));
    operations.removeIf(Operation.Constant.class::isInstance);
    return operations;
  }

  private static List<String[]> points(String type) throws IOException {
    try (InputStream text = TrigonometryTest.class.getResourceAsStream("trigonometry.txt")) {
      return new String(Objects.requireNonNull(text).readAllBytes(), UTF_8)
          .lines()
          .filter(line -> line.startsWith(type))
          .map(line -> line.split(" ", 5))
          .toList();
    }
  }
}
