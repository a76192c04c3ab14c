package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.BufferPlan;
import io.parallax.program.Comparison;
import io.parallax.program.Operation;
import java.util.List;

/// An operation with the values it reads. The two operands of a commutative operation, and of a
/// comparison, are exchanged so that a uniform operand comes second. The result is the same, and
/// fewer loops are needed.
///
/// @param uniformOperands bit mask of the uniform operands, as in [LoopKey#uniform]; 0 where all
///   operands are uniform, because a loop of its own would not pay
record BoundOperation(Operation operation, List<Integer> operands, int uniformOperands) {
  BoundOperation {
    operands = List.copyOf(operands);
  }

  static BoundOperation of(Operation operation, BufferPlan buffers) {
    Operation turned =
        switch (operation) {
          case Operation.Binary binary
              when binary.operation().isCommutative()
                  && shouldTurn(binary.left(), binary.right(), buffers) ->
              exchanged(binary, binary.left(), binary.right());
          case Operation.Compare compare when shouldTurn(compare, buffers) ->
              exchanged(
                  new Operation.Compare(
                      turned(compare.comparison()),
                      compare.left(),
                      compare.right(),
                      compare.operandType()),
                  compare.left(),
                  compare.right());
          case Operation.FusedMultiplyAdd fused when shouldTurn(fused.a(), fused.b(), buffers) ->
              new Operation.FusedMultiplyAdd(fused.b(), fused.a(), fused.c(), fused.type());
          case Operation other -> other;
        };
    List<Integer> sources = turned.operands().stream().map(buffers::source).toList();
    int uniform = 0;
    for (int operand = 0; operand < sources.size(); operand++) {
      uniform |= buffers.isUniform(sources.get(operand)) ? 1 << operand : 0;
    }
    boolean all = uniform == (1 << sources.size()) - 1;
    return new BoundOperation(turned, sources, all ? 0 : uniform);
  }

  /// The value read as operand `index`; the last operand's value where there are fewer operands.
  int operand(int index) {
    return operands.get(Math.min(index, operands.size() - 1));
  }

  private static Operation exchanged(Operation operation, int left, int right) {
    return operation.onOperands(operand -> operand == left ? right : left);
  }

  private static boolean shouldTurn(int left, int right, BufferPlan buffers) {
    return buffers.isUniform(left) && !buffers.isUniform(right);
  }

  /// Whether to exchange the operands of a comparison. A comparison of two arrays uses `<` or `<=`,
  /// never `>` or `>=`, so that fewer loops are needed.
  private static boolean shouldTurn(Operation.Compare compare, BufferPlan buffers) {
    boolean arrays = !buffers.isUniform(compare.left()) && !buffers.isUniform(compare.right());
    return switch (compare.comparison()) {
      case GREATER, GREATER_EQUAL -> arrays || shouldTurn(compare.left(), compare.right(), buffers);
      case LESS, LESS_EQUAL, EQUAL, NOT_EQUAL ->
          shouldTurn(compare.left(), compare.right(), buffers);
    };
  }

  /// The comparison that gives the same result for exchanged operands.
  private static Comparison turned(Comparison comparison) {
    return switch (comparison) {
      case LESS -> Comparison.GREATER;
      case LESS_EQUAL -> Comparison.GREATER_EQUAL;
      case GREATER -> Comparison.LESS;
      case GREATER_EQUAL -> Comparison.LESS_EQUAL;
      case EQUAL, NOT_EQUAL -> comparison;
    };
  }
}
