package io.parallax.kernel.llvm.emit;

import io.parallax.program.Operation;
import io.parallax.program.RareRegions;
import io.parallax.program.RareRegions.Region;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes the operations of a loop in order, those of rare regions behind a branch.
///
/// Where the selects that a region serves stand right behind it, they are behind the branch, too:
/// their variables have the usual values before. Usually there is neither a select then nor a
/// register taken by what is rare. Else what a region leaves to selects goes through variables,
/// which have no value where it was jumped over; the selects do not take it then.
final class BodyEmitter {
  /// So many operations left out pay for a test and a branch, by estimate.
  private static final int LEAST_SKIPPED = 4;

  private final LoopForm form;
  private final Vectors vectors;
  private final IrText ir;
  private final OperationEmitter operations;
  private final Set<Integer> invariant;
  private final int[] lastUses;
  private final Deque<Region> regions;

  /// Where the regions start.
  private final Set<Integer> starts;

  /// The operations that have a variable.
  private final Set<Integer> reserved = new HashSet<>();

  /// @param invariant the operations written already
  BodyEmitter(
      LoopForm form,
      Vectors vectors,
      IrText ir,
      OperationEmitter operations,
      Set<Integer> invariant) {
    this.form = form;
    this.vectors = vectors;
    this.ir = ir;
    this.operations = operations;
    this.invariant = invariant;
    lastUses = new int[form.operations().size()];
    for (int at = 0; at < lastUses.length; at++) {
      for (int operand : form.operations().get(at).operands()) {
        lastUses[operand] = at;
      }
    }
    regions =
        RareRegions.of(form.operations(), form.sinks()).regions().stream()
            .filter(region -> countWritten(region.start(), region.end()) >= LEAST_SKIPPED)
            .collect(Collectors.toCollection(ArrayDeque::new));
    starts = regions.stream().map(Region::start).collect(Collectors.toSet());
  }

  private long countWritten(int from, int to) {
    long count = 0;
    for (int at = from; at < to; at++) {
      count +=
          isWritten(at) && !(form.operations().get(at) instanceof Operation.Reinterpret) ? 1 : 0;
    }
    return count;
  }

  private boolean isWritten(int at) {
    return !invariant.contains(at) && !(form.operations().get(at) instanceof Operation.Load);
  }

  void emit(String position) {
    emit(0, lastUses.length, position);
  }

  private void emit(int from, int to, String position) {
    int at = from;
    while (at < to) {
      Region region = regions.peek();
      if (region != null && region.start() == at) {
        regions.remove();
        at = emitRarely(region, endOfSelects(region, to), position);
      } else {
        if (isWritten(at)) {
          operations.emit(at, position);
        }
        at++;
      }
    }
  }

  /// The end of the selects of the region's condition right behind it, if they are all that needs
  /// it; else the region's own.
  private int endOfSelects(Region region, int to) {
    int end = region.end();
    while (end < to
        && isWritten(end)
        && isSelectOf(region.condition(), end)
        && !starts.contains(end)) {
      end++;
    }
    int last = leftBehind(region).stream().mapToInt(left -> lastUses[left]).max().orElse(0);
    return last < end ? end : region.end();
  }

  private boolean isSelectOf(int condition, int at) {
    return form.operations().get(at) instanceof Operation.Select select
        && select.condition() == condition;
  }

  /// @param end after the selects written with the region
  /// @return `end`
  private int emitRarely(Region region, int end, String position) {
    List<Integer> selects = IntStream.range(region.end(), end).boxed().toList();
    List<Integer> left = selects.isEmpty() ? leftBehind(region) : selects;
    storeUsual(selects);
    String rare = ir.freshLabel("rare");
    String usual = ir.freshLabel("usual");
    ir.branchRarely(operations.any(region.condition()), rare, usual);
    ir.label(rare);
    emit(region.start(), region.end(), position);
    selects.forEach(select -> operations.emit(select, position));
    left.forEach(at -> store(at, operations.value(at)));
    ir.jump(usual);
    ir.label(usual);
    left.forEach(at -> operations.define(at, ir.load(vectors.of(form.type(at)), variable(at))));
    return end;
  }

  /// Reserves the selects' variables, with what they are where their condition holds nowhere; one
  /// may take another.
  private void storeUsual(List<Integer> selects) {
    Map<Integer, String> usual = new HashMap<>();
    for (int at : selects) {
      int whenFalse = ((Operation.Select) form.operations().get(at)).whenFalse();
      usual.put(at, usual.getOrDefault(whenFalse, operations.value(whenFalse)));
      store(at, usual.get(at));
    }
  }

  private void store(int at, String value) {
    String type = vectors.of(form.type(at));
    if (reserved.add(at)) {
      ir.variable(variable(at), type);
    }
    ir.store(type, value, variable(at));
  }

  private static String variable(int operation) {
    return "%rare." + operation;
  }

  private List<Integer> leftBehind(Region region) {
    return IntStream.range(region.start(), region.end())
        .filter(at -> isWritten(at) && lastUses[at] >= region.end())
        .boxed()
        .toList();
  }
}
