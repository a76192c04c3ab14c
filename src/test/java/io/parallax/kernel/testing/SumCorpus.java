package io.parallax.kernel.testing;

import io.parallax.program.Loop;
import io.parallax.program.Program;
import io.parallax.program.Requests;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Arrays of floats whose sums are hard to round: values of all magnitudes and of both ends of the
/// range, sums that cancel, sums half way between two floats and next to that, infinities and NaN.
/// The same for the same seed. The sums and means that engines must give are those of [ExactSums].
public final class SumCorpus {
  /// Lengths around lanes, blocks and the shortest rows that vectors sum.
  public static final List<Integer> SHORT =
      List.of(0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 48, 49, 63, 64, 65, 127, 129);

  /// Lengths around blocks and morsels.
  public static final List<Integer> LONG =
      List.of(
          511,
          512,
          513,
          1_024,
          Loop.MORSEL - 1,
          Loop.MORSEL,
          Loop.MORSEL + 1,
          3 * Loop.MORSEL,
          3 * Loop.MORSEL + 5);

  private final Random random;
  private final boolean single;

  private SumCorpus(long seed, boolean single) {
    this.random = new Random(seed);
    this.single = single;
  }

  /// Rows of values of float64 or float32, and what a program over them gives.
  public record Rows(DataType type, List<double[]> rows) {
    public Rows {
      rows = List.copyOf(rows);
    }

    public static Rows of(DataType type, int rows, int length, long seed) {
      SumCorpus corpus = new SumCorpus(seed, type == DataType.FLOAT32);
      List<double[]> values = new ArrayList<>();
      for (int row = 0; row < rows; row++) {
        values.add(corpus.row(row, length));
      }
      return new Rows(type, values);
    }

    public int length() {
      return rows.getFirst().length;
    }

    public Map<String, TestArray> inputs() {
      return Map.of(
          "x",
          TestArray.of(
              type,
              Shape.of(rows.size(), length()),
              rows.stream().flatMapToDouble(Arrays::stream).mapToLong(value -> bits(type, value))));
    }

    /// The sum and the mean of each row.
    public Program program() {
      return Requests.over(Map.of("x", inputs().get("x").arrayType()))
          .reduce("sum(x, axis=1)", "mean(x, axis=1)");
    }

    /// What the program must give.
    public Outcome expected() {
      return new Outcome.Values(
          Map.of(
              "sum(x, axis=1)", each(this::sum),
              "mean(x, axis=1)", each(this::mean)));
    }

    private TestArray each(java.util.function.ToLongFunction<double[]> reduction) {
      return TestArray.of(type, Shape.of(rows.size()), rows.stream().mapToLong(reduction));
    }

    private long sum(double[] row) {
      return type == DataType.FLOAT32
          ? Float.floatToRawIntBits(ExactSums.sumAsFloat(row))
          : Double.doubleToRawLongBits(ExactSums.sum(row));
    }

    private long mean(double[] row) {
      return type == DataType.FLOAT32
          ? Float.floatToRawIntBits(ExactSums.meanAsFloat(row))
          : Double.doubleToRawLongBits(ExactSums.mean(row));
    }
  }

  static long bits(DataType type, double value) {
    return type == DataType.FLOAT32
        ? Scalar.of((float) value).bits()
        : Double.doubleToRawLongBits(value);
  }

  /// A row of one of the kinds, which take turns.
  private double[] row(int kind, int length) {
    double[] row =
        switch (kind % 16) {
          case 0 -> filled(length, random::nextDouble);
          case 1 -> filled(length, () -> anyMagnitude(-1022, 1022));
          case 2 -> filled(length, () -> anyMagnitude(-60, 60));
          case 3 -> cancelling(length, 1000);
          case 4 -> cancelling(length, 40);
          case 5 -> halfWay(length, 0);
          case 6 -> halfWay(length, Double.MIN_VALUE);
          case 7 -> halfWay(length, -1e-200);
          case 8 -> filled(length, () -> Double.MIN_VALUE * random.nextInt(-9, 10));
          case 9 -> filled(length, () -> random.nextBoolean() ? Double.MAX_VALUE : -1.7e308);
          case 10 -> filled(length, () -> random.nextInt(-1_000, 1_000) / 10.0);
          case 11 -> filled(length, () -> random.nextInt(4) == 0 ? -0.0 : random.nextInt(-2, 3));
          case 12 -> special(length, Double.POSITIVE_INFINITY);
          case 13 -> special(length, random.nextBoolean() ? Double.NaN : Double.NEGATIVE_INFINITY);
          case 14 -> filled(length, random::nextGaussian);
          default -> growing(length);
        };
    if (single) {
      for (int at = 0; at < length; at++) {
        row[at] = (float) row[at];
      }
    }
    return row;
  }

  private static double[] filled(int length, java.util.function.DoubleSupplier next) {
    double[] row = new double[length];
    Arrays.setAll(row, _ -> next.getAsDouble());
    return row;
  }

  private double anyMagnitude(int from, int to) {
    int exponent =
        single ? Math.clamp(random.nextInt(from, to), -149, 126) : random.nextInt(from, to);
    return Math.scalb(random.nextDouble(-2, 2), exponent);
  }

  /// Pairs that cancel, in any order, and a little more.
  private double[] cancelling(int length, int exponents) {
    List<Double> values = new ArrayList<>();
    for (int pair = 0; pair < length / 2; pair++) {
      double value = anyMagnitude(-exponents, exponents);
      values.add(value);
      values.add(-value);
    }
    if (values.size() < length) {
      values.add(anyMagnitude(-exponents, exponents));
    }
    if (length > 2) {
      values.set(random.nextInt(length), anyMagnitude(-exponents, exponents));
    }
    Collections.shuffle(values, random);
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /// A sum exactly half way between two doubles, but for what is added.
  private double[] halfWay(int length, double more) {
    double[] row = new double[length];
    if (length == 0) {
      return row;
    }
    double whole = Math.rint(random.nextDouble(1, 2) * 0x1p52);
    row[random.nextInt(length)] = whole;
    double[] parts = {0.5, 0x1p60, -0x1p60, more};
    for (int at = 0, part = 0; at < length && part < parts.length; at++) {
      if (row[at] == 0) {
        row[at] = parts[part++];
      }
    }
    return row;
  }

  private double[] special(int length, double value) {
    double[] row = filled(length, () -> anyMagnitude(-3, 1_000));
    if (length > 0) {
      row[random.nextInt(length)] = value;
      if (random.nextInt(3) == 0) {
        row[random.nextInt(length)] = Double.POSITIVE_INFINITY;
      }
    }
    return row;
  }

  /// Terms of growing magnitude and changing sign, which compensated sums lose.
  private double[] growing(int length) {
    double[] row = new double[length];
    int most = single ? 120 : 1_000;
    for (int at = 0; at < length; at++) {
      int exponent = (int) ((long) at * most / length);
      row[at] = Math.scalb(random.nextDouble(1, 2), exponent) * (at % 2 == 0 ? 1 : -1);
    }
    for (int at = 1; at + 1 < length; at += 3) {
      row[at + 1] = -row[at];
    }
    return row;
  }
}
