package io.parallax.kernel.testing;

import io.parallax.error.ComputeException;
import io.parallax.language.BasicFunction;
import io.parallax.language.ElementwiseFunction;
import io.parallax.language.MathFunction;
import io.parallax.language.testing.RandomExpressions;
import io.parallax.lowering.Selection;
import io.parallax.program.Requests;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Requests as texts over inputs of every type: a vector (`f64`), a scalar (`f64_0`), a matrix
/// whose rows are as long as the vector (`f64_2`), a column (`f64_c`) and a cube (`f64_3`).
public final class ExpressionCases {
  private final Map<String, TestArray> inputs = new HashMap<>();
  private final Requests requests;

  /// @param length of the vector
  /// @param rows of the matrix
  public ExpressionCases(long length, long rows) {
    this(length, rows, Samples::of);
  }

  /// @param arrays makes the arrays, each with a number of its own
  public ExpressionCases(long length, long rows, Source arrays) {
    for (DataType type : DataType.values()) {
      String name = type.label().charAt(0) + type.label().replaceAll("\\D", "");
      inputs.put(name, arrays.array(type, Shape.of(length), 1));
      inputs.put(name + "_0", arrays.array(type, Shape.SCALAR, 5));
      inputs.put(name + "_2", arrays.array(type, Shape.of(rows, length), 2));
      inputs.put(name + "_c", arrays.array(type, Shape.of(rows, 1), 3));
      inputs.put(name + "_3", arrays.array(type, Shape.of(2, rows, length), 4));
    }
    requests = Requests.over(types());
  }

  private ExpressionCases(Map<String, TestArray> inputs, Requests requests) {
    this.inputs.putAll(inputs);
    this.requests = requests;
  }

  /// The same requests, with overflow as an error.
  public ExpressionCases checked() {
    return new ExpressionCases(inputs, requests.checked());
  }

  /// Requests over integers that are smaller than those of [Samples], so that sums and products of
  /// a few fit.
  public static ExpressionCases small(long length, long rows) {
    return new ExpressionCases(length, rows, ExpressionCases::small);
  }

  private static TestArray small(DataType type, Shape shape, long number) {
    TestArray samples = Samples.of(type, shape, number);
    int dropped = type == DataType.INT64 ? 52 : 22;
    return type.isInteger()
        ? TestArray.of(type, shape, LongStream.of(samples.bits()).map(bits -> bits >> dropped))
        : samples;
  }

  /// Where inputs come from.
  interface Source {
    TestArray array(DataType type, Shape shape, long number);
  }

  public EngineCase evaluate(String expression) {
    return new EngineCase(expression, requests.evaluate(expression), inputs);
  }

  /// Elementwise functions and operators, broadcasting included.
  public Stream<EngineCase> elementwise() {
    return Stream.concat(texts(), functions("f64", "f32", "i64", "i32", "b"));
  }

  /// Operators and functions together.
  public Stream<EngineCase> texts() {
    return ExpressionTexts.ELEMENTWISE.stream().flatMap(this::accepted);
  }

  /// Each elementwise function alone, of inputs of these types.
  public Stream<EngineCase> functions(String... types) {
    return Stream.<ElementwiseFunction[]>of(BasicFunction.values(), MathFunction.values())
        .flatMap(Stream::of)
        .flatMap(function -> alone(function, types));
  }

  /// A function of each type of arguments it takes, if no integer can make it fault.
  private Stream<EngineCase> alone(ElementwiseFunction function, String... types) {
    boolean faults = function == BasicFunction.FMOD || function == MathFunction.POW;
    return Stream.of(types)
        .filter(type -> !faults || type.startsWith("f"))
        .map(type -> Stream.of(type, type + "_2", type + "_c"))
        .flatMap(
            arguments ->
                accepted(
                    arguments
                        .limit(requiredCount(function))
                        .collect(Collectors.joining(", ", function.label() + "(", ")"))));
  }

  private static long requiredCount(ElementwiseFunction function) {
    return function == BasicFunction.CLIP
        ? function.operands().size()
        : function.operands().stream().filter(operand -> !operand.isOptional()).count();
  }

  /// Reductions of everything and along each axis.
  public Stream<EngineCase> reductions() {
    return Stream.of("", ", axis=0", ", axis=1", ", axis=-1, keepdims=True", ", axis=(0, 2)")
        .flatMap(
            options ->
                ExpressionTexts.REDUCTIONS.stream()
                    .flatMap(text -> accepted(text.replace(")", options + ")"))));
  }

  /// Filters and masked reductions.
  public Stream<EngineCase> selections() {
    return ExpressionTexts.PREDICATES.stream()
        .flatMap(
            predicate ->
                Stream.of(
                    new EngineCase(
                        "filter " + predicate,
                        requests.filter(predicate, ExpressionTexts.SELECTED),
                        inputs),
                    new EngineCase(
                        "indices " + predicate,
                        requests.filter(predicate, new Selection.Indices()),
                        inputs),
                    new EngineCase(
                        "mask " + predicate,
                        requests.filter(predicate, new Selection.Mask()),
                        inputs),
                    new EngineCase(
                        "reduce where " + predicate,
                        requests.reduceWhere(predicate, ExpressionTexts.masked()),
                        inputs)));
  }

  /// The expressions of a seed.
  public Stream<EngineCase> random(long seed, int count, int height) {
    RandomExpressions expressions = new RandomExpressions(seed, types());
    return IntStream.range(0, count).mapToObj(_ -> evaluate(expressions.next(height)));
  }

  /// The case, unless the text is not meant for its inputs' shapes.
  private Stream<EngineCase> accepted(String text) {
    try {
      return Stream.of(evaluate(text));
    } catch (ComputeException refused) {
      return Stream.of();
    }
  }

  /// Texts that reduce random expressions, of every reduction.
  public Stream<String> reducing(long seed, int count) {
    List<String> reductions = ExpressionTexts.REDUCING;
    RandomExpressions expressions = new RandomExpressions(seed, types());
    return IntStream.range(0, count)
        .mapToObj(at -> reductions.get(at % reductions.size()).formatted(expressions.next(3)));
  }

  public Map<String, TestArray> inputs() {
    return Map.copyOf(inputs);
  }

  public Requests requests() {
    return requests;
  }

  public Map<String, ArrayType> types() {
    Map<String, ArrayType> types = new TreeMap<>();
    inputs.forEach((name, array) -> types.put(name, array.arrayType()));
    return types;
  }
}
