package io.parallax.compute;

import io.parallax.array.Generator;
import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.language.Names;
import io.parallax.language.Printer;
import io.parallax.program.Invocation;
import io.parallax.program.Program;
import io.parallax.program.ProgramText;
import io.parallax.program.Slot;
import io.parallax.program.Step;
import io.parallax.strategy.Decision;
import io.parallax.type.ArrayType;
import io.parallax.type.Overflow;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// An analysed request together with its inputs: which program runs over which arrays. Nothing is
/// allocated yet.
///
/// @param keyBytes the heap that the texts and the program take
/// @param inputs all inputs of the request, whether the program reads them or not
record Plan(AnalyzedRequest reading, long keyBytes, Map<String, Input> inputs) {
  Plan {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }

  Program program() {
    return reading.program();
  }

  /// The number of positions a filter looks at; empty for other requests.
  OptionalLong total() {
    return reading.total();
  }

  /// The input of a slot whose role is an input. The slot has the name in the form of
  /// [Names#canonical], the request as it was sent.
  Input input(Slot slot) {
    Input sent = inputs.get(slot.name());
    return sent != null
        ? sent
        : inputs.entrySet().stream()
            .filter(input -> Names.canonical(input.getKey()).equals(slot.name()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
  }

  /// Whether the program's cost is known before it runs. Loops of a caller's function make as many
  /// trips as they want.
  boolean isCostKnown() {
    return program().invocations().isEmpty();
  }

  /// The heap to charge before anything runs.
  long heapBytes() {
    return keyBytes + HeapCost.partialBytes(program());
  }

  /// The bytes to charge before anything is allocated: for the generators the program reads, for
  /// the program's own arrays and for scratch memory. [Long#MAX_VALUE], which no budget grants,
  /// when the bytes exceed a `long`.
  long additionalBytes(long scratchBytes) {
    try {
      return read()
          .map(Plan::allocatedBytes)
          .reduce(Math.addExact(program().workingBytes(), scratchBytes), Math::addExact);
    } catch (ArithmeticException beyondLong) {
      return Long.MAX_VALUE;
    }
  }

  /// Those of the [#additionalBytes] that are for the program's results.
  long resultBytes() {
    try {
      return program().slots().stream()
          .filter(slot -> slot.role() == Slot.Role.RESULT)
          .mapToLong(slot -> NDArray.chargedBytes(slot.arrayType()))
          .reduce(0, Math::addExact);
    } catch (ArithmeticException beyondLong) {
      return Long.MAX_VALUE;
    }
  }

  /// The bytes of the arrays that the program reads and that exist before it runs.
  long readBytes() {
    return read()
        .filter(input -> !(input instanceof Generator))
        .mapToLong(input -> input.arrayType().byteSize())
        .sum();
  }

  /// The approximate time in which generators make their elements on one thread, in nanoseconds.
  double generatingNanos() {
    return read().mapToDouble(Plan::generatingNanos).sum();
  }

  /// What would happen if the request were run by this decision.
  Explanation explained(Decision decision, long scratchBytes, Overflow overflow) {
    Map<String, String> canonical = new LinkedHashMap<>();
    reading.texts().forEach((pointer, syntax) -> canonical.put(pointer, Printer.print(syntax)));
    Map<String, ArrayType> inputTypes = new LinkedHashMap<>();
    Set<String> weak = new HashSet<>();
    inputs.forEach(
        (name, input) -> {
          inputTypes.put(name, input.arrayType());
          InputTypes.weak(input).ifPresent(_ -> weak.add(name));
        });
    Map<String, ArrayType> resultTypes = new LinkedHashMap<>();
    for (Program.Result result : program().results()) {
      resultTypes.put(result.name(), type(result));
    }
    return new Explanation(
        canonical,
        inputTypes,
        weak,
        resultTypes,
        reading.functions(),
        ProgramText.of(program()),
        program().operationCount(),
        peakBytes(scratchBytes),
        overflow,
        decision);
  }

  /// The invocation that collects its failures.
  Optional<Invocation> collecting() {
    for (Step step : program().steps()) {
      if (step instanceof Invocation invocation && invocation.collectsFailures()) {
        return Optional.of(invocation);
      }
    }
    return Optional.empty();
  }

  /// The type and shape of a result, also of one without a value.
  ArrayType type(Program.Result result) {
    ComputeResult.Missing missing = reading.missing().get(result.name());
    return missing == null ? program().slots().get(result.slot()).arrayType() : missing.type();
  }

  /// The additional bytes plus the bytes of the arrays that were sent.
  private long peakBytes(long scratchBytes) {
    long sentBytes =
        inputs.values().stream()
            .filter(input -> sentBytes(input) > 0)
            .mapToLong(input -> NDArray.chargedBytes(input.arrayType()))
            .sum();
    long additional = additionalBytes(scratchBytes);
    return additional == Long.MAX_VALUE ? additional : additional + sentBytes;
  }

  /// The results' types and largest shapes.
  Stream<ArrayType> resultTypes() {
    return program().results().stream()
        .map(result -> program().slots().get(result.slot()).arrayType());
  }

  /// The inputs that the program reads.
  private Stream<Input> read() {
    return program().slots().stream()
        .filter(slot -> slot.role() == Slot.Role.INPUT)
        .map(this::input);
  }

  /// The bytes of an input that came with the request.
  private static long sentBytes(Input input) {
    return switch (input) {
      case Input.Literal(NDArray sent, _) -> sent.arrayType().byteSize();
      case Generator _, Input.Stored _ -> 0;
    };
  }

  /// The bytes to charge for an input before its array is allocated.
  private static long allocatedBytes(Input input) {
    return switch (input) {
      case Input.Literal _, Input.Stored _ -> 0;
      case Generator generator -> NDArray.chargedBytes(generator.arrayType());
    };
  }

  private static double generatingNanos(Input input) {
    return switch (input) {
      case Input.Literal _, Input.Stored _ -> 0;
      case Generator generator ->
          generator.nanosPerElement() * generator.arrayType().shape().elementCount();
    };
  }
}
