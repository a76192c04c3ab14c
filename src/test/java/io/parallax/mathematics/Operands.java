package io.parallax.mathematics;

import io.parallax.type.DataType;
import java.util.SplittableRandom;

/// Draws arguments of one function one after the other. Values of float32 may come out with more
/// digits than it has.
final class Operands {
  private static final double[] SPECIAL = {
    0, 1, 2, 3, 0.5, 1.5, Double.MIN_VALUE, Double.MIN_NORMAL, 0x1p-149, 0x1p-126, 10, 100, 1e22
  };

  private final MathFunction function;
  private final boolean isDouble;
  private final SplittableRandom random;
  private final double[] hardAngles;
  private final double largest;
  private double x;
  private double y;

  Operands(MathFunction function, DataType type, SplittableRandom random) {
    this.function = function;
    this.isDouble = type == DataType.FLOAT64;
    this.random = random;
    this.hardAngles = isCircular() ? HardAngles.of(type) : new double[] {0};
    this.largest = isDouble ? Double.MAX_VALUE : Float.MAX_VALUE;
  }

  /// Draws the next ones.
  void next() {
    switch (random.nextInt(9)) {
      case 0, 1, 2 -> both(anyBits(), anyBits());
      case 3 -> both(ofMagnitude(-40, 40), ofMagnitude(-40, 40));
      case 4 -> both(special(), random.nextBoolean() ? special() : ofMagnitude(-8, 8));
      default -> drawInteresting();
    }
  }

  double x() {
    return x;
  }

  double y() {
    return y;
  }

  private void both(double first, double second) {
    x = first;
    y = second;
  }

  private void drawInteresting() {
    switch (function) {
      case SIN, COS, TAN -> x = angle();
      case ARCSIN, ARCCOS, ARCTANH -> x = oneOf(signed(between(0, 1)), signed(1 - small()));
      case ARCTAN -> x = oneOf(signed(between(0, 4)), ofMagnitude(-4, 60));
      case SINH, COSH -> x = oneOf(signed(between(0, range(711, 90))), signed(between(0, 3)));
      case TANH -> x = oneOf(signed(between(0, 20)), signed(between(0, 1)));
      case ARCSINH -> x = oneOf(signed(between(0, 3)), ofMagnitude(-30, 70));
      case ARCCOSH -> x = oneOf(1 + small(), between(1, 5));
      case EXP -> x = oneOf(between(-range(750, 105), range(712, 90)), nearTurn(StrictMath.log(2)));
      case EXP2 -> x = oneOf(between(-range(1080, 152), range(1030, 130)), nearTurn(1));
      case EXPM1 -> x = oneOf(between(-40, range(712, 90)), nearTurn(StrictMath.log(2)));
      case LOG, LOG2, LOG10 -> x = oneOf(1 + signed(small()), between(0.3, 3));
      case LOG1P -> x = oneOf(signed(small()), between(-1, 3));
      case CUBE_ROOT -> x = signed(between(0.5, 9));
      case ARCTAN2, HYPOTENUSE -> drawAlike();
      case POWER -> drawPower();
    }
  }

  /// Near a multiple of π/2, one of the nearest of all, or any up to the bounds of reductions.
  private double angle() {
    return switch (random.nextInt(4)) {
      case 0 -> signed(between(0, 1 << random.nextInt(31)));
      case 1 ->
          nudged(Math.rint(Math.scalb(random.nextDouble(), random.nextInt(40))) * (Math.PI / 2));
      case 2 -> signed(hardAngles[random.nextInt(hardAngles.length)]);
      default -> signed(between(0, 7));
    };
  }

  /// Near a half of a whole number of units, where reductions by the unit change over.
  private double nearTurn(double unit) {
    double halves = random.nextInt(-64, 65);
    return random.nextBoolean() ? nudged(halves * unit / 2) : between(-1, 1);
  }

  /// Two numbers of exponents not far apart, at any height.
  private void drawAlike() {
    double scale = random.nextInt(3) == 0 ? anyBits() : ofMagnitude(-20, 20);
    double ratio = random.nextBoolean() ? nudged(1) : ofMagnitude(-60, 60);
    both(scale, signed(Math.clamp(scale * ratio, -largest, largest)));
  }

  /// Most results in range, many near 1, bases near 1 with large exponents, negative bases.
  private void drawPower() {
    switch (random.nextInt(5)) {
      case 0 -> both(1 + signed(small()), 0);
      case 1 -> both(between(0, 4), 0);
      case 2 -> {
        both(signed(random.nextInt(1, 1000)), random.nextInt(-30, 31));
        return;
      }
      default -> both(Math.abs(anyBits()), 0);
    }
    if (random.nextInt(8) == 0) {
      y = ofMagnitude(-10, 10);
    } else {
      double result = between(-range(1080, 152), range(1030, 130)) * StrictMath.log(2);
      double exponent = result / StrictMath.log(x);
      y = Double.isFinite(exponent) ? Math.clamp(exponent, -largest, largest) : 1;
    }
    if (random.nextInt(8) == 0) {
      both(-x, Math.rint(y));
    }
  }

  private double anyBits() {
    double value;
    do {
      value =
          isDouble
              ? Double.longBitsToDouble(random.nextLong())
              : Float.intBitsToFloat(random.nextInt());
    } while (!Double.isFinite(value));
    return value;
  }

  private double special() {
    return signed(nudged(SPECIAL[random.nextInt(SPECIAL.length)]));
  }

  /// A few steps up or down, or none.
  private double nudged(double value) {
    int steps = random.nextInt(-3, 4);
    return isDouble
        ? value + steps * Math.ulp(value)
        : (float) value + steps * Math.ulp((float) value);
  }

  private double ofMagnitude(int low, int high) {
    return signed(Math.scalb(1 + random.nextDouble(), random.nextInt(low, high)));
  }

  /// In (0, 1), as often of one magnitude as of another.
  private double small() {
    return Math.scalb(1 + random.nextDouble(), -random.nextInt(1, isDouble ? 60 : 30)) / 2;
  }

  private double between(double low, double high) {
    return random.nextDouble(low, high);
  }

  private double signed(double value) {
    return random.nextBoolean() ? value : -value;
  }

  private double oneOf(double first, double second) {
    return random.nextBoolean() ? first : second;
  }

  private double range(double ofDouble, double ofFloat) {
    return isDouble ? ofDouble : ofFloat;
  }

  private boolean isCircular() {
    return switch (function) {
      case SIN, COS, TAN -> true;
      case ARCSIN,
          ARCCOS,
          ARCTAN,
          ARCTAN2,
          SINH,
          COSH,
          TANH,
          ARCSINH,
          ARCCOSH,
          ARCTANH,
          EXP,
          EXP2,
          EXPM1,
          LOG,
          LOG2,
          LOG10,
          LOG1P,
          POWER,
          CUBE_ROOT,
          HYPOTENUSE ->
          false;
    };
  }
}
