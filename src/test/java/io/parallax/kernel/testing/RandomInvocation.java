package io.parallax.kernel.testing;

import io.parallax.error.SourcePosition;
import io.parallax.program.Invocation;
import io.parallax.program.Operand;
import io.parallax.program.Program;
import io.parallax.program.Routine;
import io.parallax.program.Slot;
import io.parallax.program.Space;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// An invocation of a routine over random items.
final class RandomInvocation {
  private static final int[] ITEMS = {0, 1, 3, 8, 15, 16, 17};
  private static final long[] MOST_TRIPS = {
    0, 5, 60, 400, 1_500, 1_500, 3_000, 3_000, 3_000, 3_000
  };
  private static final int MANY_ITEMS = 1_000;
  private static final long MOST_TRIPS_OF_MANY = 100;

  private final Routine routine;
  private final SplittableRandom random;
  private final RandomInputs values;
  private final RandomSpace space;
  private final List<Slot> slots = new ArrayList<>();
  private final Map<String, TestArray> inputs = new LinkedHashMap<>();
  private final List<Program.Result> results = new ArrayList<>();

  private RandomInvocation(Routine routine, SplittableRandom random) {
    this.routine = routine;
    this.random = random;
    values = new RandomInputs(random);
    space = new RandomSpace(shape(random), 0);
  }

  static RoutineCase next(String name, Routine routine, SplittableRandom random) {
    return new RandomInvocation(routine, random).build(name);
  }

  private static Shape shape(SplittableRandom random) {
    int kind = random.nextInt(60);
    if (kind == 0) {
      return random.nextBoolean() ? Shape.of(MANY_ITEMS) : Shape.of(25, MANY_ITEMS / 25);
    } else if (kind == 1) {
      return Shape.SCALAR;
    }
    int items = ITEMS[random.nextInt(ITEMS.length)];
    int inner = random.nextInt(1, 5);
    return kind < 40 || items % inner != 0 ? Shape.of(items) : Shape.of(items / inner, inner);
  }

  private RoutineCase build(String name) {
    List<Operand> parameters =
        routine.parameters().stream()
            .map(routine.variables()::get)
            .map(type -> operand(storage(type)))
            .toList();
    List<Operand> mask =
        random.nextInt(4) == 0 ? List.of(operand(StorageType.BOOL)) : Invocation.EVERY_ITEM;
    List<Integer> arrays = routine.arrays().stream().map(this::array).toList();
    List<Integer> targets =
        IntStream.range(0, routine.results().size())
            .mapToObj(at -> result("result" + at, routine.resultType(at)))
            .toList();
    int failures =
        random.nextBoolean() ? result("failures", DataType.INT64) : Invocation.FIRST_FAILURE;
    List<Integer> places = new ArrayList<>(IntStream.range(0, routine.origins()).boxed().toList());
    Collections.shuffle(places, random.split());
    List<Program.Origin> origins =
        IntStream.range(0, routine.origins())
            .mapToObj(at -> new Program.Origin(new SourcePosition(name, 0), "/origins/" + at))
            .toList();
    long trips = MOST_TRIPS[random.nextInt(MOST_TRIPS.length)];
    long mostTrips =
        space.elementCount() == MANY_ITEMS ? Math.min(trips, MOST_TRIPS_OF_MANY) : trips;
    Invocation invocation =
        new Invocation(
            routine,
            new Space(space.shape(), IntStream.range(0, space.shape().rank()).boxed().toList()),
            space.shape().extents(),
            parameters,
            mask,
            arrays,
            targets,
            failures,
            places,
            mostTrips);
    return new RoutineCase(name, new Program(slots, List.of(invocation), origins, results), inputs);
  }

  /// How the elements of a parameter are stored: narrow now and then.
  private StorageType storage(DataType type) {
    List<StorageType> all =
        Arrays.stream(StorageType.values()).filter(each -> each.computing() == type).toList();
    return random.nextInt(4) == 0 ? all.get(random.nextInt(all.size())) : StorageType.of(type);
  }

  /// An input with a value for each item, or for all items of a row, a column or the space.
  private Operand operand(StorageType storage) {
    List<Integer> dimensions =
        new ArrayList<>(IntStream.range(0, space.shape().rank()).boxed().toList());
    switch (random.nextInt(8)) {
      case 0 -> dimensions.clear();
      case 1 -> Collections.shuffle(dimensions, random.split());
      case 2 -> dimensions.removeIf(dimension -> dimension > 0);
      case 3 -> dimensions.removeIf(dimension -> dimension == 0);
      default -> {}
    }
    List<Long> strides = space.strides(dimensions, random.nextInt(6) == 0 ? 2 : 1);
    Shape shape = dimensions.isEmpty() ? Shape.SCALAR : Shape.of(space.elementsRead(strides));
    return new Operand(input(storage, shape), strides);
  }

  private int array(Routine.Array array) {
    long widest = random.nextInt(3) == 0 ? 24 : 9;
    List<Long> extents =
        LongStream.generate(() -> random.nextInt(30) == 0 ? 0 : random.nextLong(1, widest))
            .limit(array.rank())
            .boxed()
            .toList();
    return input(array.storage(), new Shape(extents));
  }

  private int input(StorageType storage, Shape shape) {
    TestArray array =
        storage.isNarrow()
            ? TestArray.of(
                storage,
                shape,
                LongStream.generate(() -> narrow(storage)).limit(shape.elementCount()))
            : storage == StorageType.INT64 && shape.rank() < 2 && random.nextBoolean()
                ? inOrder(shape)
                : values.next(storage.computing(), shape);
    String name = "in" + slots.size();
    slots.add(new Slot(name, array.arrayType(), Slot.Role.INPUT, Slot.EXACT));
    inputs.put(name, array);
    return slots.size() - 1;
  }

  /// Small numbers that go up by 1 or are all the same, all of them or all but a few.
  private TestArray inOrder(Shape shape) {
    long first = random.nextLong(-2, 4);
    long step = random.nextInt(3) == 0 ? 0 : 1;
    int rare = random.nextInt(3) == 0 ? 12 : Integer.MAX_VALUE;
    return TestArray.of(
        StorageType.INT64,
        shape,
        LongStream.range(0, shape.elementCount())
            .map(at -> random.nextInt(rare) == 0 ? random.nextLong(-9, 9) : first + step * at));
  }

  private long narrow(StorageType storage) {
    if (storage == StorageType.FLOAT16) {
      return Scalar.of(Float.float16ToFloat((short) random.nextInt())).bits();
    }
    return switch (random.nextInt(4)) {
      case 0 -> storage.least();
      case 1 -> storage.greatest();
      case 2 -> Math.max(storage.least(), Math.min(random.nextInt(-3, 9), storage.greatest()));
      default -> random.nextLong(storage.least(), storage.greatest());
    };
  }

  private int result(String name, DataType type) {
    slots.add(new Slot(name, type, space.shape(), Slot.Role.RESULT, Slot.EXACT));
    results.add(new Program.Result(name, slots.size() - 1));
    return slots.size() - 1;
  }
}
