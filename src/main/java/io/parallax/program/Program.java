package io.parallax.program;

import io.parallax.error.ComputeException;
import io.parallax.error.SourcePosition;
import java.util.List;
import java.util.Optional;

/// A lowered request: what to run, in order, over which arrays. Self-contained; knows no memory.
///
/// @param slots the arrays, inputs first
/// @param origins the places in the caller's texts that operations and sinks refer to
/// @param results the slots handed to the caller, in the order the caller asked
/// @param source the texts it was lowered from; empty for a program made in another way
public record Program(
    List<Slot> slots,
    List<Step> steps,
    List<Origin> origins,
    List<Result> results,
    Optional<ProgramSource> source) {
  private static final long LINE = 64;

  /// A place in one of the caller's texts.
  ///
  /// @param pointer the JSON pointer to this text in the request, such as `/select/y`
  /// @param kind what stands there
  public record Origin(SourcePosition position, String pointer, Kind kind) {
    /// What a fault means to the caller at a place.
    public enum Kind {
      /// An operation as the caller wrote it.
      OPERATION,
      /// A float becomes an integer.
      CONVERSION,
      /// A call of a function that the service has written, of whose operations the caller knows
      /// nothing.
      LIBRARY
    }

    /// The place of an operation.
    public Origin(SourcePosition position, String pointer) {
      this(position, pointer, Kind.OPERATION);
    }

    /// The failure of a computation that has met a fault here.
    ///
    /// @param where the element or item, such as ` at element [3]`; empty for a scalar
    public ComputeException fail(Fault fault, String where) {
      return locate(fault.failure(kind, where));
    }

    /// The failure, located here.
    public ComputeException locate(ComputeException failure) {
      return failure.at(position).atPointer(pointer);
    }
  }

  /// A named result of the program.
  public record Result(String name, int slot) {}

  public Program {
    slots = List.copyOf(slots);
    steps = List.copyOf(steps);
    origins = List.copyOf(origins);
    results = List.copyOf(results);
    ProgramCheck.check(slots, steps, origins, results);
  }

  /// A program that was not lowered from texts.
  public Program(List<Slot> slots, List<Step> steps, List<Origin> origins, List<Result> results) {
    this(slots, steps, origins, results, Optional.empty());
  }

  /// The same program, known to be lowered from a source.
  public Program from(ProgramSource origin) {
    return new Program(slots, steps, origins, results, Optional.of(origin));
  }

  /// Those of its steps that are loops, in order.
  public List<Loop> loops() {
    return steps.stream().filter(Loop.class::isInstance).map(Loop.class::cast).toList();
  }

  /// Bytes of all slots that are not inputs, each rounded up to whole 64-byte lines: the memory
  /// that a run needs beyond the inputs. [Long#MAX_VALUE] if a `long` cannot hold the number.
  public long workingBytes() {
    try {
      return slots.stream()
          .filter(slot -> slot.role() != Slot.Role.INPUT)
          .mapToLong(slot -> Math.ceilDiv(slot.arrayType().byteSize(), LINE) * LINE)
          .reduce(0, Math::addExact);
    } catch (ArithmeticException tooLarge) {
      return Long.MAX_VALUE;
    }
  }

  /// Those of its steps that run routines, in order.
  public List<Invocation> invocations() {
    return steps.stream().filter(Invocation.class::isInstance).map(Invocation.class::cast).toList();
  }

  /// Primitive operations times the elements they run over, summed over all loops. What the loops
  /// of a routine do is not known; an item counts as one operation.
  public double operationCount() {
    return steps.stream()
        .mapToDouble(
            step ->
                switch (step) {
                  case Loop loop -> (double) loop.operations().size() * loop.elementCount();
                  case OrderStatistic order -> 4.0 * order.rows() * order.rowLength();
                  case Invocation invocation -> (double) invocation.itemCount();
                })
        .sum();
  }
}
