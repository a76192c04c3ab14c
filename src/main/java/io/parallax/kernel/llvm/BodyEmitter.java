package io.parallax.kernel.llvm;

import io.parallax.program.Operation;
import io.parallax.program.RareRegions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Writes the operations of a loop in order, those of rare regions behind a branch:
///
/// ```
/// chosen = whenFalse
/// if the condition holds in any position of the vector
///   compute the region, chosen = select
/// ```
final class BodyEmitter {
  /// Measured: a test and a branch pay for this many operations left out.
  private static final int LEAST_SKIPPED = 4;

  private final LoopForm form;
  private final Vectors vectors;
  private final IrText ir;
  private final OperationEmitter operations;
  private final ArithmeticEmitter arithmetic;
  private final Set<Integer> invariant;

  /// By operation, the selects before whose regions it is the first, the outermost first.
  private final List<List<Integer>> selects = new ArrayList<>();

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
    findRegions();
  }

  private void findRegions() {
    form.operations().forEach(_ -> selects.add(new ArrayList<>()));
    RareRegions regions = RareRegions.of(form.operations(), form.sinks());
    for (int at = 0; at < form.operations().size(); at++) {
      int start = regions.start(at);
      if (countWritten(start, at) >= LEAST_SKIPPED) {
        selects.get(start).addFirst(at);
      }
    }
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
    emit(0, form.operations().size(), position);
  }

  private void emit(int from, int to, String position) {
    for (int at = from; at < to; at++) {
      int select = selects.get(at).stream().filter(each -> each < to).findFirst().orElse(at);
      if (select > at) {
        emitRarely(at, select, position);
        at = select;
      } else if (isWritten(at)) {
        operations.emit(at, position);
      }
    }
  }

  private void emitRarely(int start, int at, String position) {
    Operation.Select select = (Operation.Select) form.operations().get(at);
    String type = vectors.of(select.type());
    String chosen = ir.variable("%chosen." + at, type);
    String rare = ir.freshLabel("rare");
    String usual = ir.freshLabel("usual");
    ir.store(type, operations.value(select.whenFalse()), chosen);
    ir.branchRarely(arithmetic.any(operations.value(select.condition())), rare, usual);
    ir.label(rare);
    emit(start, at, position);
    operations.emit(at, position);
    ir.store(type, operations.value(at), chosen);
    ir.jump(usual);
    ir.label(usual);
    operations.define(at, ir.load(type, chosen));
  }
}
