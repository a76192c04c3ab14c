package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.BlockLoop;
import io.parallax.kernel.block.loop.BoolFoldLoop;
import io.parallax.kernel.block.loop.CompactLoop;
import io.parallax.kernel.block.loop.LoopKey;
import io.parallax.kernel.block.loop.PolynomialLoop;
import io.parallax.kernel.block.loop.ReduceLoop;
import io.parallax.kernel.block.loop.ScalarCompactLoop;
import io.parallax.kernel.block.loop.ScalarFormulas;
import io.parallax.kernel.block.loop.ScalarLoop;
import io.parallax.kernel.block.loop.ScalarPolynomialLoop;
import io.parallax.kernel.block.loop.TableLoop;
import io.parallax.kernel.block.loop.Templates;
import io.parallax.program.Operation;
import io.parallax.type.DataType;
import java.util.Optional;

/// Loops for any JVM, without the Vector API.
final class ScalarLoops implements LoopProvider {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public int variant(Operation operation, int uniform) {
    return 0;
  }

  @Override
  public BlockLoop loop(LoopKey key) {
    return loop(key.operation());
  }

  @Override
  public PolynomialLoop polynomial(DataType type) {
    return new ScalarPolynomialLoop(type);
  }

  @Override
  public Optional<ReduceLoop> reduce(ReduceKey key) {
    return key.type() == DataType.BOOL
        ? Optional.of(new BoolFoldLoop(key.reduction(), key.masked()))
        : Optional.empty();
  }

  @Override
  public CompactLoop compact(int width) {
    return compactLoop(width);
  }

  static BlockLoop loop(Operation operation) {
    return switch (operation) {
      case Operation.Compare compare -> loop(operation, compare.operandType());
      case Operation.Convert convert -> loop(operation, convert.from());
      case Operation.Select select -> loop(operation, DataType.BOOL, select.type());
      case Operation.Lookup lookup -> new TableLoop(lookup.table());
      case Operation other -> loop(operation, other.type());
    };
  }

  private static BlockLoop loop(Operation operation, DataType type) {
    return loop(operation, type, type);
  }

  /// @param rest the type of the operands after the first
  private static BlockLoop loop(Operation operation, DataType first, DataType rest) {
    return Templates.instantiate(
        ScalarLoop.class,
        BlockLoop.class,
        new ScalarLoop.Parameters(operation, ScalarFormulas.of(operation), first, rest, rest));
  }

  static CompactLoop compactLoop(int width) {
    return Templates.instantiate(ScalarCompactLoop.class, CompactLoop.class, width);
  }
}
