package io.parallax.kernel.block.loop;

import io.parallax.program.Likelihood;
import io.parallax.program.Loop;
import io.parallax.program.Operation;
import io.parallax.program.Sink;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/// Gives every value of a loop a buffer. Values that are not needed at the same time share a
/// buffer. The buffer freed last is reused first, because it is still in the cache.
///
/// A value that is the same at every position does not share its buffer. An [Operation.Reinterpret]
/// has no buffer, because it is the same value as its operand.
public final class BufferPlan {
  private final Operation[] operations;
  private final int[] sources;
  private final boolean[] uniform;
  private final Polynomials polynomials;
  private final int[] lastUses;
  private final int[] buffers;
  private int count;

  public BufferPlan(Loop loop) {
    operations = loop.operations().toArray(Operation[]::new);
    sources = new int[operations.length];
    uniform = new boolean[operations.length];
    lastUses = new int[operations.length];
    buffers = new int[operations.length];
    for (int index = 0; index < operations.length; index++) {
      examine(index, loop);
    }
    polynomials = new Polynomials(loop, uniform);
    for (int index = 0; index < operations.length; index++) {
      lastUses[index] = index;
      for (int operand : read(index)) {
        lastUses[sources[operand]] = index;
      }
    }
    loop.sinks().forEach(this::keepToTheEnd);
    assign();
  }

  /// The value that an operation yields: its own value, or for an operation that only renames, the
  /// value it renames.
  public int source(int operation) {
    return sources[operation];
  }

  public boolean isUniform(int operation) {
    return uniform[operation];
  }

  public Polynomials polynomials() {
    return polynomials;
  }

  /// The earlier value whose buffer this value takes over; empty where there is none. A rare select
  /// takes over the buffer of its usual value, if the usual value is computed and not needed
  /// afterwards.
  public OptionalInt sharedBy(int value) {
    if (!(operations[value] instanceof Operation.Select select)
        || select.likelihood() != Likelihood.RARE
        || uniform[value]) {
      return OptionalInt.empty();
    }
    int usual = sources[select.whenFalse()];
    boolean isFree =
        !uniform[usual]
            && !(operations[usual] instanceof Operation.Load)
            && lastUses[usual] == value
            && usual != sources[select.whenTrue()]
            && usual != select.condition();
    return isFree ? OptionalInt.of(usual) : OptionalInt.empty();
  }

  /// The number of values.
  int valueCount() {
    return buffers.length;
  }

  /// The index of the buffer of a value that is its own source.
  public int buffer(int value) {
    return buffers[value];
  }

  /// The number of buffers.
  int count() {
    return count;
  }

  /// The bytes of all buffers together.
  public long byteSize() {
    return (long) count * Block.BUFFER_BYTES;
  }

  private void examine(int index, Loop loop) {
    Operation operation = operations[index];
    sources[index] = index;
    uniform[index] =
        switch (operation) {
          case Operation.Constant _ -> true;
          case Operation.Position _ -> false;
          case Operation.Load load -> loop.operands().get(load.operand()).isScalar();
          case Operation.Reinterpret reinterpret -> {
            sources[index] = sources[reinterpret.operand()];
            yield uniform[reinterpret.operand()];
          }
          case Operation.Unary _,
              Operation.Binary _,
              Operation.Compare _,
              Operation.Select _,
              Operation.Convert _,
              Operation.FusedMultiplyAdd _,
              Operation.Lookup _ ->
              operation.operands().stream().allMatch(operand -> uniform[operand]);
        };
  }

  private void keepToTheEnd(Sink sink) {
    sink.values().forEach(value -> lastUses[sources[value]] = operations.length);
  }

  /// The values that the step of an operation reads; none where the operation has no step because a
  /// polynomial absorbs it.
  private List<Integer> read(int index) {
    if (polynomials.isAbsorbed(index)) {
      return List.of();
    }
    return polynomials
        .endingAt(index)
        .map(Polynomials.Polynomial::operands)
        .orElseGet(operations[index]::operands);
  }

  private void assign() {
    Deque<Integer> free = new ArrayDeque<>();
    for (int index = 0; index < operations.length; index++) {
      int at = index;
      OptionalInt shared = sharedBy(index);
      if (shared.isPresent()) {
        buffers[index] = buffers[shared.getAsInt()];
        release(index, index, free);
      } else if (sources[index] == index && !polynomials.isAbsorbed(index)) {
        Integer reused = uniform[index] ? null : free.poll();
        buffers[index] = reused != null ? reused : count++;
        release(index, index, free);
      }
      read(index).stream()
          .map(operand -> sources[operand])
          .distinct()
          .filter(source -> source != at)
          .filter(source -> shared.isEmpty() || source != shared.getAsInt())
          .forEach(source -> release(source, at, free));
    }
  }

  private void release(int value, int now, Deque<Integer> free) {
    if (lastUses[value] == now && !uniform[value]) {
      free.push(buffers[value]);
    }
  }
}
