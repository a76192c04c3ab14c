package io.parallax.kernel.testing;

import static io.parallax.type.DataType.BOOL;
import static io.parallax.type.DataType.FLOAT32;
import static io.parallax.type.DataType.FLOAT64;
import static io.parallax.type.DataType.INT32;
import static io.parallax.type.DataType.INT64;

import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Likelihood;
import io.parallax.program.Operation;
import io.parallax.program.Table;
import io.parallax.program.UnaryOperation;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Every primitive operation on every type it takes, over a vector, each result stored.
public final class OperationCases {
  private static final Set<DataType> FLOATS = EnumSet.of(FLOAT32, FLOAT64);
  private static final Set<DataType> INTEGERS = EnumSet.of(INT32, INT64);
  private static final Set<DataType> NUMBERS = EnumSet.of(INT32, INT64, FLOAT32, FLOAT64);
  private static final Set<DataType> DISCRETE = EnumSet.of(BOOL, INT32, INT64);

  /// Where operands come from.
  enum Source {
    ARRAYS,
    ARRAY_AND_SCALAR,
    SCALAR_AND_ARRAY,
    ARRAY_AND_CONSTANT,
    CONSTANT_AND_ARRAY
  }

  private final long length;
  private final Map<String, TestArray> samples = new HashMap<>();

  public OperationCases(long length) {
    this.length = length;
  }

  public Stream<EngineCase> all() {
    return Stream.of(
            unary(),
            binary(Source.ARRAYS),
            compare(Source.ARRAYS),
            select(),
            convert(),
            reinterpret(),
            fused(),
            lookups(),
            polynomials(),
            Stream.of(position()))
        .flatMap(cases -> cases);
  }

  /// Operations of two operands of which one is the same at every position.
  public Stream<EngineCase> mixed() {
    return Arrays.stream(Source.values())
        .flatMap(source -> Stream.concat(binary(source), compare(source)));
  }

  public static Set<DataType> types(UnaryOperation operation) {
    return switch (operation) {
      case NEGATE, ABSOLUTE -> NUMBERS;
      case NOT -> DISCRETE;
      case SQUARE_ROOT, FLOOR, CEIL, ROUND_EVEN, TRUNCATE -> FLOATS;
    };
  }

  public static Set<DataType> types(BinaryOperation operation) {
    return switch (operation) {
      case ADD, SUBTRACT, MULTIPLY, MINIMUM, MAXIMUM -> NUMBERS;
      case DIVIDE, REMAINDER -> FLOATS;
      case ADD_EXACT, SUBTRACT_EXACT, MULTIPLY_EXACT, INTEGER_POWER_EXACT, SHIFT_LEFT_EXACT ->
          INTEGERS;
      case MULTIPLY_EXCESS -> Set.of(DataType.INT64);
      case FLOOR_DIVIDE, FLOOR_MODULO, INTEGER_POWER, SHIFT_LEFT, SHIFT_RIGHT -> INTEGERS;
      case AND, OR, XOR -> DISCRETE;
    };
  }

  private Stream<EngineCase> unary() {
    return Arrays.stream(UnaryOperation.values())
        .flatMap(
            operation ->
                types(operation).stream()
                    .map(
                        type ->
                            stored(
                                operation + " " + type,
                                loop ->
                                    loop.add(
                                        new Operation.Unary(
                                            operation, loop.load(sample(type, 1)), type)))));
  }

  private Stream<EngineCase> binary(Source source) {
    return Arrays.stream(BinaryOperation.values())
        .flatMap(
            operation ->
                types(operation).stream()
                    .flatMap(
                        type ->
                            Stream.of(
                                binary(operation, type, source, sample(type, 1), sample(type, 2)),
                                binary(
                                    operation,
                                    type,
                                    source,
                                    canOverflow(operation)
                                        ? small(sample(type, 1), type)
                                        : sample(type, 1),
                                    harmless(operation, type)))));
  }

  private EngineCase binary(
      BinaryOperation operation, DataType type, Source source, TestArray first, TestArray right) {
    return stored(
        operation + " " + type + " " + source,
        loop -> {
          int x = left(loop, source, first);
          int y = right(loop, source, right);
          int origin = operation.canFault() ? LoopBuilder.ORIGIN : Operation.NO_ORIGIN;
          return loop.add(new Operation.Binary(operation, x, y, type, origin));
        });
  }

  private Stream<EngineCase> compare(Source source) {
    return Arrays.stream(Comparison.values())
        .flatMap(
            comparison ->
                Arrays.stream(DataType.values())
                    .map(
                        type ->
                            stored(
                                comparison + " " + type + " " + source,
                                loop -> {
                                  int x = left(loop, source, sample(type, 1));
                                  int y = right(loop, source, sample(type, 2));
                                  return loop.add(new Operation.Compare(comparison, x, y, type));
                                })));
  }

