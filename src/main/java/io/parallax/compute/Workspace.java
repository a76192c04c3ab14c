package io.parallax.compute;

import io.parallax.array.Generator;
import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.executor.thread.TaskRunner;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import io.parallax.program.Loop;
import io.parallax.program.Program;
import io.parallax.program.Slot;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The arrays of a plan's slots, by slot index. Arrays that were sent belong to whoever decoded
/// them; all other arrays belong to the reservation they were allocated from.
final class Workspace {
  private final Plan plan;
  private final List<NDArray> arrays;

  private Workspace(Plan plan, List<NDArray> arrays) {
    this.plan = plan;
    this.arrays = arrays;
  }

  /// Allocates every array that was not sent. The bytes have been reserved before.
  static Workspace allocate(Plan plan, Reservation reservation) {
    List<NDArray> arrays =
        plan.program().slots().stream().map(slot -> array(slot, plan, reservation)).toList();
    return new Workspace(plan, arrays);
  }

  private static NDArray array(Slot slot, Plan plan, Reservation reservation) {
    return switch (slot.role()) {
      case INPUT ->
          switch (plan.input(slot)) {
            case Input.Literal(NDArray sent, _) -> sent;
            case Generator generator -> NDArray.allocate(generator.arrayType(), reservation);
          };
      case INTERMEDIATE, RESULT -> NDArray.allocate(slot.arrayType(), reservation);
    };
  }

  /// Fills the generated inputs.
  ///
  /// @param parallelism the most threads to use
  void generate(TaskRunner threads, int parallelism, Deadline deadline) {
    List<Slot> slots = plan.program().slots();
    for (int slot = 0; slot < slots.size(); slot++) {
      if (slots.get(slot).role() == Slot.Role.INPUT) {
        switch (plan.input(slots.get(slot))) {
          case Input.Literal _ -> {}
          case Generator generator ->
              fill(arrays.get(slot), generator, threads, parallelism, deadline);
        }
      }
    }
  }

  private static void fill(
      NDArray array, Generator generator, TaskRunner threads, int parallelism, Deadline deadline) {
    MemorySegment target = array.segment();
    long count = array.elementCount();
    threads.forEach(
        Math.ceilDiv(count, (long) Loop.MORSEL),
        parallelism,
        deadline,
        part -> {
          long from = part * Loop.MORSEL;
          generator.fill(target, from, Math.min(from + Loop.MORSEL, count));
        });
  }

  /// Frees every array that was not sent.
  void free(Reservation reservation) {
    List<Slot> slots = plan.program().slots();
    for (int slot = 0; slot < slots.size(); slot++) {
      boolean sent =
          slots.get(slot).role() == Slot.Role.INPUT
              && plan.input(slots.get(slot)) instanceof Input.Literal;
      if (!sent) {
        reservation.release(arrays.get(slot).allocation());
      }
    }
  }

  List<MemorySegment> memory() {
    return arrays.stream().map(NDArray::segment).toList();
  }

  /// The program's results by name. A counted slot gives only its existing elements.
  Map<String, NDArray> results() {
    Map<String, NDArray> results = new LinkedHashMap<>();
    for (Program.Result result : plan.program().results()) {
      int countSlot = plan.program().slots().get(result.slot()).countSlot();
      NDArray array = arrays.get(result.slot());
      results.put(
          result.name(),
          countSlot == Slot.EXACT ? array : array.leading(arrays.get(countSlot).longAt(0)));
    }
    return results;
  }
}
