package io.parallax.compute;

import io.parallax.array.Generator;
import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.executor.thread.TaskRunner;
import io.parallax.limit.Deadline;
import io.parallax.program.Program;
import io.parallax.program.Slot;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The arrays of a plan's slots, by slot index. Arrays that were sent belong to whoever decoded
/// them, and columns of datasets to the dataset. Results belong to the arrival's reservation of
/// results, all other arrays to its reservation.
final class Workspace {
  private final Plan plan;
  private final List<NDArray> arrays;

  private Workspace(Plan plan, List<NDArray> arrays) {
    this.plan = plan;
    this.arrays = arrays;
  }

  /// Allocates every array that does not exist yet. The bytes have been reserved before.
  static Workspace allocate(Plan plan, Arrival arrival) {
    List<NDArray> arrays =
        plan.program().slots().stream().map(slot -> array(slot, plan, arrival)).toList();
    return new Workspace(plan, arrays);
  }

  private static NDArray array(Slot slot, Plan plan, Arrival arrival) {
    return switch (slot.role()) {
      case INPUT ->
          switch (plan.input(slot)) {
            case Input.Literal(NDArray sent, _) -> sent;
            case Input.Stored stored -> stored.array();
            case Generator generator ->
                NDArray.allocate(generator.arrayType(), arrival.reservation());
          };
      case INTERMEDIATE -> NDArray.allocate(slot.arrayType(), arrival.reservation());
      case RESULT -> NDArray.allocate(slot.arrayType(), arrival.results());
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
          case Input.Literal _, Input.Stored _ -> {}
          case Generator generator ->
              Generation.fill(arrays.get(slot), generator, threads, parallelism, deadline);
        }
      }
    }
  }

  /// Frees every array that it allocated.
  void free(Arrival arrival) {
    List<Slot> slots = plan.program().slots();
    for (int slot = 0; slot < slots.size(); slot++) {
      NDArray array = arrays.get(slot);
      switch (slots.get(slot).role()) {
        case INPUT -> {
          if (plan.input(slots.get(slot)) instanceof Generator) {
            arrival.reservation().release(array.allocation());
          }
        }
        case INTERMEDIATE -> arrival.reservation().release(array.allocation());
        case RESULT -> arrival.results().release(array.allocation());
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
