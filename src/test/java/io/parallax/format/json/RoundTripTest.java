package io.parallax.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.NDArray;
import io.parallax.compute.ComputeRequest.Evaluate;
import io.parallax.compute.ComputeResult;
import io.parallax.compute.Options;
import io.parallax.compute.Timings;
import io.parallax.format.OutputOptions;
import io.parallax.format.OutputOptions.Int64As;
import io.parallax.format.OutputOptions.Values;
import io.parallax.format.testing.JsonBodies;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.strategy.Decision;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is answered can be sent back and is the same, type, shape and bits.
class RoundTripTest {
  private static final int ROUNDS = 100;
  private static final long GREATEST_EXTENT = 40;
  private static final long MOST_ELEMENTS = 2_000;

  @RegisterExtension private final JsonBodies bodies = new JsonBodies();
  private final Random random = new Random(42);
  private final ResponseWriter writer = new ResponseWriter();

  @ParameterizedTest
  @EnumSource(DataType.class)
  void keepsRandomArrays(DataType type) throws IOException {
    try (Reservation reservation = new MemoryBudget(64 << 20).reserve(0)) {
      for (int round = 0; round < ROUNDS; round++) {
        NDArray array = array(new ArrayType(type, shape()), reservation);
        for (Int64As int64As : Int64As.values()) {
          assertSame(bodies.array(written(array, int64As)), array);
        }
      }
    }
  }

  @Test
  void keepsTheFloatsWhoseRoundingIsHardest() throws IOException {
    float[] hard = {
      7.038531e-26f,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Float.MIN_NORMAL,
      Math.nextDown(Float.MIN_NORMAL),
      Float.MAX_VALUE,
      -0f,
      0f,
      1f / 3,
      8.41e21f,
      9.8E-45f,
      1.1754944E-38f
    };
    try (Reservation reservation = new MemoryBudget(1 << 20).reserve(0)) {
      ArrayType type = new ArrayType(DataType.FLOAT32, Shape.of(hard.length));
      reservation.grow(NDArray.chargedBytes(type));
      NDArray array = NDArray.allocate(type, reservation);
      for (int index = 0; index < hard.length; index++) {
        array.setBitsAt(index, Float.floatToRawIntBits(hard[index]) & 0xFFFF_FFFFL);
      }
      assertSame(bodies.array(written(array, Int64As.NUMBER)), array);
    }
  }

  private String written(NDArray array, Int64As int64As) throws IOException {
    Decision decision = new Decision("sequential", 1, "", List.of());
    ComputeResult result =
        new ComputeResult(
            Map.of("result", array),
            OptionalLong.empty(),
            OptionalLong.empty(),
            new ComputeResult.Execution(decision, 1, 0),
            new Timings(0, 0, 0, 0, 0, 0, 0));
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    Evaluate request = new Evaluate("x", Map.of(), Options.DEFAULT);
    writer.write(
        request, result, result.timings(), new OutputOptions(Values.ALL, 0, int64As), answer);
    String whole = answer.toString(StandardCharsets.UTF_8);
    return whole.substring("{\"result\":".length(), whole.indexOf(",\"execution\":"));
  }

  private static void assertSame(NDArray actual, NDArray expected) {
    assertThat(actual.arrayType()).isEqualTo(expected.arrayType());
    for (long index = 0; index < expected.elementCount(); index++) {
      // A scalar's NaN is the canonical one, which is the one that comes back.
      assertThat(actual.scalarAt(index)).isEqualTo(expected.scalarAt(index));
    }
  }

  private Shape shape() {
    List<Long> extents = new ArrayList<>();
    long elements = 1;
    for (int rank = random.nextInt(5); rank > 0; rank--) {
      long extent = random.nextLong(Math.min(GREATEST_EXTENT, 2 + MOST_ELEMENTS / (elements + 1)));
      extents.add(extent);
      elements *= Math.max(1, extent);
    }
    return new Shape(extents);
  }

  private NDArray array(ArrayType type, Reservation reservation) {
    reservation.grow(NDArray.chargedBytes(type));
    NDArray array = NDArray.allocate(type, reservation);
    for (long index = 0; index < array.elementCount(); index++) {
      array.setBitsAt(
          index,
          switch (type.type()) {
            case BOOL -> random.nextInt(2);
            case INT32 -> random.nextInt() >> random.nextInt(32);
            case INT64 -> random.nextLong() >> random.nextInt(64);
            case FLOAT32 -> float32() & 0xFFFF_FFFFL;
            case FLOAT64 -> float64();
          });
    }
    return array;
  }

  /// Any bits, numbers with few digits, integers and whatever is special.
  private int float32() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt();
      case 1 -> Float.floatToRawIntBits(random.nextInt(-1000, 1000) / 100f);
      case 2 -> Float.floatToRawIntBits(random.nextInt());
      default ->
          (random.nextInt(2) << 31) | (random.nextBoolean() ? 0x7F80_0000 : random.nextInt(4));
    };
  }

  private long float64() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextLong();
      case 1 -> Double.doubleToRawLongBits(random.nextInt(-1000, 1000) / 100.0);
      case 2 -> Double.doubleToRawLongBits((double) random.nextLong());
      default ->
          ((long) random.nextInt(2) << 63)
              | (random.nextBoolean() ? 0x7FF0_0000_0000_0000L : random.nextInt(4));
    };
  }
}