  private Stream<EngineCase> select() {
    return Arrays.stream(DataType.values())
        .flatMap(
            type ->
                Arrays.stream(Likelihood.values())
                    .map(
                        likelihood ->
                            stored(
                                "SELECT " + likelihood + " " + type,
                                loop ->
                                    loop.add(
                                        new Operation.Select(
                                            loop.load(sample(BOOL, 1)),
                                            loop.load(sample(type, 2)),
                                            loop.load(sample(type, 3)),
                                            type,
                                            likelihood)))));
  }

  private Stream<EngineCase> convert() {
    return Arrays.stream(DataType.values())
        .flatMap(
            from ->
                Arrays.stream(DataType.values())
                    .filter(to -> to != from)
                    .map(
                        to ->
                            stored(
                                "CONVERT " + from + " to " + to,
                                loop ->
                                    loop.add(
                                        new Operation.Convert(
                                            loop.load(sample(from, 1)), from, to)))));
  }

  private Stream<EngineCase> reinterpret() {
    return Stream.of(
        reinterpret(FLOAT64, INT64),
        reinterpret(INT64, FLOAT64),
        reinterpret(FLOAT32, INT32),
        reinterpret(INT32, FLOAT32));
  }

  private EngineCase reinterpret(DataType from, DataType to) {
    TestArray array = sample(from, 1);
    LongStream numbers =
        LongStream.of(array.bits())
            .map(bits -> Double.isNaN(new Scalar(from, bits).asDouble()) ? 1 : bits);
    TestArray withoutNan = TestArray.of(from, array.arrayType().shape(), numbers);
    return stored(
        "REINTERPRET " + from + " as " + to,
        loop -> loop.add(new Operation.Reinterpret(loop.load(withoutNan), from, to)));
  }

  private Stream<EngineCase> fused() {
    return FLOATS.stream()
        .map(
            type ->
                stored(
                    "FMA " + type,
                    loop ->
                        loop.add(
                            new Operation.FusedMultiplyAdd(
                                loop.load(sample(type, 1)),
                                loop.load(sample(type, 2)),
                                loop.load(sample(type, 3)),
                                type))));
  }

  /// Chains of fused multiply-adds: with the sum as first or second factor, with a step that is
  /// used elsewhere, too, and with an addend that is no constant.
  private Stream<EngineCase> polynomials() {
    return FLOATS.stream()
        .flatMap(
            type ->
                Stream.of(
                    stored(
                        "POLYNOMIAL " + type,
                        loop -> {
                          int x = loop.load(sample(type, 1));
                          int first = polynomial(loop, loop.load(sample(type, 2)), x, 5, type);
                          int other =
                              polynomial(loop, loop.load(first(sample(type, 3))), x, 4, type);
                          loop.store(other);
                          int shared = polynomial(loop, other, first, 3, type);
                          int turned =
                              loop.add(new Operation.FusedMultiplyAdd(x, shared, other, type));
                          loop.store(polynomial(loop, turned, turned, 2, type));
                          return polynomial(loop, shared, first, 1, type);
                        })));
  }

  private int polynomial(LoopBuilder loop, int start, int x, int steps, DataType type) {
    int sum = start;
    for (int step = 0; step < steps; step++) {
      long bits = type == FLOAT64 ? Scalar.of(step - 1.5).bits() : Scalar.of(step - 1.5f).bits();
      int addend = loop.add(new Operation.Constant(new Scalar(type, bits)));
      boolean turned = step % 2 == 1;
      sum =
          loop.add(
              new Operation.FusedMultiplyAdd(turned ? x : sum, turned ? sum : x, addend, type));
    }
    return sum;
  }

  /// Lookups by indices that are far outside the table and negative, too: single ones, and two by
  /// the same index.
  public Stream<EngineCase> lookups() {
    return Stream.concat(
        Stream.of(
                Table.of("special doubles", 1.5, -0.0, 1e300, Double.POSITIVE_INFINITY),
                Table.of("special floats", -0f, Float.MIN_VALUE))
            .map(this::lookup),
        NUMBERS.stream()
            .flatMap(
                type ->
                    IntStream.of(2, 4, 8, 16, 32, 64, Table.MOST_ELEMENTS)
                        .boxed()
                        .flatMap(
                            size -> Stream.of(lookup(table(type, size)), twoLookups(type, size)))));
  }

  private EngineCase lookup(Table table) {
    return stored(
        "LOOKUP " + table,
        loop -> {
          int index = loop.load(sample(table.indexType(), 1));
          return loop.add(new Operation.Lookup(table, index));
        });
  }

  /// The index is computed, and so is what becomes of the elements.
  private EngineCase twoLookups(DataType type, int size) {
    Table table = table(type, size);
    Table integers = table(table.indexType(), size);
    DataType indexType = table.indexType();
    return stored(
        "LOOKUPS " + table,
        loop -> {
          int x = loop.load(sample(indexType, 1));
          int y = loop.load(sample(indexType, 2));
          int index = loop.add(arithmetic(BinaryOperation.SUBTRACT, x, y, indexType));
          int first = loop.add(new Operation.Lookup(table, index));
          int second = loop.add(new Operation.Lookup(integers, index));
          loop.store(loop.add(arithmetic(BinaryOperation.XOR, second, y, indexType)));
          return loop.add(arithmetic(BinaryOperation.ADD, first, first, type));
        });
  }

