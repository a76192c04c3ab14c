package io.parallax.kernel.llvm;

import io.parallax.program.Operation;
import io.parallax.program.RareRegions;
import io.parallax.program.RareRegions.Region;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes the operations of a loop in order, those of rare regions behind a branch. What a region
/// leaves to selects behind it goes through variables, which have no value where it was jumped
/// over; the selects do not take it then.
final class BodyEmitter {
  /// So many operations left out pay for a test and a branch, by estimate.
  private static final int LEAST_SKIPPED = 4;

  private final LoopForm form;
  private final Vectors vectors;
  private final IrText ir;
  private final OperationEmitter operations;
  private final ArithmeticEmitter arithmetic;
  private final Set<Integer> invariant;
  private final int[] lastUses;
  private final Deque<Region> regions;

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
    this.arithmetic = new ArithmeticEmitter(vectors, ir);
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
        emitRarely(region, position);
        at = region.end();
      } else {
        if (isWritten(at)) {
          operations.emit(at, position);
        }
        at++;
      }
    }
  }

  private void emitRarely(Region region, String position) {
    String rare = ir.freshLabel("rare");
    String usual = ir.freshLabel("usual");
    ir.branchRarely(arithmetic.any(operations.value(region.condition())), rare, usual);
    ir.label(rare);
    emit(region.start(), region.end(), position);
    for (int left : leftBehind(region)) {
      String type = vectors.of(form.type(left));
      ir.store(type, operations.value(left), ir.variable("%rare." + left, type));
    }
    ir.jump(usual);
    ir.label(usual);
    for (int left : leftBehind(region)) {
      operations.define(left, ir.load(vectors.of(form.type(left)), "%rare." + left));
    }
  }

  private List<Integer> leftBehind(Region region) {
    return IntStream.range(region.start(), region.end())
        .filter(at -> isWritten(at) && lastUses[at] >= region.end())
        .boxed()
        .toList();
  }
}
