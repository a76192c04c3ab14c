package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.BlockLoop;
import io.parallax.kernel.block.loop.CompactLoop;
import io.parallax.kernel.block.loop.LoopKey;
import io.parallax.kernel.block.loop.PolynomialLoop;
import io.parallax.kernel.block.loop.ReduceLoop;
import io.parallax.type.DataType;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// All loops of an engine. Each loop is made once, when it is first asked for. Thread safe.
///
/// There are as many loops as combinations of operation, type and variant: a few hundred.
public final class Loops {
  private final LoopProvider provider;
  private final Map<LoopKey, BlockLoop> loops = new ConcurrentHashMap<>();
  private final Map<LoopProvider.ReduceKey, Optional<ReduceLoop>> reductions =
      new ConcurrentHashMap<>();
  private final Map<DataType, PolynomialLoop> polynomials = new ConcurrentHashMap<>();
  private final Map<Integer, CompactLoop> compactions = new ConcurrentHashMap<>();
  private final LongAdder exactParts = new LongAdder();

  Loops(LoopProvider provider) {
    this.provider = provider;
  }

  /// Counts the parts of rows that are summed in an [io.parallax.kernel.ExactSum].
  LongAdder exactParts() {
    return exactParts;
  }

  LoopProvider provider() {
    return provider;
  }

  /// The key of the loop that computes an operation.
  ///
  /// @param uniformOperands bit mask of the operation's uniform operands; the chosen loop may
  ///   ignore some
  LoopKey variant(LoopKey key, int uniformOperands) {
    return key.withUniform(provider.variant(key.operation(), uniformOperands));
  }

  BlockLoop loop(LoopKey key) {
    return loops.computeIfAbsent(key, provider::loop);
  }

  Optional<ReduceLoop> reduce(LoopProvider.ReduceKey key) {
    return reductions.computeIfAbsent(key, provider::reduce);
  }

  PolynomialLoop polynomial(DataType type) {
    return polynomials.computeIfAbsent(type, provider::polynomial);
  }

  CompactLoop compact(int width) {
    return compactions.computeIfAbsent(width, provider::compact);
  }
}
