package io.parallax.program;

import io.parallax.language.Names;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A [Program] as text for people and tests: its arrays, then its steps in the order they run.
///
/// ```
/// input a: float64(2, 3)
/// result result: float64(2,)
///
/// loop [2 | 3]
///   %0 = load a
///   sum %0 -> result
/// ```
///
/// A loop shows its merged extents in brackets, those of a row after the bar. An array that is not
/// read in order shows its strides.
public final class ProgramText {
  private final Program program;
  private final StringBuilder text = new StringBuilder();

  /// Names that several slots have.
  private final Set<String> repeated = new HashSet<>();

  private ProgramText(Program program) {
    this.program = program;
    Set<String> names = new HashSet<>();
    for (Slot slot : program.slots()) {
      if (!names.add(slot.name())) {
        repeated.add(slot.name());
      }
    }
  }

  public static String of(Program program) {
    return new ProgramText(program).write();
  }

  private String write() {
    for (int slot = 0; slot < program.slots().size(); slot++) {
      declare(slot, program.slots().get(slot));
    }
    for (Step step : program.steps()) {
      line("");
      switch (step) {
        case Loop loop -> write(loop);
        case OrderStatistic order -> write(order);
      }
    }
    return text.toString();
  }

  private void declare(int index, Slot slot) {
    String role =
        switch (slot.role()) {
          case INPUT -> "input ";
          case INTERMEDIATE -> "temporary ";
          case RESULT -> "result ";
        };
    String counted = slot.countSlot() == Slot.EXACT ? "" : " of which " + name(slot.countSlot());
    line(role + name(index) + ": " + slot.arrayType() + counted);
  }

  private void write(OrderStatistic order) {
    String mask = order.mask() == Sink.NO_MASK ? "" : " where " + name(order.mask());
    line(
        "quantile "
            + name(order.quantile())
            + " of "
            + name(order.source())
            + mask
            + (order.rows() == 1 ? "" : " in " + order.rows() + " rows of " + order.rowLength())
            + " -> "
            + name(order.target()));
  }

  private void write(Loop loop) {
    line("loop " + extents(loop) + over(loop));
    for (int at = 0; at < loop.operations().size(); at++) {
      line("  %" + at + " = " + describe(loop, loop.operations().get(at)));
    }
    loop.sinks().forEach(sink -> line("  " + describe(sink)));
  }

  private static String extents(Loop loop) {
    int outer = loop.extents().size() - loop.rowRank();
    String row = joined(loop.extents().subList(outer, loop.extents().size()));
    return outer == 0
        ? "[" + row + "]"
        : "[" + joined(loop.extents().subList(0, outer)) + " | " + row + "]";
  }

  private static String over(Loop loop) {
    List<Integer> order = loop.space().order();
    boolean rowMajor = IntStream.range(0, order.size()).allMatch(at -> order.get(at) == at);
    return rowMajor ? "" : " over " + loop.space().shape() + " nested " + joined(order);
  }

  private String describe(Loop loop, Operation operation) {
    return switch (operation) {
      case Operation.Load load -> describe(loop, loop.operands().get(load.operand()));
      case Operation.Constant(Scalar value) -> value.type() + " " + literal(value);
      case Operation.Position _ -> "position";
      case Operation.Unary unary -> typed(unary.operation(), unary.type(), operation);
      case Operation.Binary binary -> typed(binary.operation(), binary.type(), operation);
      case Operation.Compare compare ->
          typed(compare.comparison(), compare.operandType(), operation);
      case Operation.Select select -> select(select);
      case Operation.Convert convert ->
          "convert " + convert.from() + " to " + convert.type() + operands(operation);
      case Operation.Reinterpret reinterpret ->
          "reinterpret " + reinterpret.from() + " as " + reinterpret.type() + operands(operation);
      case Operation.FusedMultiplyAdd fused ->
          "fused_multiply_add " + fused.type() + operands(operation);
      case Operation.Lookup lookup -> "look_up " + lookup.table() + operands(operation);
    };
  }

  private static String select(Operation.Select select) {
    String word =
        switch (select.likelihood()) {
          case UNKNOWN -> "select ";
          case RARE -> "rarely_select ";
        };
    return word + select.type() + operands(select);
  }

  private String describe(Loop loop, Operand operand) {
    boolean inOrder = operand.isContiguous(loop.extents()) || operand.isScalar();
    return "load "
        + name(operand.slot())
        + (inOrder ? "" : " by [" + joined(operand.strides()) + "]");
  }

  private String describe(Sink sink) {
    return switch (sink) {
      case Sink.Store(int value, int slot) -> "store %" + value + " -> " + name(slot);
      case Sink.Reduce reduce ->
          label(reduce.reduction())
              + " %"
              + reduce.value()
              + (reduce.mask() == Sink.NO_MASK ? "" : " where %" + reduce.mask())
              + " -> "
              + name(reduce.slot());
      case Sink.Compact(int mask, var columns, int countSlot) -> {
        StringJoiner kept = new StringJoiner(", ", "keep where %" + mask + ": ", "");
        columns.forEach(column -> kept.add("%" + column.value() + " -> " + name(column.slot())));
        yield kept.add("count -> " + name(countSlot)).toString();
      }
    };
  }

  private static String typed(Enum<?> operation, DataType type, Operation whole) {
    return label(operation) + " " + type + operands(whole);
  }

  private static String operands(Operation operation) {
    return operation.operands().stream()
        .map(operand -> "%" + operand)
        .collect(Collectors.joining(", ", " ", ""));
  }

  private static String literal(Scalar value) {
    return switch (value.type()) {
      case BOOL -> value.asBoolean() ? "True" : "False";
      case INT32, INT64 -> Long.toString(value.bits());
      case FLOAT32 -> Float.toString((float) value.asDouble());
      case FLOAT64 -> Double.toString(value.asDouble());
    };
  }

  /// The slot's name, with its number where another slot has the same.
  private String name(int slot) {
    String name = program.slots().get(slot).name();
    return repeated.contains(name) ? Names.shown(name) + "#" + slot : Names.shown(name);
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String joined(List<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private void line(String content) {
    text.append(content).append('\n');
  }
}
