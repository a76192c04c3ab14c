package io.parallax.kernel.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.error.SourcePosition;
import io.parallax.function.Functions;
import io.parallax.kernel.llvm.emit.RoutineForm;
import io.parallax.kernel.testing.RoutineCase;
import io.parallax.kernel.testing.RoutineCut;
import io.parallax.kernel.testing.TestArray;
import io.parallax.language.Callables.ArgumentType;
import io.parallax.lowering.RoutineLowering;
import io.parallax.program.Invocation;
import io.parallax.program.Operand;
import io.parallax.program.Program;
import io.parallax.program.Routine;
import io.parallax.program.Slot;
import io.parallax.program.Space;
import io.parallax.type.DataType;
import io.parallax.type.Overflow;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Elements that are read side by side where the items' indices are in order, compared with the
/// interpreter: in order and not, inside, from the end, and outside at either end.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderedElementsTest {
  private static final long ITEMS = 35;
  private static final long EXTENT = 36;
  private static final long MOST_TRIPS = 1_000;

  /// Values of a parameter by item.
  private static final List<LongUnaryOperator> VALUES =
      List.of(
          item -> item,
          item -> item + 1,
          item -> item - 2,
          item -> item + 12,
          item -> item - EXTENT,
          item -> item - EXTENT - 1,
          item -> 3,
          item -> EXTENT - 1,
          item -> -1,
          item -> EXTENT,
          item -> item == 20 ? 7 : item,
          item -> item == 1 ? 0 : 2,
          item -> ITEMS - item,
          item -> 2 * item,
          item -> Long.MAX_VALUE - ITEMS + 1 + item,
          item -> Long.MAX_VALUE,
          item -> Long.MIN_VALUE + item);

  private final LlvmEngine llvm = Engines.open();

  @AfterAll
  void close() {
    llvm.close();
  }

  private enum Text {
    NEIGHBOURS(
        """
        def f(i, j, a, B):
            if i == 0 or i == len(a) - 1:
                return a[i]
            return (a[i - 1] + a[i] + a[i + 1]) / 3
        """),
    ROW_TIMES_COLUMN(
        """
        def f(i, j, a, B):
            s = 0.0
            for k in range(B.shape[1]):
                s += a[k] * B[i, k] + B[k, j]
            return s
        """),
    BOTH_PARAMETERS(
        """
        def f(i, j, a, B):
            s = a[i + j] - a[j - i]
            for k in range(3, -4, -2):
                if a[k] > 0.0:
                    s += B[i - k, j + k]
            return s
        """),
    LEAVING(
        """
        def f(i, j, a, B):
            s = 0.0
            for k in range(j, i):
                if k > 30:
                    break
                for m in range(2):
                    if a[k] > 1.5:
                        continue
                    s += a[k - m] + B[m, k]
            return s
        """),
    OF_ITS_OWN(
        """
        def f(i, j, a, B):
            own = zeros(7)
            for k in range(7):
                own[k] = a[i] + k
            own[j] = B[j, i]
            s = 0.0
            for k in range(8):
                if k < i:
                    s = s * 0.5 + own[k - 1]
            return s
        """),
    EACH(
        """
        def f(i, j, a, B):
            s = 0.0
            for x in a:
                s += x * B[i, j]
            return s
        """);

    private final String text;

    Text(String text) {
      this.text = text;
    }
  }

  @ParameterizedTest
  @EnumSource
  void haveTheValuesFaultsAndTripsOfTheOracle(Text text) {
    for (Overflow overflow : List.of(Overflow.ERROR, Overflow.WRAP)) {
      Routine routine = routine(text, overflow);
      NativeRoutines lanes = new NativeRoutines(llvm, RoutineForm.Mode.LANES);
      for (int number = 0; number < VALUES.size() * VALUES.size(); number++) {
        LongUnaryOperator i = VALUES.get(number / VALUES.size());
        LongUnaryOperator j = VALUES.get(number % VALUES.size());
        invocation(text + " " + overflow + " " + number, routine, i, j, number % 4 > 0)
            .check(lanes, RoutineCut.WHOLE);
      }
    }
  }

  @Test
  void areReadWithoutAGather() {
    String ir = llvm.listings(routine(Text.NEIGHBOURS, Overflow.ERROR)).get(1).ir();

    assertThat(ir).contains("load <16 x double>, ptr %t").contains("in_order:");
  }

  private static Routine routine(Text text, Overflow overflow) {
    Functions functions = Functions.parse(text.text);
    ArgumentType number = new ArgumentType.Item(DataType.INT64);
    return RoutineLowering.of(
            functions.signature(
                functions.last(),
                List.of(
                    number,
                    number,
                    new ArgumentType.Array(StorageType.FLOAT64, 1),
                    new ArgumentType.Array(StorageType.FLOAT32, 2))),
            overflow)
        .routine();
  }

  private static RoutineCase invocation(
      String name, Routine routine, LongUnaryOperator i, LongUnaryOperator j, boolean collects) {
    Shape items = Shape.of(ITEMS);
    Map<String, TestArray> inputs = new LinkedHashMap<>();
    for (LongUnaryOperator values : List.of(i, j)) {
      inputs.put(
          "in" + inputs.size(),
          TestArray.of(StorageType.INT64, items, LongStream.range(0, ITEMS).map(values)));
    }
    inputs.put("a", elements(StorageType.FLOAT64, Shape.of(EXTENT)));
    inputs.put("B", elements(StorageType.FLOAT32, Shape.of(EXTENT, EXTENT)));
    List<Slot> slots = new ArrayList<>();
    inputs.forEach(
        (input, array) ->
            slots.add(new Slot(input, array.arrayType(), Slot.Role.INPUT, Slot.EXACT)));
    slots.add(new Slot("result", DataType.FLOAT64, items, Slot.Role.RESULT, Slot.EXACT));
    slots.add(new Slot("failures", DataType.INT64, items, Slot.Role.RESULT, Slot.EXACT));
    Invocation invocation =
        new Invocation(
            routine,
            new Space(items, List.of(0)),
            items.extents(),
            Stream.of(0, 1).map(slot -> new Operand(slot, List.of(1L))).toList(),
            Invocation.EVERY_ITEM,
            List.of(2, 3),
            List.of(4),
            collects ? 5 : Invocation.FIRST_FAILURE,
            Collections.nCopies(routine.origins(), 0),
            MOST_TRIPS);
    Program program =
        new Program(
            collects ? slots : slots.subList(0, 5),
            List.of(invocation),
            List.of(new Program.Origin(new SourcePosition("f", 0), Functions.POINTER)),
            collects
                ? List.of(new Program.Result("result", 4), new Program.Result("failures", 5))
                : List.of(new Program.Result("result", 4)));
    return new RoutineCase(name, program, inputs);
  }

  private static TestArray elements(StorageType storage, Shape shape) {
    return TestArray.of(
        storage,
        shape,
        LongStream.range(0, shape.elementCount())
            .mapToDouble(at -> (at * 37 % 101) / 16.0)
            .mapToLong(
                value ->
                    storage == StorageType.FLOAT64
                        ? Double.doubleToRawLongBits(value)
                        : Integer.toUnsignedLong(Float.floatToRawIntBits((float) value))));
  }
}
