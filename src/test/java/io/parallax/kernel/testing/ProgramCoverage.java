package io.parallax.kernel.testing;

import io.parallax.program.Invocation;
import io.parallax.program.Loop;
import io.parallax.program.Operand;
import io.parallax.program.Operation;
import io.parallax.program.OrderStatistic;
import io.parallax.program.Program;
import io.parallax.program.ProgramSource;
import io.parallax.program.Reduction;
import io.parallax.program.Sink;
import io.parallax.program.Step;
import io.parallax.program.Table;
import io.parallax.program.UnaryOperation;
import io.parallax.type.DataType;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What programs make engines do, in words: of operations only those that a sink takes something
/// from.
public final class ProgramCoverage {
  private static final List<DataType> TYPES = List.of(DataType.values());
  private static final List<DataType> NUMBERS = TYPES.subList(1, TYPES.size());

  private final Set<String> seen = new TreeSet<>();

  /// All that engines can be made to do, as far as it is worth a word.
  public static Set<String> everything() {
    Set<String> all = new TreeSet<>();
    Stream.of(
            OperationKind.UNARY,
            OperationKind.CONVERT,
            OperationKind.REINTERPRET,
            OperationKind.BINARY,
            OperationKind.COMPARE,
            OperationKind.SELECT,
            OperationKind.FUSED)
        .flatMap(List::stream)
        .forEach(kind -> addOperation(kind, all));
    for (DataType type : TYPES) {
      all.add("constant " + type);
      all.add("store " + type);
      all.add("keep " + type);
      Stream.of("in order", "one for all", "one a row", "in another order")
          .forEach(order -> all.add("load " + type + " " + order));
    }
    for (DataType type : NUMBERS) {
      Stream.of("comparison", "negation").forEach(bool -> all.add(bool + " as " + type));
      for (int size = 2; size <= Table.MOST_ELEMENTS; size *= 2) {
        all.add("look up " + type + " among " + size);
      }
    }
    for (Reduction reduction : Reduction.values()) {
      for (DataType type : ReductionCases.accumulated(reduction)) {
        for (DataType slot : ReductionCases.slots(reduction, type)) {
          Stream.of("all", "some")
              .forEach(of -> all.add(reduction + " of " + of + " " + type + " to " + slot));
        }
      }
    }
    IntStream.range(0, 6).forEach(columns -> all.add("keep " + columns + " columns"));
    IntStream.range(0, 5).forEach(rank -> all.add("rank " + rank));
    all.addAll(
        Set.of(
            "position",
            "store and reduce",
            "store and keep",
            "reduce and keep",
            "more than 10 sinks",
            "more than 100 operations",
            "more than 1000 operations",
            "no element",
            "one element",
            "a morsel but one",
            "a morsel",
            "a morsel and one",
            "several morsels",
            "hundreds of short rows",
            "rows of one",
            "rows of several morsels",
            "evaluate",
            "reduce",
            "reduce where",
            "several loops",
            "quantile",
            "quantile where"));
    all.addAll(Set.of("filter VALUES", "filter INDICES", "filter MASK", "filter COUNT"));
    return all;
  }

  private static void addOperation(OperationKind kind, Set<String> all) {
    String name = name(kind.operation());
    all.add(name);
    int first = kind.operation() instanceof Operation.Select ? 1 : 0;
    for (int operand = first;
        kind.operands().size() > 1 && operand < kind.operands().size();
        operand++) {
      all.add(name + ", operand " + operand + " constant");
    }
  }

  /// The operation without its operands.
  private static String name(Operation operation) {
    return switch (operation) {
      case Operation.Load load -> "load " + load.type();
      case Operation.Constant constant -> "constant " + constant.type();
      case Operation.Position _ -> "position";
      case Operation.Unary unary -> unary.operation() + " " + unary.type();
      case Operation.Binary binary -> binary.operation() + " " + binary.type();
      case Operation.Compare compare -> compare.comparison() + " " + compare.operandType();
      case Operation.Select select -> "select " + select.likelihood() + " " + select.type();
      case Operation.Convert convert -> "convert " + convert.from() + " to " + convert.type();
      case Operation.Reinterpret as -> "reinterpret " + as.from() + " as " + as.type();
      case Operation.FusedMultiplyAdd fused -> "fused multiply-add " + fused.type();
      case Operation.Lookup lookup ->
          "look up " + lookup.type() + " among " + lookup.table().size();
    };
  }

  public Set<String> seen() {
    return seen;
  }

  public void add(Program program) {
    program.source().ifPresent(this::add);
    if (program.loops().size() > 1) {
      seen.add("several loops");
    }
    for (Step step : program.steps()) {
      switch (step) {
        case Loop loop -> add(program, loop);
        case OrderStatistic order ->
            seen.add(order.mask() == Sink.NO_MASK ? "quantile" : "quantile where");
        case Invocation _ -> seen.add("invocation");
      }
    }
  }

