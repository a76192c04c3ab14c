package io.parallax.kernel.testing;

import io.parallax.program.Operation;
import io.parallax.program.Sink;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Compactions of a vector: columns of every type, masks from nothing to everything.
public record FilterCases(int length) {
  public Stream<EngineCase> all() {
    int last = length - 1;
    return Stream.of(
        of("none", _ -> false),
        of("all", _ -> true),
        of("the first", index -> index == 0),
        of("the last", index -> index == last),
        of("every other", index -> index % 2 == 0),
        of("the second half", index -> index > last / 2),
        of("some", index -> Integer.hashCode(index * 0x9E3779B9) % 3 == 0));
  }

  private EngineCase of(String kept, IntPredicate keeps) {
    LoopBuilder loop = LoopBuilder.vector(length);
    TestArray mask =
        TestArray.of(
            DataType.BOOL,
            Shape.of(length),
            LongStream.range(0, length).map(index -> keeps.test((int) index) ? 1 : 0));
    int condition = loop.load(mask);
    int countSlot = loop.result(DataType.INT64, Shape.SCALAR);
    List<Sink.Column> columns = new ArrayList<>();
    columns.add(column(loop, loop.add(new Operation.Position()), countSlot));
    for (DataType type : DataType.values()) {
      int value = loop.load(Samples.of(type, Shape.of(length), 1));
      columns.add(column(loop, value, countSlot));
    }
    columns.add(column(loop, loop.load(Samples.of(DataType.INT32, Shape.SCALAR, 2)), countSlot));
    loop.sink(new Sink.Compact(condition, columns, countSlot));
    return loop.build("keep " + kept + " of " + length);
  }

  private Sink.Column column(LoopBuilder loop, int value, int countSlot) {
    return new Sink.Column(value, loop.result(loop.type(value), Shape.of(length), countSlot));
  }
}
