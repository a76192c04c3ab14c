package io.parallax.program;

import io.parallax.language.Names;
import java.util.HashSet;
import java.util.List;
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
        case Invocation invocation -> write(invocation);
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

  private void write(Invocation invocation) {
    Routine routine = invocation.routine();
    line("invoke " + routine.name() + " [" + joined(invocation.extents()) + "]");
    for (int at = 0; at < routine.parameters().size(); at++) {
      line(
          "  $"
              + routine.parameters().get(at)
              + " = "
              + describe(invocation, invocation.parameters().get(at)));
    }
    invocation.mask().forEach(mask -> line("  where " + describe(invocation, mask)));
    for (int at = 0; at < invocation.arrays().size(); at++) {
      line("  @" + at + " = " + name(invocation.arrays().get(at)));
    }
    for (int at = 0; at < invocation.results().size(); at++) {
      line("  $" + routine.results().get(at) + " -> " + name(invocation.results().get(at)));
    }
    if (invocation.collectsFailures()) {
      line("  failures -> " + name(invocation.failures()));
    }
    line("  at most " + invocation.maximumTrips() + " trips");
    RoutineText.of(routine).lines().forEach(each -> line("  " + each));
  }

  private String describe(Invocation invocation, Operand operand) {
    return describe(operand, invocation.extents());
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
    return operation instanceof Operation.Load load
        ? describe(loop, loop.operands().get(load.operand()))
        : OperationText.of(operation);
  }

  private String describe(Loop loop, Operand operand) {
    return describe(operand, loop.extents());
  }

  private String describe(Operand operand, List<Long> extents) {
    boolean inOrder = operand.isContiguous(extents) || operand.isScalar();
    return "load "
        + name(operand.slot())
        + (inOrder ? "" : " by [" + joined(operand.strides()) + "]");
  }

  private String describe(Sink sink) {
    return switch (sink) {
      case Sink.Store(int value, int slot) -> "store %" + value + " -> " + name(slot);
      case Sink.Reduce reduce ->
          OperationText.label(reduce.reduction())
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

  /// The slot's name, with its number where another slot has the same.
  private String name(int slot) {
    String name = program.slots().get(slot).name();
    return repeated.contains(name) ? Names.shown(name) + "#" + slot : Names.shown(name);
  }

  private static String joined(List<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private void line(String content) {
    text.append(content).append('\n');
  }
}
