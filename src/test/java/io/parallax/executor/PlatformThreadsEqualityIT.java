package io.parallax.executor;

import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.kernel.EngineEquality;
import io.parallax.kernel.Outcome;
import io.parallax.kernel.ProgramRunner;
import io.parallax.kernel.TestArray;
import io.parallax.kernel.vector.BlockEngine;
import io.parallax.program.Program;
import io.parallax.program.Slot;
import io.parallax.type.ArrayType;
import io.parallax.type.Shape;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;

/// Whole programs on four threads, against the oracle on one.
class PlatformThreadsEqualityIT extends EngineEquality {
  private static final int THREADS = 4;
  private static final BlockEngine ENGINE = BlockEngine.create();
  private static final CorePool POOL = new CorePool(THREADS);

  private final PlanExecutor executor =
      new PlatformThreadsExecutor(new io.parallax.executor.ProgramRunner(ENGINE), POOL);

  @AfterAll
  static void close() {
    POOL.close();
    ENGINE.close();
  }

  @Override
  protected ProgramRunner runner() {
    return this::run;
  }

  private Outcome run(Program program, Map<String, TestArray> inputs) {
    try (Arena arena = Arena.ofShared()) {
      List<NDArray> arrays =
          program.slots().stream().map(slot -> array(slot, inputs, arena)).toList();
      Deadline deadline = Deadline.after(System.nanoTime(), Duration.ofMinutes(5));
      executor.execute(
          new Execution(
              program, arrays.stream().map(NDArray::segment).toList(), THREADS, deadline));
      return new Outcome.Values(results(program, arrays));
    } catch (ComputeException failure) {
      return new Outcome.Failure(
          failure.code(), failure.detail(), failure.position(), failure.pointer());
    }
  }

  private static NDArray array(Slot slot, Map<String, TestArray> inputs, Arena arena) {
    ArrayType type = slot.arrayType();
    NDArray array =
        NDArray.over(type, arena.allocate(Math.max(1, type.byteSize()), NDArray.ALIGNMENT_BYTES));
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
