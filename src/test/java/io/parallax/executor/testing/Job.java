package io.parallax.executor.testing;

import static java.util.Objects.requireNonNull;

import io.parallax.array.Constant;
import io.parallax.array.Distribution;
import io.parallax.array.Generator;
import io.parallax.array.NDArray;
import io.parallax.array.Random;
import io.parallax.executor.Execution;
import io.parallax.language.Analyzer;
import io.parallax.language.Parser;
import io.parallax.limit.Deadline;
import io.parallax.lowering.Lowering;
import io.parallax.lowering.Selection;
import io.parallax.lowering.Target;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.program.Program;
import io.parallax.program.Slot;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A program with filled inputs, for tests: float64 `x` and `y`, int64 `i` and `j` (never 0), all
/// of the same length, and float32 `m` with a quarter as many rows of 4.
public final class Job implements AutoCloseable {
  private static final MemoryBudget BUDGET = new MemoryBudget(1L << 30);

  private final Program program;
  private final Reservation reservation;
  private final List<NDArray> arrays = new ArrayList<>();

  private Job(Program program, Map<String, Generator> inputs, MemoryBudget budget) {
    this.program = program;
    this.reservation = budget.reserve(0);
    reservation.share();
    for (Slot slot : program.slots()) {
      reservation.grow(NDArray.chargedBytes(slot.arrayType()));
      NDArray array = NDArray.allocate(slot.arrayType(), reservation);
      array.segment().fill((byte) 0x5A);
      if (slot.role() == Slot.Role.INPUT) {
        requireNonNull(inputs.get(slot.name())).fill(array.segment(), 0, array.elementCount());
      }
      arrays.add(array);
    }
  }

  /// An evaluation, or after "filter " the indices and values where a predicate holds.
  public static Job of(String text, long count) {
    return of(text, count, BUDGET);
  }

  /// The text over that many elements.
  ///
  /// @param budget where the arrays stand: in shared memory, if it has such
  public static Job of(String text, long count, MemoryBudget budget) {
    Map<String, Generator> inputs = inputs(count);
    if (text.startsWith("filter ")) {
      Target predicate = target(text.substring("filter ".length()), inputs);
      return new Job(
          Lowering.filter(predicate, new Selection.Values(List.of(target("x * 2", inputs)))),
          inputs,
          budget);
    }
    return new Job(Lowering.evaluate(target(text, inputs)), inputs, budget);
  }

  /// An evaluation over an int64 `d` that is zero at the given elements and one elsewhere.
  public static Job withZeros(String text, long count, long... zeros) {
    Map<String, Generator> inputs = inputs(count);
    inputs.put("d", new Constant(Scalar.of(1L), Shape.of(count)));
    Job job = new Job(Lowering.evaluate(target(text, inputs)), inputs, BUDGET);
    NDArray divisor = job.input("d");
    for (long zero : zeros) {
      divisor.setBitsAt(zero, 0);
    }
    return job;
  }

  private static Target target(String text, Map<String, Generator> inputs) {
    Map<String, ArrayType> types = new LinkedHashMap<>();
    inputs.forEach((name, input) -> types.put(name, input.arrayType()));
    return new Target(
        "result", text, Analyzer.analyze(text, Parser.parse(text), types), "/expression");
  }

  private static Map<String, Generator> inputs(long count) {
    Shape shape = Shape.of(count);
    Map<String, Generator> inputs = new LinkedHashMap<>();
    inputs.put("x", new Random(Distribution.Normal.DEFAULT, shape, 1));
    inputs.put("y", new Random(Distribution.Uniform.DEFAULT, shape, 2));
    inputs.put("i", new Random(new Distribution.Integers(-1_000_000, 1_000_000), shape, 3));
    inputs.put("j", new Random(new Distribution.Integers(1, 1_000), shape, 4));
    inputs.put(
        "m", new Random(Distribution.Normal.DEFAULT, Shape.of(count / 4, 4), 5, DataType.FLOAT32));
    return inputs;
  }

  private NDArray input(String name) {
    for (int slot = 0; slot < arrays.size(); slot++) {
      if (program.slots().get(slot).name().equals(name)) {
        return arrays.get(slot);
      }
    }
    throw new AssertionError(name);
  }

  public Program program() {
    return program;
  }

  public Execution on(int parallelism) {
    return on(parallelism, Deadline.after(System.nanoTime(), Duration.ofSeconds(50)));
  }

  public Execution on(int parallelism, Deadline deadline) {
    return new Execution(
        program, arrays.stream().map(NDArray::segment).toList(), parallelism, deadline);
  }

  /// The bits of every result, of counted ones those that are there; then overwrites them.
  public List<List<Long>> takeResults() {
    List<List<Long>> results = new ArrayList<>();
    for (Program.Result result : program.results()) {
      NDArray array = arrays.get(result.slot());
      int countSlot = program.slots().get(result.slot()).countSlot();
      long count = countSlot == Slot.EXACT ? array.elementCount() : arrays.get(countSlot).longAt(0);
      List<Long> bits = new ArrayList<>();
      for (long at = 0; at < count; at++) {
        bits.add(array.scalarAt(at).bits());
      }
      results.add(bits);
      array.segment().fill((byte) 0x5A);
    }
    return results;
  }

  @Override
  public void close() {
    reservation.close();
  }
}
