package io.parallax.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.Distribution;
import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.array.Random;
import io.parallax.array.Range;
import io.parallax.executor.thread.TaskRunner;
import io.parallax.limit.Deadline;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SizedInputsTest {
  private static final TaskRunner HERE =
      (count, _, _, task) -> LongStream.range(0, count).forEach(task);

  @AutoClose private final Reservation reservation = new MemoryBudget(1 << 24).reserve(0);

  private Input sent(long... values) {
    return new Input.Literal(array(Shape.of(values.length), values));
  }

  private NDArray array(Shape shape, long... values) {
    ArrayType type = new ArrayType(DataType.INT64, shape);
    reservation.grow(NDArray.chargedBytes(type));
    NDArray array = NDArray.allocate(type, reservation);
    for (int index = 0; index < values.length; index++) {
      array.setBitsAt(index, values[index]);
    }
    return array;
  }

  private Map<String, Input> at(long size, Map<String, Input> inputs) {
    Deadline deadline = Deadline.after(System.nanoTime(), Duration.ofMinutes(1));
    return new SizedInputs(inputs).at(size, reservation, HERE, deadline);
  }

  private static long[] elements(Map<String, Input> inputs, String name) {
    NDArray array = ((Input.Literal) Objects.requireNonNull(inputs.get(name))).array();
    return LongStream.range(0, array.elementCount()).map(array::bitsAt).toArray();
  }

  @Test
  void arraysThatWereSentAreCutAndRepeated() {
    Map<String, Input> inputs = Map.of("x", sent(1, 2, 3));
    assertThat(elements(at(2, inputs), "x")).containsExactly(1, 2);
    assertThat(elements(at(3, inputs), "x")).containsExactly(1, 2, 3);
    assertThat(elements(at(8, inputs), "x")).containsExactly(1, 2, 3, 1, 2, 3, 1, 2);
  }

  @Test
  void generatorsMakeTheirOwnElementsAtEachSize() {
    Range range = new Range(Scalar.of(10L), Scalar.of(16L), Scalar.of(2L));
    Random random = new Random(Distribution.Uniform.DEFAULT, Shape.of(3), 7);
    Map<String, Input> sized = at(5, Map.of("x", range, "u", random));
    assertThat(elements(sized, "x")).containsExactly(10, 12, 14, 16, 18);
    NDArray expected = array(Shape.of(5));
    new Random(Distribution.Uniform.DEFAULT, Shape.of(5), 7).fill(expected.segment(), 0, 5);
    assertThat(elements(sized, "u"))
        .containsExactly(LongStream.range(0, 5).map(expected::bitsAt).toArray());
  }

  @Test
  void onlyArraysWithTheMostRowsChange() {
    Map<String, Input> inputs = new LinkedHashMap<>();
    inputs.put("x", sent(1, 2, 3, 4));
    inputs.put("weights", sent(5, 6));
    inputs.put("k", new Input.Literal(array(Shape.SCALAR, 9)));
    Map<String, Input> sized = at(6, inputs);
    assertThat(elements(sized, "x")).containsExactly(1, 2, 3, 4, 1, 2);
    assertThat(elements(sized, "weights")).containsExactly(5, 6);
    assertThat(elements(sized, "k")).containsExactly(9);
  }

  @Test
  void tablesKeepTheirColumns() {
    Map<String, Input> inputs =
        Map.of("m", new Input.Literal(array(Shape.of(2, 3), 1, 2, 3, 4, 5, 6)), "v", sent(7, 8));
    Map<String, Input> sized = at(10, inputs);
    assertThat(Objects.requireNonNull(sized.get("m")).arrayType().shape())
        .isEqualTo(Shape.of(3, 3));
    assertThat(elements(sized, "m")).containsExactly(1, 2, 3, 4, 5, 6, 1, 2, 3);
    assertThat(elements(sized, "v")).containsExactly(7, 8, 7);
  }

  @Test
  void scalarsAloneHaveNoSize() {
    Map<String, Input> inputs = Map.of("k", new Input.Literal(array(Shape.SCALAR, 9)));
    assertThat(new SizedInputs(inputs).elements()).isZero();
    assertThat(elements(at(1, inputs), "k")).containsExactly(9);
  }

  @Test
  void emptyArraysStayEmpty() {
    Map<String, Input> inputs = Map.of("x", sent());
    assertThat(new SizedInputs(inputs).elements()).isZero();
    assertThat(elements(at(4, inputs), "x")).isEmpty();
  }
}
