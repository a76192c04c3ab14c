package io.parallax.kernel.block;

import io.parallax.kernel.Accumulator;
import io.parallax.kernel.block.loop.BlockLoop;
import io.parallax.kernel.block.loop.BoolFoldLoop;
import io.parallax.kernel.block.loop.CompactLoop;
import io.parallax.kernel.block.loop.Lane;
import io.parallax.kernel.block.loop.LoopKey;
import io.parallax.kernel.block.loop.PolynomialLoop;
import io.parallax.kernel.block.loop.ReduceLoop;
import io.parallax.kernel.block.loop.SmallTable;
import io.parallax.kernel.block.loop.Species;
import io.parallax.kernel.block.loop.TableLoop;
import io.parallax.kernel.block.loop.Templates;
import io.parallax.kernel.block.loop.VectorBinaryLoop;
import io.parallax.kernel.block.loop.VectorCheckedSumLoop;
import io.parallax.kernel.block.loop.VectorCompactLoop;
import io.parallax.kernel.block.loop.VectorCompareLoop;
import io.parallax.kernel.block.loop.VectorConvertLoop;
import io.parallax.kernel.block.loop.VectorDivisionLoop;
import io.parallax.kernel.block.loop.VectorExactLoop;
import io.parallax.kernel.block.loop.VectorFoldLoop;
import io.parallax.kernel.block.loop.VectorFusedLoop;
import io.parallax.kernel.block.loop.VectorIntegerProductLoop;
import io.parallax.kernel.block.loop.VectorNotLoop;
import io.parallax.kernel.block.loop.VectorPolynomialLoop;
import io.parallax.kernel.block.loop.VectorProductLoop;
import io.parallax.kernel.block.loop.VectorProductSearch;
import io.parallax.kernel.block.loop.VectorRemainderLoop;
import io.parallax.kernel.block.loop.VectorRoundLoop;
import io.parallax.kernel.block.loop.VectorSelectLoop;
import io.parallax.kernel.block.loop.VectorShiftLoop;
import io.parallax.kernel.block.loop.VectorSumLoop;
import io.parallax.kernel.block.loop.VectorTableLoop;
import io.parallax.kernel.block.loop.VectorUnaryLoop;
import io.parallax.kernel.block.loop.VectorWidenLoop;
import io.parallax.kernel.block.superoperator.Superoperator;
import io.parallax.kernel.block.superoperator.SuperoperatorLoop;
import io.parallax.kernel.block.superoperator.SuperoperatorWriter;
import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Operation;
import io.parallax.program.Reduction;
import io.parallax.program.UnaryOperation;
import io.parallax.type.DataType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Loops in the Vector API. The few operations that the Vector API cannot express have scalar
/// loops.
final class VectorLoops implements LoopProvider {
  /// The number of vectors that accumulate side by side in a reduction whose order does not matter.
  /// Four are enough to hide the latency of an addition.
  private static final int SIDE_BY_SIDE = 4;

