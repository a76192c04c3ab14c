package io.parallax.executor.testing;

import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.executor.Execution;
import io.parallax.executor.PlanExecutor;
import io.parallax.kernel.testing.Outcome;
import io.parallax.kernel.testing.ProgramRunner;
import io.parallax.kernel.testing.TestArray;
import io.parallax.limit.Deadline;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.program.Program;
import io.parallax.program.Slot;
import io.parallax.type.Shape;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

/// Runs whole programs on an executor, for comparing it with the oracle.
///
/// @param budget where the arrays stand: in shared memory, if it has such
public record ExecutorRunner(PlanExecutor executor, int parallelism, MemoryBudget budget)
    implements ProgramRunner {

  @Override
  public Outcome run(Program program, Map<String, TestArray> inputs) {
    try (Reservation reservation = budget.reserve(0)) {
      reservation.share();
      List<NDArray> arrays =
          program.slots().stream().map(slot -> array(slot, inputs, reservation)).toList();
      Deadline deadline = Deadline.after(System.nanoTime(), Duration.ofMinutes(5));
      executor.execute(
          new Execution(
              program, arrays.stream().map(NDArray::segment).toList(), parallelism, deadline));
      return new Outcome.Values(results(program, arrays));
    } catch (ComputeException failure) {
      return new Outcome.Failure(
          failure.code(), failure.detail(), failure.position(), failure.pointer());
    }
  }

  private static NDArray array(Slot slot, Map<String, TestArray> inputs, Reservation reservation) {
    reservation.grow(NDArray.chargedBytes(slot.arrayType()));
    NDArray array = NDArray.allocate(slot.arrayType(), reservation);
    if (slot.role() == Slot.Role.INPUT) {
      long[] bits = Objects.requireNonNull(inputs.get(slot.name())).bits();
      for (int at = 0; at < bits.length; at++) {
        array.setBitsAt(at, bits[at]);
      }
    }
    return array;
  }

  private static Map<String, TestArray> results(Program program, List<NDArray> arrays) {
    Map<String, TestArray> results = new LinkedHashMap<>();
    for (Program.Result result : program.results()) {
      Slot slot = program.slots().get(result.slot());
      NDArray array = arrays.get(result.slot());
      Shape shape =
          slot.countSlot() == Slot.EXACT
              ? slot.shape()
              : Shape.of(arrays.get(slot.countSlot()).longAt(0));
      results.put(
          result.name(),
          TestArray.of(
              slot.type(), shape, LongStream.range(0, shape.elementCount()).map(array::bitsAt)));
    }
    return results;
  }
}