  private void add(ProgramSource source) {
    seen.add(
        switch (source.form()) {
          case EVALUATE -> "evaluate";
          case REDUCE -> "reduce";
          case REDUCE_WHERE -> "reduce where";
          case FILTER_VALUES -> "filter VALUES";
          case FILTER_INDICES -> "filter INDICES";
          case FILTER_MASK -> "filter MASK";
          case FILTER_COUNT -> "filter COUNT";
          case MAP -> "map";
        });
  }

  private void add(Program program, Loop loop) {
    addSpace(loop);
    List<Operation> operations = loop.operations();
    BitSet live = live(loop);
    live.stream().forEach(at -> addOperation(loop, operations.get(at)));
    for (int most : new int[] {100, 1000}) {
      if (live.cardinality() > most) {
        seen.add("more than " + most + " operations");
      }
    }
    loop.sinks().forEach(sink -> add(program, operations, sink));
    addTogether(loop.sinks());
  }

  private static BitSet live(Loop loop) {
    BitSet live = new BitSet();
    loop.sinks().forEach(sink -> sink.values().forEach(live::set));
    for (int at = live.length() - 1; at >= 0; at--) {
      if (live.get(at)) {
        loop.operations().get(at).operands().forEach(live::set);
      }
    }
    return live;
  }

  private void addSpace(Loop loop) {
    long elements = loop.elementCount();
    seen.add("rank " + loop.extents().size());
    when(elements == 0, "no element");
    when(elements == 1, "one element");
    when(elements == Loop.MORSEL - 1, "a morsel but one");
    when(elements == Loop.MORSEL, "a morsel");
    when(elements == Loop.MORSEL + 1, "a morsel and one");
    when(elements > Loop.MORSEL && loop.outer() == 1, "several morsels");
    when(loop.inner() > Loop.MORSEL && loop.outer() > 1, "rows of several morsels");
    when(loop.inner() < 8 && loop.outer() > 200, "hundreds of short rows");
    when(loop.inner() == 1 && loop.outer() > 1, "rows of one");
  }

  private void addOperation(Loop loop, Operation operation) {
    List<Operation> operations = loop.operations();
    String name = name(operation);
    if (operation instanceof Operation.Load(int operand, var _)) {
      seen.add(name + " " + order(loop, loop.operands().get(operand)));
      return;
    }
    seen.add(name);
    List<Integer> operands = operation.operands();
    for (int operand = 0; operands.size() > 1 && operand < operands.size(); operand++) {
      when(
          operations.get(operands.get(operand)) instanceof Operation.Constant,
          name + ", operand " + operand + " constant");
    }
    if (operation instanceof Operation.Convert(int bool, var from, var type)
        && from == DataType.BOOL) {
      when(operations.get(bool) instanceof Operation.Compare, "comparison as " + type);
      when(
          operations.get(bool) instanceof Operation.Unary not
              && not.operation() == UnaryOperation.NOT,
          "negation as " + type);
    }
  }

  private static String order(Loop loop, Operand operand) {
    int outer = loop.extents().size() - loop.rowRank();
    Operand ofRow =
        new Operand(operand.slot(), operand.strides().subList(outer, loop.extents().size()));
    if (operand.isScalar()) {
      return "one for all";
    } else if (operand.isContiguous(loop.extents())) {
      return "in order";
    }
    return ofRow.isScalar() ? "one a row" : "in another order";
  }

  private void add(Program program, List<Operation> operations, Sink sink) {
    switch (sink) {
      case Sink.Store store -> seen.add("store " + operations.get(store.value()).type());
      case Sink.Reduce reduce ->
          seen.add(
              reduce.reduction()
                  + " of "
                  + (reduce.mask() == Sink.NO_MASK ? "all " : "some ")
                  + operations.get(reduce.value()).type()
                  + " to "
                  + program.slots().get(reduce.slot()).type());
      case Sink.Compact compact -> {
        seen.add("keep " + compact.columns().size() + " columns");
        compact
            .columns()
            .forEach(column -> seen.add("keep " + operations.get(column.value()).type()));
      }
    }
  }

  private void addTogether(List<Sink> sinks) {
    boolean stores = sinks.stream().anyMatch(Sink.Store.class::isInstance);
    boolean reduces = sinks.stream().anyMatch(Sink.Reduce.class::isInstance);
    boolean keeps = sinks.stream().anyMatch(Sink.Compact.class::isInstance);
    when(stores && reduces, "store and reduce");
    when(stores && keeps, "store and keep");
    when(reduces && keeps, "reduce and keep");
    when(sinks.size() > 10, "more than 10 sinks");
  }

  private void when(boolean is, String what) {
    if (is) {
      seen.add(what);
    }
  }
}