  /// Whether the machine converts int64 to floats and back in vectors. An x86 machine does with
  /// AVX-512 only; without AVX-512 the Vector API takes ten times as long as scalar code.
  private static final boolean CONVERTS_LONGS =
      Species.BITS == 512 || !List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));

  /// Whether this JVM compiles the Vector API to vector instructions. A JVM without an optimising
  /// compiler does not, and would run the Vector API a hundred times slower than scalar code.
  static boolean areCompiled() {
    String mode = System.getProperty("java.vm.info", "");
    return Species.BITS >= 128
        && !mode.contains("emulated-client")
        && !mode.contains("interpreted mode");
  }

  @Override
  public String name() {
    return "vector-" + Species.BITS;
  }

  @Override
  public int variant(Operation operation, int uniform) {
    return switch (operation) {
      case Operation.Binary binary -> variant(binary, uniform);
      case Operation.Compare compare ->
          compare.operandType() != DataType.BOOL ? uniform & LoopKey.SECOND : 0;
      case Operation.Select select -> select.type() != DataType.BOOL ? uniform & ~LoopKey.FIRST : 0;
      case Operation.FusedMultiplyAdd _ -> uniform & ~LoopKey.FIRST;
      case Operation.Load _,
          Operation.Constant _,
          Operation.Position _,
          Operation.Unary _,
          Operation.Convert _,
          Operation.Reinterpret _,
          Operation.Lookup _ ->
          0;
    };
  }

  private static int variant(Operation.Binary binary, int uniform) {
    return switch (binary.operation()) {
      case SUBTRACT, DIVIDE -> binary.type().isFloating() ? uniform : uniform & LoopKey.SECOND;
      case SUBTRACT_EXACT -> uniform;
      case ADD_EXACT, MULTIPLY_EXACT, MULTIPLY_EXCESS -> uniform & LoopKey.SECOND;
      case SHIFT_LEFT_EXACT -> uniform & LoopKey.SECOND;
      case ADD, MULTIPLY, FLOOR_DIVIDE, FLOOR_MODULO -> uniform & LoopKey.SECOND;
      case SHIFT_LEFT, SHIFT_RIGHT -> uniform & LoopKey.SECOND;
      case AND, OR, XOR -> binary.type() == DataType.BOOL ? 0 : uniform & LoopKey.SECOND;
      case REMAINDER, INTEGER_POWER, INTEGER_POWER_EXACT, MINIMUM, MAXIMUM -> 0;
    };
  }

  @Override
  public BlockLoop loop(LoopKey key) {
    return switch (key.operation()) {
      case Operation.Unary unary -> unary(unary.operation(), unary.type());
      case Operation.Binary binary -> binary(binary, key.uniform());
      case Operation.Compare compare -> {
        VectorOperators.Comparison comparison = comparison(compare.comparison());
        VectorSpecies<Lane> species = Species.of(compare.operandType());
        yield copy(
            VectorCompareLoop.class,
            new VectorCompareLoop.Parameters(species, comparison, key.uniform() != 0));
      }
      case Operation.Select select ->
          copy(
              VectorSelectLoop.class,
              new VectorSelectLoop.Parameters(Species.of(select.type()), key.uniform()));
      case Operation.Convert convert -> convert(convert);
      case Operation.FusedMultiplyAdd fused ->
          copy(
              VectorFusedLoop.class,
              new VectorFusedLoop.Parameters(Species.of(fused.type()), key.uniform()));
      case Operation.Lookup(var table, int _) ->
          SmallTable.isSmall(table) ? new VectorTableLoop(table) : new TableLoop(table);
      case Operation.Load _, Operation.Constant _, Operation.Position _, Operation.Reinterpret _ ->
          throw new IllegalArgumentException(key + " needs no loop");
    };
  }

  private static BlockLoop unary(UnaryOperation operation, DataType type) {
    return switch (operation) {
      case NEGATE -> unary(type, VectorOperators.NEG);
      case ABSOLUTE -> unary(type, VectorOperators.ABS);
      case SQUARE_ROOT -> unary(type, VectorOperators.SQRT);
      case NOT ->
          type == DataType.BOOL
              ? copy(VectorNotLoop.class, new VectorNotLoop.Parameters(Species.of(type)))
              : unary(type, VectorOperators.NOT);
      case FLOOR, CEIL, ROUND_EVEN, TRUNCATE ->
          copy(
              VectorRoundLoop.class,
              new VectorRoundLoop.Parameters(Species.of(type), operation, integralFrom(type)));
    };
  }

  private static BlockLoop unary(DataType type, VectorOperators.Unary operator) {
    return copy(VectorUnaryLoop.class, new VectorUnaryLoop.Parameters(Species.of(type), operator));
  }

  /// The power of two from which on every float of a type is integral.
  private static long integralFrom(DataType type) {
    return 1L << (type == DataType.FLOAT64 ? 52 : 23);
  }

  private static BlockLoop binary(Operation.Binary binary, int uniform) {
    DataType type = binary.type();
    return switch (binary.operation()) {
      case ADD -> binary(type, VectorOperators.ADD, uniform);
      case SUBTRACT -> binary(type, VectorOperators.SUB, uniform);
      case MULTIPLY -> binary(type, VectorOperators.MUL, uniform);
      case DIVIDE -> binary(type, VectorOperators.DIV, uniform);
      case AND -> binary(type, VectorOperators.AND, uniform);
      case OR -> binary(type, VectorOperators.OR, uniform);
      case XOR -> binary(type, VectorOperators.XOR, uniform);
      case MINIMUM -> binary(type, VectorOperators.MIN, uniform);
      case MAXIMUM -> binary(type, VectorOperators.MAX, uniform);
      case FLOOR_DIVIDE, FLOOR_MODULO, REMAINDER, SHIFT_LEFT, SHIFT_RIGHT ->
          checked(binary, uniform);
      case ADD_EXACT, SUBTRACT_EXACT ->
          copy(
              VectorExactLoop.class,
              new VectorExactLoop.Parameters(
                  Species.of(type),
                  binary.operation() == BinaryOperation.SUBTRACT_EXACT,
                  uniform,
                  ScalarLoops.loop(binary)));
      case MULTIPLY_EXACT, MULTIPLY_EXCESS -> product(binary, uniform);
      case SHIFT_LEFT_EXACT -> checked(binary, uniform);
      case INTEGER_POWER, INTEGER_POWER_EXACT -> ScalarLoops.loop(binary);
    };
  }

  private static BlockLoop binary(DataType type, VectorOperators.Binary operator, int uniform) {
    return copy(
        VectorBinaryLoop.class,
        new VectorBinaryLoop.Parameters(Species.of(type), operator, uniform));
  }

  /// A loop that checks its operands and leaves some blocks to the scalar loop.
  private static BlockLoop checked(Operation.Binary binary, int uniform) {
    DataType type = binary.type();
    BlockLoop exact = ScalarLoops.loop(binary);
    if (binary.operation() == BinaryOperation.REMAINDER) {
      return copy(
          VectorRemainderLoop.class,
          new VectorRemainderLoop.Parameters(Species.of(type), integralFrom(type), exact));
    }
    boolean isExact = binary.operation() == BinaryOperation.SHIFT_LEFT_EXACT;
    boolean shiftsLeft = isExact || binary.operation() == BinaryOperation.SHIFT_LEFT;
    if (shiftsLeft || binary.operation() == BinaryOperation.SHIFT_RIGHT) {
      return copy(
          VectorShiftLoop.class,
          new VectorShiftLoop.Parameters(
              Species.of(type), shiftsLeft, isExact, uniform != 0, exact));
    }
    if (type == DataType.INT64 && !CONVERTS_LONGS) {
      return exact;
    }
    boolean wantsQuotient = binary.operation() == BinaryOperation.FLOOR_DIVIDE;
    return copy(
        VectorDivisionLoop.class,
        new VectorDivisionLoop.Parameters(type, wantsQuotient, uniform != 0, exact));
  }

  private static BlockLoop product(Operation.Binary binary, int uniform) {
    DataType type = binary.type();
    BlockLoop exact = ScalarLoops.loop(binary);
    VectorSpecies<Lane> doubles = Species.of(DataType.FLOAT64);
    boolean converts = type == DataType.INT32 || CONVERTS_LONGS;
    BlockLoop search =
        converts
            ? copy(
                VectorProductSearch.class,
                new VectorProductSearch.Parameters(
                    Species.of(type, doubles.length()),
                    doubles,
                    Species.conversion(type, DataType.FLOAT64),
                    type == DataType.INT32 ? 0x1p31 : 0x1p62,
                    exact))
            : exact;
    return copy(
        VectorIntegerProductLoop.class,
        new VectorIntegerProductLoop.Parameters(
            Species.of(type),
            binary.operation() == BinaryOperation.MULTIPLY_EXCESS,
            uniform != 0,
            search));
  }

  private static VectorOperators.Comparison comparison(Comparison comparison) {
    return switch (comparison) {
      case LESS -> VectorOperators.LT;
      case LESS_EQUAL -> VectorOperators.LE;
      case GREATER -> VectorOperators.GT;
      case GREATER_EQUAL -> VectorOperators.GE;
      case EQUAL -> VectorOperators.EQ;
      case NOT_EQUAL -> VectorOperators.NE;
    };
  }

  private static BlockLoop convert(Operation.Convert convert) {
    DataType from = convert.from();
    DataType to = convert.type();
    boolean isOfLongs =
        (from == DataType.INT64 && to.isFloating()) || (to == DataType.INT64 && from.isFloating());
    if (to == DataType.BOOL || (isOfLongs && !CONVERTS_LONGS)) {
      return ScalarLoops.loop(convert);
    }
    if (from == DataType.BOOL) {
      return copy(VectorWidenLoop.class, new VectorWidenLoop.Parameters(Species.of(to)));
    }
    int lanes = Math.min(Species.of(from).length(), Species.of(to).length());
    return copy(
        VectorConvertLoop.class,
        new VectorConvertLoop.Parameters(
            Species.of(from, lanes), Species.of(to, lanes), Species.conversion(from, to)));
  }

  private static BlockLoop copy(Class<? extends BlockLoop> template, Object parameters) {
    return Templates.instantiate(template, BlockLoop.class, parameters);
  }

  @Override
  public PolynomialLoop polynomial(DataType type) {
    return Templates.instantiate(
        VectorPolynomialLoop.class,
        PolynomialLoop.class,
        new VectorPolynomialLoop.Parameters(Species.of(type)));
  }

  @Override
  public Optional<Function<Superoperator, SuperoperatorLoop>> superoperators() {
    return Optional.of(SuperoperatorWriter::write);
  }

  @Override
  public Optional<ReduceLoop> reduce(ReduceKey key) {
    return switch (key.type()) {
      case BOOL -> Optional.of(new BoolFoldLoop(key.reduction(), key.masked()));
      case INT64, FLOAT64 ->
          key.reduction() == Reduction.CHECKED_PRODUCT
              ? Optional.empty()
              : Optional.of(reduceNumbers(key));
      case INT32, FLOAT32 -> Optional.empty();
    };
  }

  private static ReduceLoop reduceNumbers(ReduceKey key) {
    boolean floating = key.type() == DataType.FLOAT64;
    return switch (key.reduction()) {
      case SUM ->
          floating
              ? copyReduce(VectorSumLoop.class, new VectorSumLoop.Parameters(key.masked()))
              : fold(key, VectorOperators.ADD);
      case CHECKED_SUM ->
          copyReduce(VectorCheckedSumLoop.class, new VectorCheckedSumLoop.Parameters(key.masked()));
      case PRODUCT ->
          floating
              ? copyReduce(VectorProductLoop.class, new VectorProductLoop.Parameters(key.masked()))
              : fold(key, VectorOperators.MUL);
      case MINIMUM -> fold(key, VectorOperators.MIN);
      case MAXIMUM -> fold(key, VectorOperators.MAX);
      case CHECKED_PRODUCT, MEAN, MEAN_RESIDUAL, ANY, ALL, ARG_MINIMUM, ARG_MAXIMUM ->
          throw new IllegalArgumentException(key + " is reduced otherwise");
    };
  }

  private static ReduceLoop copyReduce(Class<? extends ReduceLoop> template, Object parameters) {
    return Templates.instantiate(template, ReduceLoop.class, parameters);
  }

  private static ReduceLoop fold(ReduceKey key, VectorOperators.Binary operator) {
    VectorSpecies<Lane> species = Species.of(key.type());
    long identity = Accumulator.identity(key.reduction(), key.type() == DataType.FLOAT64);
    return Templates.instantiate(
        VectorFoldLoop.class,
        ReduceLoop.class,
        new VectorFoldLoop.Parameters(
            species, operator, Species.repeated(key.type(), identity), SIDE_BY_SIDE, key.masked()));
  }

  @Override
  public CompactLoop compact(int width) {
    CompactLoop scalar = ScalarLoops.compactLoop(width);
    if (width == Byte.BYTES) {
      return scalar;
    }
    VectorSpecies<Lane> species =
        Species.of(width == Integer.BYTES ? DataType.INT32 : DataType.INT64);
    return Templates.instantiate(
        VectorCompactLoop.class,
        CompactLoop.class,
        new VectorCompactLoop.Parameters(species, scalar));
  }
}
