package io.parallax.kernel.testing;

import io.parallax.program.Program;
import io.parallax.program.Requests;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Programs over inputs that are stored in narrow types: read in order, by strides, as scalars, by
/// reductions, by filters and by order statistics.
///
/// @param length elements of `x` and `f`, and of each of the three rows of `y`
public record NarrowCases(int length) {
  public Stream<EngineCase> all() {
    return Arrays.stream(StorageType.values())
        .filter(StorageType::isNarrow)
        .filter(storage -> storage != StorageType.UINT64) // stored as int64
        .flatMap(this::of);
  }

  private Stream<EngineCase> of(StorageType storage) {
    Map<String, TestArray> inputs = new LinkedHashMap<>();
    inputs.put("x", array(storage, Shape.of(length)));
    inputs.put("y", array(storage, Shape.of(3, length)));
    inputs.put("s", array(storage, Shape.SCALAR));
    inputs.put(
        "f",
        TestArray.of(
            DataType.FLOAT64,
            Shape.of(length),
            LongStream.range(0, length).map(at -> Double.doubleToRawLongBits(at * 0.37 - 5))));
    Map<String, ArrayType> types = new LinkedHashMap<>();
    inputs.forEach((name, array) -> types.put(name, array.arrayType()));
    Requests requests = Requests.over(types);
    Stream<Program> programs =
        Stream.concat(
            Stream.of(
                    "x",
                    "x + x",
                    "x * f - s",
                    "y + x",
                    "where(x > s, x, s)",
                    "float64(y) * s",
                    "sin(x)",
                    "s")
                .map(requests::evaluate),
            Stream.of(
                requests.reduce("sum(x)", "mean(x)", "max(y, axis=0)", "sum(y, axis=1)"),
                requests.reduce("mean(y, axis=0)", "std(x + f)", "argmax(x)", "dot(x, f)"),
                requests.reduceWhere("x > s", "sum(y * 2)", "prod(x)"),
                requests.reduce("median(x)"),
                requests.reduce("median(y, axis=0)"),
                requests.filter("x > s", Map.of("a", "x", "b", "f", "c", "x * 3"))));
    return programs.map(program -> new EngineCase(storage.label(), program, used(program, inputs)));
  }

  private static Map<String, TestArray> used(Program program, Map<String, TestArray> inputs) {
    Map<String, TestArray> used = new LinkedHashMap<>(inputs);
    used.keySet().removeIf(name -> program.slots().stream().noneMatch(s -> s.name().equals(name)));
    return used;
  }

  /// Both ends of the type, zero, and values between.
  private TestArray array(StorageType storage, Shape shape) {
    SplittableRandom random = new SplittableRandom(storage.label().hashCode() + shape.rank() * 31L);
    int count = Math.toIntExact(shape.elementCount());
    return TestArray.of(storage, shape, LongStream.range(0, count).map(_ -> bits(storage, random)));
  }

  private static long bits(StorageType storage, SplittableRandom random) {
    if (storage == StorageType.FLOAT16) {
      float value = Float.float16ToFloat((short) random.nextInt());
      return Float.floatToRawIntBits(value) & 0xFFFF_FFFFL;
    }
    return switch (random.nextInt(8)) {
      case 0 -> storage.least();
      case 1 -> storage.greatest();
      case 2 -> 0;
      default -> random.nextLong(storage.least(), storage.greatest() + 1);
    };
  }
}
