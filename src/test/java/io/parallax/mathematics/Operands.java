package io.parallax.mathematics;

import io.parallax.language.MathFunction;
import io.parallax.type.DataType;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Draws arguments of one function one after the other. Values of float32 may come out with more
/// digits than it has.
final class Operands {
  private static final double[] SPECIAL = {
    0, 1, 2, 3, 0.5, 1.5, Double.MIN_VALUE, Double.MIN_NORMAL, 0x1p-149, 0x1p-126, 10, 100, 1e22
  };

  private final Consumer<Operands> interesting;
  private final boolean isDouble;
  private final SplittableRandom random;
  private final DataType type;
  private final double largest;
  private double[] hardAngles = {};
  private double x;
  private double y;

  Operands(MathFunction function, DataType type, SplittableRandom random) {
    this.interesting = FunctionReference.of(function).interesting();
    this.type = type;
    this.isDouble = type == DataType.FLOAT64;
    this.random = random;
    this.largest = isDouble ? Double.MAX_VALUE : Float.MAX_VALUE;
  }

  /// Draws the next ones.
  void next() {
    switch (random.nextInt(9)) {
      case 0, 1, 2 -> both(anyBits(), anyBits());
      case 3 -> both(ofMagnitude(-40, 40), ofMagnitude(-40, 40));
      case 4 -> both(special(), random.nextBoolean() ? special() : ofMagnitude(-8, 8));
      default -> interesting.accept(this);
    }
  }

  double x() {
    return x;
  }

  double y() {
    return y;
  }

  void x(double first) {
    x = first;
  }

  private void both(double first, double second) {
    x = first;
    y = second;
  }

  /// Near a multiple of π/2, one of the nearest of all, or any up to the bounds of reductions.
  double angle() {
    return switch (random.nextInt(4)) {
      case 0 -> signed(between(0, 1 << random.nextInt(31)));
      case 1 ->
          nudged(Math.rint(Math.scalb(random.nextDouble(), random.nextInt(40))) * (Math.PI / 2));
      case 2 -> hardAngle();
      default -> signed(between(0, 7));
    };
  }

  private double hardAngle() {
    if (hardAngles.length == 0) {
      hardAngles = HardAngles.of(type);
    }
    return signed(hardAngles[random.nextInt(hardAngles.length)]);
  }

  /// Near a half of a whole number of units, where reductions by the unit change over.
  double nearTurn(double unit) {
    double halves = random.nextInt(-64, 65);
    return random.nextBoolean() ? nudged(halves * unit / 2) : between(-1, 1);
  }

  /// Two numbers of exponents not far apart, at any height.
  void drawAlike() {
    double scale = random.nextInt(3) == 0 ? anyBits() : ofMagnitude(-20, 20);
    double ratio = random.nextBoolean() ? nudged(1) : ofMagnitude(-60, 60);
    both(scale, signed(Math.clamp(scale * ratio, -largest, largest)));
  }

  /// Most results in range, many near 1, bases near 1 with large exponents, negative bases.
  void drawPower() {
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

  /// Two logarithms: of a sum in range, of a sum near 1, of numbers near 1, of a subnormal sum.
  void drawPowers() {
    double first;
    double second;
    switch (random.nextInt(6)) {
      case 0 -> {
        first = between(-range(740, 100), range(709, 88));
        second = first + ofMagnitude(-10, 6);
      }
      case 1, 2 -> {
        first = -1.04 * small();
        second =
            nudged(SumOfPowers.otherLogarithm(first) * (1 + ofMagnitude(isDouble ? -44 : -23, 0)));
      }
      case 3 -> {
        first = between(-1.5, 0.5);
        second = between(-2, 0);
      }
      case 4 -> {
        first = ofMagnitude(-60, 2);
        second = ofMagnitude(-60, 2);
      }
      default -> {
        first = oneOf(0, ofMagnitude(-1070, -900));
        second = -between(range(600, 70), range(750, 105));
      }
    }
    if (random.nextBoolean()) {
      both(first, second);
    } else {
      both(second, first);
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

  double ofMagnitude(int low, int high) {
    return signed(Math.scalb(1 + random.nextDouble(), random.nextInt(low, high)));
  }

  /// In (0, 1), as often of one magnitude as of another.
  double small() {
    return Math.scalb(1 + random.nextDouble(), -random.nextInt(1, isDouble ? 60 : 30)) / 2;
  }

  double between(double low, double high) {
    return random.nextDouble(low, high);
  }

  double signed(double value) {
    return random.nextBoolean() ? value : -value;
  }

  double oneOf(double first, double second) {
    return random.nextBoolean() ? first : second;
  }

  double range(double ofDouble, double ofFloat) {
    return isDouble ? ofDouble : ofFloat;
  }
}
