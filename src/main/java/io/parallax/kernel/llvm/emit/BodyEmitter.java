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

/// Writes the operations of a loop in order. The operations of a rare region are written in a block
/// of their own, which a branch skips when the region's condition holds nowhere in the vector.
///
/// Selects of the region's condition may directly follow the region. If only these selects need the
/// region's values, they are written in the same block. Before the branch, their variables receive
/// the values for the case that the condition holds nowhere. So the usual path computes no select,
/// and no register holds a rare value. In the other case the region stores the values that are
/// needed after it in variables. When the region is skipped these variables have no value; the
/// selects then do not take them.
final class BodyEmitter {
  /// The least number of operations that a branch must skip to save time (an estimate).
  private static final int LEAST_SKIPPED = 4;

  private final LoopForm form;
  private final Vectors vectors;
  private final IrText ir;
  private final OperationEmitter operations;
  private final Set<Integer> invariant;
  private final int[] lastUses;
  private final Deque<Region> regions;

  /// The first operation of each region.
  private final Set<Integer> starts;

  /// The operations whose values are stored in a variable.
  private final Set<Integer> reserved = new HashSet<>();

  /// @param invariant the operations that are already written
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

  /// The end of the block of a region. The selects of the region's condition that directly follow
  /// it are part of the block if no other operation needs the region's values; otherwise the block
  /// ends with the region.
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

  /// Writes a region and its selects in a block that a branch skips.
  ///
  /// @param end the end of the block, after its selects
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

  /// Makes the selects' variables and stores in them the values for the case that the condition
  /// holds nowhere. Such a value may be the value of another select of the same block.
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
