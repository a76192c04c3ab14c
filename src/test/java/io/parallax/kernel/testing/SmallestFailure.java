package io.parallax.kernel.testing;

import io.parallax.program.Loop;
import io.parallax.program.Operation;
import io.parallax.program.Program;
import io.parallax.program.Sink;
import io.parallax.program.Step;
import io.parallax.type.Scalar;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Makes a case that fails smaller as long as it still does: leaves out steps, sinks and
/// operations, and puts constants where operations were.
public final class SmallestFailure {
  private static final int MOST_ATTEMPTS = 2_000;

  private final ProgramRunner runner;
  private int attempts;

  private SmallestFailure(ProgramRunner runner) {
    this.runner = runner;
  }

  /// The smallest case found. The inputs stay the same.
  public static EngineCase of(EngineCase failing, ProgramRunner runner) {
    SmallestFailure search = new SmallestFailure(runner);
    EngineCase smallest = failing;
    for (Optional<EngineCase> next = Optional.of(failing); next.isPresent(); ) {
      smallest = next.get();
      next = search.smaller(smallest);
    }
    return smallest;
  }

  private Optional<EngineCase> smaller(EngineCase failing) {
    List<Step> steps = failing.program().steps();
    return IntStream.range(0, steps.size())
        .boxed()
        .flatMap(at -> without(steps, at))
        .takeWhile(_ -> attempts++ < MOST_ATTEMPTS)
        .map(fewer -> withSteps(failing, fewer))
        .filter(this::fails)
        .findFirst();
  }

  private boolean fails(EngineCase smaller) {
    try {
      smaller.check(runner);
      return false;
    } catch (AssertionError stillFails) {
      return true;
    }
  }

  private static EngineCase withSteps(EngineCase original, List<Step> steps) {
    Program program = original.program();
    return new EngineCase(
        original.name(),
        new Program(program.slots(), steps, program.origins(), program.results()),
        original.inputs());
  }

  /// The steps without one of them, and with a smaller one in its place. What compacts stays:
  /// without it the count of what is kept would be anything.
  private static Stream<List<Step>> without(List<Step> steps, int at) {
    List<Step> others = new ArrayList<>(steps);
    if (!(steps.get(at) instanceof Loop loop && compacts(loop))) {
      others.remove(at);
    }
    Stream<Loop> smaller = steps.get(at) instanceof Loop loop ? smaller(loop) : Stream.of();
    return Stream.concat(
        Stream.of(others).filter(fewer -> fewer.size() < steps.size()),
        smaller.map(
            loop -> {
              List<Step> replaced = new ArrayList<>(steps);
              replaced.set(at, loop);
              return replaced;
            }));
  }

  private static boolean compacts(Loop loop) {
    return loop.sinks().stream().anyMatch(Sink.Compact.class::isInstance);
  }

  private static Stream<Loop> smaller(Loop loop) {
    int operations = loop.operations().size();
    BitSet unused = unused(loop);
    return Stream.of(
            IntStream.range(0, loop.sinks().size())
                .filter(sink -> !(loop.sinks().get(sink) instanceof Sink.Compact))
                .mapToObj(sink -> withoutSink(loop, sink)),
            unused.isEmpty() ? Stream.<Loop>of() : Stream.of(without(loop, unused)),
            descending(operations)
                .filter(at -> !(loop.operations().get(at) instanceof Operation.Constant))
                .mapToObj(at -> withConstant(loop, at)),
            unused.stream().mapToObj(at -> without(loop, single(at))))
        .flatMap(loops -> loops);
  }

  private static IntStream descending(int count) {
    return IntStream.range(0, count).map(at -> count - 1 - at);
  }

  private static BitSet single(int at) {
    BitSet single = new BitSet();
    single.set(at);
    return single;
  }

  /// The operations from which no other and no sink takes anything.
  private static BitSet unused(Loop loop) {
    BitSet unused = new BitSet();
    unused.set(0, loop.operations().size());
    loop.operations().forEach(operation -> operation.operands().forEach(unused::clear));
    loop.sinks().forEach(sink -> sink.values().forEach(unused::clear));
    return unused;
  }

  private static Loop withoutSink(Loop loop, int sink) {
    List<Sink> sinks = new ArrayList<>(loop.sinks());
    sinks.remove(sink);
    return with(loop, loop.operations(), sinks);
  }

  private static Loop withConstant(Loop loop, int at) {
    List<Operation> operations = new ArrayList<>(loop.operations());
    operations.set(at, new Operation.Constant(new Scalar(operations.get(at).type(), 1)));
    return with(loop, operations, loop.sinks());
  }

  private static Loop without(Loop loop, BitSet left) {
    List<Operation> operations = new ArrayList<>();
    for (int at = 0; at < loop.operations().size(); at++) {
      if (!left.get(at)) {
        operations.add(loop.operations().get(at).onOperands(on -> number(on, left)));
      }
    }
    return with(
        loop, operations, loop.sinks().stream().map(sink -> renumbered(sink, left)).toList());
  }

  private static int number(int operation, BitSet left) {
    return operation - left.get(0, Math.max(0, operation)).cardinality();
  }

  private static Sink renumbered(Sink sink, BitSet left) {
    return switch (sink) {
      case Sink.Store(int value, int slot) -> new Sink.Store(number(value, left), slot);
      case Sink.Reduce(var reduction, int value, int mask, int slot, int origin) ->
          new Sink.Reduce(reduction, number(value, left), number(mask, left), slot, origin);
      case Sink.Compact(int mask, var columns, int countSlot) ->
          new Sink.Compact(
              number(mask, left),
              columns.stream()
                  .map(column -> new Sink.Column(number(column.value(), left), column.slot()))
                  .toList(),
              countSlot);
    };
  }

  private static Loop with(Loop loop, List<Operation> operations, List<Sink> sinks) {
    return new Loop(
        loop.space(), loop.extents(), loop.rowRank(), loop.operands(), operations, sinks);
  }
}
