package io.parallax.kernel.vector;

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
    ScalarLoop.Parameters parameters =
        switch (operation) {
          case Operation.Compare compare -> allOf(operation, compare.operandType());
          case Operation.Convert convert -> allOf(operation, convert.from());
          case Operation.Select select ->
              new ScalarLoop.Parameters(operation, DataType.BOOL, select.type(), select.type());
          case Operation.Load _,
              Operation.Constant _,
              Operation.Position _,
              Operation.Unary _,
              Operation.Binary _,
              Operation.Reinterpret _,
              Operation.FusedMultiplyAdd _,
              Operation.Mathematics _ ->
              allOf(operation, operation.type());
        };
    return Templates.instantiate(ScalarLoop.class, BlockLoop.class, parameters);
  }

  static CompactLoop compactLoop(int width) {
    return Templates.instantiate(ScalarCompactLoop.class, CompactLoop.class, width);
  }

  private static ScalarLoop.Parameters allOf(Operation operation, DataType type) {
    return new ScalarLoop.Parameters(operation, type, type, type);
  }
}