  private static Operation arithmetic(BinaryOperation operation, int x, int y, DataType type) {
    return new Operation.Binary(operation, x, y, type, Operation.NO_ORIGIN);
  }

  private static Table table(DataType type, int size) {
    double[] values = IntStream.range(0, size).mapToDouble(at -> 1 / (3.0 - at)).toArray();
    return switch (type) {
      case INT32 -> Table.of("ints", IntStream.range(0, size).map(at -> at * at - 5).toArray());
      case INT64 -> Table.of("longs", LongStream.range(0, size).map(at -> at * at - 5).toArray());
      case FLOAT32 -> Table.of("floats", floats(values));
      case FLOAT64 -> Table.of("doubles", values);
      case BOOL -> throw new IllegalArgumentException("a table of bools");
    };
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int at = 0; at < values.length; at++) {
      floats[at] = (float) values[at];
    }
    return floats;
  }

  private EngineCase position() {
    return stored("POSITION", loop -> loop.add(new Operation.Position()));
  }

  private EngineCase stored(String name, ToIntFunction<LoopBuilder> operation) {
    LoopBuilder loop = LoopBuilder.vector(length);
    return loop.store(operation.applyAsInt(loop)).build(name + " of " + length);
  }

  private int left(LoopBuilder loop, Source source, TestArray array) {
    return switch (source) {
      case ARRAYS, ARRAY_AND_SCALAR, ARRAY_AND_CONSTANT -> loop.load(array);
      case SCALAR_AND_ARRAY -> loop.load(first(array));
      case CONSTANT_AND_ARRAY -> loop.add(new Operation.Constant(first(array).element(0)));
    };
  }

  private int right(LoopBuilder loop, Source source, TestArray array) {
    return switch (source) {
      case ARRAYS, SCALAR_AND_ARRAY, CONSTANT_AND_ARRAY -> loop.load(array);
      case ARRAY_AND_SCALAR -> loop.load(first(array));
      case ARRAY_AND_CONSTANT -> loop.add(new Operation.Constant(first(array).element(0)));
    };
  }

  private static TestArray first(TestArray array) {
    long[] bits = array.bits();
    return TestArray.of(
        array.arrayType().type(), Shape.SCALAR, LongStream.of(bits.length == 0 ? 3 : bits[0]));
  }

  private TestArray sample(DataType type, long seed) {
    return samples.computeIfAbsent(
        type + " " + seed, _ -> Samples.of(type, Shape.of(length), seed));
  }

  /// Whether a value that does not fit makes the operation fault.
  static boolean canOverflow(BinaryOperation operation) {
    return switch (operation) {
      case ADD_EXACT, SUBTRACT_EXACT, MULTIPLY_EXACT, INTEGER_POWER_EXACT, SHIFT_LEFT_EXACT -> true;
      case FLOOR_DIVIDE, FLOOR_MODULO, INTEGER_POWER, SHIFT_LEFT, SHIFT_RIGHT -> false;
      case ADD, SUBTRACT, MULTIPLY, MULTIPLY_EXCESS, DIVIDE, REMAINDER -> false;
      case AND, OR, XOR, MINIMUM, MAXIMUM -> false;
    };
  }

  /// Numbers of fewer than half the type's bits, so that products fit.
  private static TestArray small(TestArray array, DataType type) {
    int dropped = type.byteWidth() * Byte.SIZE / 2 + 2;
    return TestArray.of(
        type, array.arrayType().shape(), LongStream.of(array.bits()).map(bits -> bits >> dropped));
  }

  /// Right operands with which the operation does not fault, if the left ones are small.
  private TestArray harmless(BinaryOperation operation, DataType type) {
    TestArray array = sample(type, 3);
    if (canOverflow(operation)) {
      boolean counts =
          operation == BinaryOperation.INTEGER_POWER_EXACT
              || operation == BinaryOperation.SHIFT_LEFT_EXACT;
      return counts
          ? TestArray.of(
              type,
              array.arrayType().shape(),
              LongStream.of(array.bits()).map(bits -> (bits & 3) % 3))
          : small(array, type);
    }
    return operation.canFault()
        ? TestArray.of(
            type,
            array.arrayType().shape(),
            LongStream.of(array.bits())
                .map(bits -> bits == 0 ? 1 : bits < 0 && !divides(operation) ? ~bits : bits))
        : array;
  }

  private static boolean divides(BinaryOperation operation) {
    return operation == BinaryOperation.FLOOR_DIVIDE || operation == BinaryOperation.FLOOR_MODULO;
  }
}
