package io.parallax.mathematics;

import static io.parallax.mathematics.Logarithms.log;
import static io.parallax.mathematics.Logarithms.log1p;
import static io.parallax.mathematics.PairCircular.arctan2;
import static io.parallax.mathematics.Reference.LN_10;
import static io.parallax.mathematics.Reference.LN_2;
import static io.parallax.mathematics.Reference.TWO;
import static io.parallax.mathematics.Reference.root;
import static io.parallax.mathematics.Reference.rounded;
import static java.math.BigDecimal.ONE;

import io.parallax.language.MathFunction;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;

/// All that the tests know of a function of mathematics; a new function is added here and is then
/// covered by every test and campaign of functions, on every engine. Second operands are ignored by
/// functions of one.
///
/// @param domain where the value is a finite real number, whatever the signs of zeros, of finite
///   arguments
/// @param exact the value there, to about 50 digits
/// @param estimate the value there, to about 90 bits in a microsecond
/// @param interesting draws arguments where the function is hard
/// @param specialValues lines of [SpecialValues]
record FunctionReference(
    Domain domain,
    Exact exact,
    Estimated estimate,
    Consumer<Operands> interesting,
    List<String> specialValues) {

  private static final Domain EVERYWHERE = (_, _) -> true;

  interface Domain {
    boolean holds(double x, double y);
  }

  interface Exact {
    BigDecimal of(BigDecimal x, BigDecimal y);
  }

  interface Estimated {
    Scaled of(double x, double y);
  }

  /// Of a function whose exact value takes its operands to [Reference#DIGITS].
  private static Exact ofRounded(Exact exact) {
    return (x, y) -> exact.of(x.round(Reference.DIGITS), y.round(Reference.DIGITS));
  }

  static FunctionReference of(MathFunction function) {
    return switch (function) {
      case SIN ->
          new FunctionReference(
              EVERYWHERE,
              (x, _) -> Circular.sin(x),
              (x, _) -> Estimate.oddly(x, PairCircular::sin),
              o -> o.x(o.angle()),
              List.of("±0 → ±0", "±inf → nan", "nan → nan"));
      case COS ->
          new FunctionReference(
              EVERYWHERE,
              (x, _) -> Circular.cos(x),
              (x, _) -> Scaled.of(PairCircular.cos(x)),
              o -> o.x(o.angle()),
              List.of("±0 → 1", "±inf → nan", "nan → nan"));
      case TAN ->
          new FunctionReference(
              EVERYWHERE,
              (x, _) -> Circular.sin(x).divide(Circular.cos(x), Reference.DIGITS),
              (x, _) ->
                  Estimate.oddly(x, value -> PairCircular.sin(value).over(PairCircular.cos(value))),
              o -> o.x(o.angle()),
              List.of("±0 → ±0", "±inf → nan", "nan → nan"));
      case ARCSIN ->
          new FunctionReference(
              (x, _) -> Math.abs(x) <= 1,
              ofRounded((x, _) -> Circular.arctan2(x, root(ONE.subtract(x).multiply(ONE.add(x))))),
              (x, _) ->
                  Estimate.oddly(
                      x, value -> arctan2(new Pair(value, 0), Estimate.rootOfRest(value))),
              o -> o.x(o.oneOf(o.signed(o.between(0, 1)), o.signed(1 - o.small()))),
              List.of("±0 → ±0", "±1 → ~±pi/2", "±1.5 → nan", "±inf → nan", "nan → nan"));
      case ARCCOS ->
          new FunctionReference(
              (x, _) -> Math.abs(x) <= 1,
              ofRounded(
                  (x, _) ->
                      Circular.arctan2(root(ONE.subtract(x)), root(ONE.add(x)))
                          .multiply(TWO, Reference.DIGITS)),
              (x, _) -> Scaled.of(arctan2(Estimate.rootOfRest(x), new Pair(x, 0))),
              o -> o.x(o.oneOf(o.signed(o.between(0, 1)), o.signed(1 - o.small()))),
              List.of("1 → 0", "-1 → ~pi", "±0 → ~pi/2", "±1.5 → nan", "±inf → nan", "nan → nan"));
      case ARCTAN ->
          new FunctionReference(
              EVERYWHERE,
              ofRounded((x, _) -> Circular.arctan2(x, ONE)),
              (x, _) -> Estimate.angle(x, 1),
              o -> o.x(o.oneOf(o.signed(o.between(0, 4)), o.ofMagnitude(-4, 60))),
              List.of("±0 → ±0", "±inf → ~±pi/2", "±1 → ~±pi/4", "nan → nan"));
      case ARCTAN2 ->
          new FunctionReference(
              (x, y) -> x != 0 || y != 0,
              ofRounded((x, y) -> Circular.arctan2(x, y)),
              (x, y) -> Estimate.angle(x, y),
              Operands::drawAlike,
              SpecialValues.ANGLES);
      case SINH ->
          new FunctionReference(
              EVERYWHERE,
              ofRounded((x, _) -> Exponentials.sinh(x)),
              (x, _) -> Math.abs(x) < Estimate.TINY ? Scaled.of(x) : PairExponential.sinh(x),
              o ->
                  o.x(o.oneOf(o.signed(o.between(0, o.range(711, 90))), o.signed(o.between(0, 3)))),
              List.of("±0 → ±0", "±inf → ±inf", "nan → nan"));
      case COSH ->
          new FunctionReference(
              EVERYWHERE,
              ofRounded((x, _) -> Exponentials.cosh(x)),
              (x, _) -> PairExponential.cosh(x),
              o ->
                  o.x(o.oneOf(o.signed(o.between(0, o.range(711, 90))), o.signed(o.between(0, 3)))),
              List.of("±0 → 1", "±inf → inf", "nan → nan"));
      case TANH ->
          new FunctionReference(
              EVERYWHERE,
              ofRounded((x, _) -> Exponentials.tanh(x)),
              (x, _) -> Estimate.oddly(x, PairExponential::tanh),
              o -> o.x(o.oneOf(o.signed(o.between(0, 20)), o.signed(o.between(0, 1)))),
              List.of("±0 → ±0", "±inf → ±1", "±100 → ±1", "nan → nan"));
      case ARCSINH ->
          new FunctionReference(
              EVERYWHERE,
              ofRounded((x, _) -> Reference.oddly(x, Reference::arcsinh)),
              (x, _) -> Estimate.oddly(x, Estimate::arcsinh),
              o -> o.x(o.oneOf(o.signed(o.between(0, 3)), o.ofMagnitude(-30, 70))),
              List.of("±0 → ±0", "±inf → ±inf", "nan → nan"));
      case ARCCOSH ->
          new FunctionReference(
              (x, _) -> x >= 1,
              (x, _) -> Reference.arccosh(rounded(x.subtract(ONE))),
              (x, _) -> Scaled.of(Estimate.arccosh(x)),
              o -> o.x(o.oneOf(1 + o.small(), o.between(1, 5))),
              List.of(
                  "1 → 0",
                  "0.5 → nan",
                  "±0 → nan",
                  "-2 → nan",
                  "inf → inf",
                  "-inf → nan",
                  "nan → nan"));
      case ARCTANH ->
          new FunctionReference(
              (x, _) -> Math.abs(x) < 1,
              ofRounded((x, _) -> Reference.oddly(x, Reference::arctanh)),
              (x, _) -> Estimate.oddly(x, Estimate::arctanh),
              o -> o.x(o.oneOf(o.signed(o.between(0, 1)), o.signed(1 - o.small()))),
              List.of("±0 → ±0", "±1 → ±inf", "±1.5 → nan", "±inf → nan", "nan → nan"));
      case EXP ->
          new FunctionReference(
              EVERYWHERE,
              ofRounded((x, _) -> Exponentials.exp(x)),
              (x, _) -> PairExponential.exp(new Pair(x, 0)),
              o ->
                  o.x(
                      o.oneOf(
                          o.between(-o.range(750, 105), o.range(712, 90)),
                          o.nearTurn(StrictMath.log(2)))),
              List.of("±0 → 1", "-inf → 0", "inf → inf", "1e4 → inf", "-1e4 → 0", "nan → nan"));
      case EXP2 ->
          new FunctionReference(
              EVERYWHERE,
              ofRounded((x, _) -> Exponentials.exp(x.multiply(LN_2, Reference.DIGITS))),
              (x, _) -> PairExponential.exp2(x),
              o -> o.x(o.oneOf(o.between(-o.range(1080, 152), o.range(1030, 130)), o.nearTurn(1))),
              List.of(
                  "±0 → 1",
                  "1 → 2",
                  "-1 → 0.5",
                  "100 → 0x1p100",
                  "-126 → 0x1p-126",
                  "-149 → 0x1p-149",
                  "-inf → 0",
                  "inf → inf",
                  "1e4 → inf",
                  "-1e4 → 0",
                  "nan → nan"));
      case EXP10 ->
          new FunctionReference(
              EVERYWHERE,
              ofRounded((x, _) -> Exponentials.exp(x.multiply(LN_10, Reference.DIGITS))),
              (x, _) -> Estimate.exp10(x),
              o ->
                  o.x(
                      o.oneOf(
                          o.between(-o.range(325, 46), o.range(309, 39)),
                          o.nearTurn(StrictMath.log10(2)))),
              List.of(
                  "±0 → 1",
                  "1 → 10",
                  "2 → 100",
                  "10 → 1e10",
                  "-1 → ~0.1",
                  "-inf → 0",
                  "inf → inf",
                  "1e4 → inf",
                  "-1e4 → 0",
                  "nan → nan"));
      case EXPM1 ->
          new FunctionReference(
              EVERYWHERE,
              ofRounded((x, _) -> Exponentials.expm1(x)),
              (x, _) ->
                  Math.abs(x) < Estimate.TINY
                      ? Scaled.of(new Pair(x, x * x / 2))
                      : PairExponential.expm1(x),
              o -> o.x(o.oneOf(o.between(-40, o.range(712, 90)), o.nearTurn(StrictMath.log(2)))),
              List.of("±0 → ±0", "-inf → -1", "inf → inf", "1e4 → inf", "-1e4 → -1", "nan → nan"));
      case LOG ->
          new FunctionReference(
              (x, _) -> x > 0,
              ofRounded((x, _) -> log(x)),
              (x, _) -> Scaled.of(PairLogarithm.log(x)),
              o -> o.x(o.oneOf(1 + o.signed(o.small()), o.between(0.3, 3))),
              List.of("±0 → -inf", "1 → 0", "-1 → nan", "-inf → nan", "inf → inf", "nan → nan"));
      case LOG2 ->
          new FunctionReference(
              (x, _) -> x > 0,
              ofRounded((x, _) -> log(x).divide(LN_2, Reference.DIGITS)),
              (x, _) -> Scaled.of(PairLogarithm.log(x).over(PairExponential.LN_2)),
              o -> o.x(o.oneOf(1 + o.signed(o.small()), o.between(0.3, 3))),
              List.of(
                  "±0 → -inf",
                  "1 → 0",
                  "2 → 1",
                  "0.125 → -3",
                  "0x1p-149 → -149",
                  "0x1p100 → 100",
                  "-1 → nan",
                  "-inf → nan",
                  "inf → inf",
                  "nan → nan"));
      case LOG10 ->
          new FunctionReference(
              (x, _) -> x > 0,
              ofRounded((x, _) -> log(x).divide(LN_10, Reference.DIGITS)),
              (x, _) -> Scaled.of(PairLogarithm.log(x).over(Estimate.LN_10)),
              o -> o.x(o.oneOf(1 + o.signed(o.small()), o.between(0.3, 3))),
              List.of(
                  "±0 → -inf",
                  "1 → 0",
                  "10 → 1",
                  "1000 → 3",
                  "-1 → nan",
                  "-inf → nan",
                  "inf → inf",
                  "nan → nan"));
      case LOG1P ->
          new FunctionReference(
              (x, _) -> x > -1,
              ofRounded((x, _) -> log1p(x)),
              (x, _) ->
                  Scaled.of(
                      Math.abs(x) < Estimate.TINY
                          ? new Pair(x, -x * x / 2)
                          : PairLogarithm.log1p(new Pair(x, 0))),
              o -> o.x(o.oneOf(o.signed(o.small()), o.between(-1, 3))),
              List.of("±0 → ±0", "-1 → -inf", "-2 → nan", "-inf → nan", "inf → inf", "nan → nan"));
      case LOGADDEXP ->
          new FunctionReference(
              SumOfPowers::isFarFromOne,
              (x, y) -> SumOfPowers.logarithm(x, y),
              SumOfPowers::estimate,
              Operands::drawPowers,
              List.of(
                  "0 0 → ~0x1.62e42fefa39efp-1",
                  "1e30 1e30 → 1e30",
                  "1000 0 → 1000",
                  "-2000 -1000 → -1000",
                  "inf inf → inf",
                  "±inf inf → inf",
                  "inf -1 → inf",
                  "-inf -inf → -inf",
                  "-inf 1 → 1",
                  "-1 -inf → -1",
                  "-inf ±0 → 0",
                  "nan 1 → nan",
                  "1 nan → nan",
                  "inf nan → nan",
                  "nan -inf → nan",
                  "nan nan → nan"));
      case POW ->
          new FunctionReference(
              (x, y) -> x > 0 || (x == 0 ? y >= 0 : y == Math.rint(y)),
              (x, y) -> Reference.power(rounded(x), y),
              (x, y) -> Estimate.power(x, y),
              Operands::drawPower,
              SpecialValues.POWERS);
      case CBRT ->
          new FunctionReference(
              EVERYWHERE,
              ofRounded((x, _) -> Reference.oddly(x, Reference::cubeRoot)),
              (x, _) -> Estimate.cubeRoot(x),
              o -> o.x(o.signed(o.between(0.5, 9))),
              List.of("±0 → ±0", "±1 → ±1", "±8 → ±2", "±27 → ±3", "±inf → ±inf", "nan → nan"));
      case HYPOT ->
          new FunctionReference(
              EVERYWHERE,
              ofRounded((x, y) -> root(x.multiply(x).add(y.multiply(y)))),
              (x, y) -> Estimate.hypotenuse(x, y),
              Operands::drawAlike,
              List.of(
                  "±inf nan → inf",
                  "nan ±inf → inf",
                  "±inf 1 → inf",
                  "1 ±inf → inf",
                  "nan 1 → nan",
                  "1 nan → nan",
                  "±0 -2 → 2",
                  "-2 ±0 → 2",
                  "0 -0 → 0",
                  "-0 -0 → 0",
                  "3 -4 → 5",
                  "nan nan → nan",
                  "±inf inf → inf"));
    };
  }
}
