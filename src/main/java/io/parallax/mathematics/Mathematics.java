package io.parallax.mathematics;

import io.parallax.language.MathFunction;
import io.parallax.program.Graph;
import io.parallax.program.Value;
import java.util.List;

/// The functions of mathematics, each a formula over primitive operations: one definition, which
/// every engine runs. Errors are within [MathFunction#errorBound], and special values are those of
/// C's Annex F.
public final class Mathematics {
  private Mathematics() {}

  /// The number of the node of a graph that holds a function's value.
  ///
  /// @param operands nodes of the graph, as [#value] takes them
  public static int node(Graph graph, MathFunction function, List<Integer> operands) {
    return value(function, operands.stream().map(operand -> new Value(graph, operand)).toList())
        .node();
  }

  /// @param x as many as the function has operands, all float64 or all float32
  static Value value(MathFunction function, List<Value> x) {
    return switch (function) {
      case SIN -> Trigonometry.sine(x.getFirst());
      case COS -> Trigonometry.cosine(x.getFirst());
      case TAN -> Trigonometry.tangent(x.getFirst());
      case ARCSIN -> ArcSine.arcsin(x.getFirst());
      case ARCCOS -> ArcSine.arccos(x.getFirst());
      case ARCTAN -> ArcTangent.arctan(x.getFirst());
      case ARCTAN2 -> Direction.arctan2(x.get(0), x.get(1));
      case SINH -> Hyperbolic.sinh(x.getFirst());
      case COSH -> Hyperbolic.cosh(x.getFirst());
      case TANH -> Hyperbolic.tanh(x.getFirst());
      case ARCSINH -> InverseHyperbolic.arcsinh(x.getFirst());
      case ARCCOSH -> InverseHyperbolic.arccosh(x.getFirst());
      case ARCTANH -> InverseHyperbolic.arctanh(x.getFirst());
      case EXP -> Exponential.exp(x.getFirst());
      case EXP2 -> Exponential.exp2(x.getFirst());
      case EXP10 -> Exponential.exp10(x.getFirst());
      case EXPM1 -> ExponentialMinusOne.expm1(x.getFirst());
      case LOG -> Logarithm.log(x.getFirst());
      case LOG2 -> Logarithm.log2(x.getFirst());
      case LOG10 -> Logarithm.log10(x.getFirst());
      case LOG1P -> Logarithm.log1p(x.getFirst());
      case LOGADDEXP -> LogAddExp.logaddexp(x.get(0), x.get(1));
      case POW -> power(x.get(0), x.get(1));
      case CBRT -> CubeRoot.cubeRoot(x.getFirst());
      case HYPOT -> Hypotenuse.hypotenuse(x.get(0), x.get(1));
    };
  }

  private static Value power(Value x, Value y) {
    return x.isDouble() ? Power.power(x, y) : PowerSingle.power(x, y);
  }
}
