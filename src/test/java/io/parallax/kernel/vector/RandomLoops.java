package io.parallax.kernel.vector;

import io.parallax.kernel.EngineCase;
import io.parallax.kernel.LoopBuilder;
import io.parallax.kernel.Samples;
import io.parallax.kernel.TestArray;
import io.parallax.program.Likelihood;
import io.parallax.program.Loop;
import io.parallax.program.Operation;
import io.parallax.program.Reduction;
import io.parallax.program.Sink;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Loops no expression is lowered to in that number: operands permuted and broadcast in up to four
/// dimensions, long chains of operations, several sinks. The same for the same seed.
final class RandomLoops {
  private static final List<DataType> TYPES = List.of(DataType.values());
  private static final List<Reduction> NUMERIC =
      Arrays.stream(Reduction.values())
          .filter(reduction -> reduction != Reduction.ANY && reduction != Reduction.ALL)
          .toList();
  private static final int LONGEST = 40_000;

  private final Random random;
  private final List<LoopKey> operations = new ArrayList<>();

  RandomLoops(long seed) {
    random = new Random(seed);
    for (DataType type : TYPES) {
      operations.addAll(CommonLoops.arithmetic(type));
      operations.addAll(CommonLoops.unary(type));
    }
  }

  EngineCase next() {
    Shape shape = shape();
    boolean reducesRows = random.nextBoolean();
    int rowRank = reducesRows ? random.nextInt(shape.rank() + 1) : shape.rank();
    LoopBuilder loop = new LoopBuilder(shape, rowRank);
    for (int input = random.nextInt(1, 6); input > 0; input--) {
      addInput(loop, shape);
    }
    loop.add(new Operation.Position());
    for (int step = random.nextInt(30); step > 0; step--) {
      addOperation(loop);
    }
    Shape rows = new Shape(shape.extents().subList(0, shape.rank() - rowRank));
    for (int sink = random.nextInt(1, 4); sink > 0; sink--) {
      addSink(loop, rows);
    }
    if (rowRank == shape.rank()) {
      addCompaction(loop, shape);
    }
    return loop.build("random loop over " + shape);
  }

  private Shape shape() {
    List<Long> extents = new ArrayList<>();
    long total = 1;
    for (int rank = random.nextInt(1, 5); rank > 0; rank--) {
      long extent =
          switch (random.nextInt(40)) {
            case 0 -> 0;
            case 1, 2, 3, 4 -> random.nextLong(1, 700);
            case 5 -> Loop.MORSEL + 9;
            default -> random.nextLong(1, 10);
          };
      extents.add(total * extent > LONGEST ? 1 : extent);
      total *= extents.getLast();
    }
    return new Shape(extents);
  }

  private void addInput(LoopBuilder loop, Shape shape) {
    List<Integer> dimensions = new ArrayList<>(IntStream.range(0, shape.rank()).boxed().toList());
    if (random.nextBoolean()) {
      Collections.shuffle(dimensions, random);
    }
    int broadcast = random.nextInt(4);
    List<Long> strides = new ArrayList<>(Collections.nCopies(shape.rank(), 0L));
    long length = 1;
    for (int dimension : dimensions.reversed()) {
      boolean isBroadcast = broadcast == 0 || (broadcast == 1 && random.nextBoolean());
      if (!isBroadcast) {
        strides.set(dimension, length);
        length *= Math.max(1, shape.extent(dimension));
      }
    }
    loop.load(input(length), strides);
  }

  private TestArray input(long length) {
    DataType type = TYPES.get(random.nextInt(TYPES.size()));
    if (random.nextInt(3) == 0) {
      return Samples.of(type, Shape.of(length), random.nextLong());
    }
    LongStream mild =
        random.longs(length, 1, 50).map(value -> type == DataType.BOOL ? value & 1 : value);
    return TestArray.of(type, Shape.of(length), mild.map(value -> bits(type, value)));
  }

  private static long bits(DataType type, long value) {
    return switch (type) {
      case BOOL, INT32, INT64 -> value;
      case FLOAT32 -> Scalar.of(value / 4f).bits();
      case FLOAT64 -> Scalar.of(value / 4.0).bits();
    };
  }

  private void addOperation(LoopBuilder loop) {
    if (random.nextInt(4) == 0) {
      DataType type = TYPES.get(random.nextInt(TYPES.size()));
      long value = type == DataType.BOOL ? random.nextInt(2) : random.nextInt(1, 40);
      loop.add(new Operation.Constant(new Scalar(type, bits(type, value))));
      return;
    }
    Operation operation =
        WarmUpCase.withOrigin(operations.get(random.nextInt(operations.size())).operation());
    List<Integer> operands = new ArrayList<>();
    for (int operand = 0; operand < operation.operands().size(); operand++) {
      DataType type = WarmUpCase.operandType(operation, operand);
      List<Integer> candidates = values(loop, type);
      if (candidates.isEmpty()) {
        return;
      }
      operands.add(candidates.get(random.nextInt(candidates.size())));
    }
    loop.add(perhapsRare(operation.onOperands(operands::get)));
  }

  private Operation perhapsRare(Operation operation) {
    return operation instanceof Operation.Select(int condition, int yes, int no, var type, var _)
            && random.nextBoolean()
        ? new Operation.Select(condition, yes, no, type, Likelihood.RARE)
        : operation;
  }

  private void addSink(LoopBuilder loop, Shape rows) {
    int value = random.nextInt(loop.size());
    DataType type = loop.type(value);
    boolean isReducible = type == DataType.BOOL || type.byteWidth() == Long.BYTES;
    if (!isReducible || random.nextBoolean()) {
      loop.store(value);
      return;
    }
    List<Reduction> all = type == DataType.BOOL ? List.of(Reduction.ANY, Reduction.ALL) : NUMERIC;
    Reduction reduction = all.get(random.nextInt(all.size()));
    boolean isPosition = reduction == Reduction.ARG_MINIMUM || reduction == Reduction.ARG_MAXIMUM;
    List<Integer> masks = values(loop, DataType.BOOL);
    boolean isMasked = !masks.isEmpty() && random.nextBoolean();
    int mask = isMasked ? masks.get(random.nextInt(masks.size())) : Sink.NO_MASK;
    int slot = loop.result(isPosition ? DataType.INT64 : type, rows);
    loop.sink(new Sink.Reduce(reduction, value, mask, slot, 0));
  }

  private void addCompaction(LoopBuilder loop, Shape shape) {
    List<Integer> masks = values(loop, DataType.BOOL);
    if (masks.isEmpty()) {
      return;
    }
    int count = loop.result(DataType.INT64, Shape.SCALAR);
    List<Sink.Column> columns = new ArrayList<>();
    for (int column = random.nextInt(4); column > 0; column--) {
      int value = random.nextInt(loop.size());
      Shape capacity = Shape.of(shape.elementCount());
      columns.add(new Sink.Column(value, loop.result(loop.type(value), capacity, count)));
    }
    loop.sink(new Sink.Compact(masks.get(random.nextInt(masks.size())), columns, count));
  }

  private static List<Integer> values(LoopBuilder loop, DataType type) {
    return IntStream.range(0, loop.size())
        .filter(value -> loop.type(value) == type)
        .boxed()
        .toList();
  }
}
