package io.parallax.language;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.List;

/// Types and shapes of reductions. Their results are not weak.
record ReductionCalls(Source source, Promotion promotion, Broadcasting broadcasting) {
  /// @param arguments in the order of [Function#operands]
  AnalyzedOperand call(
      ReductionFunction function,
      List<AnalyzedOperand> arguments,
      ReductionOptions options,
      int offset) {
    List<Expression> operands = operands(function, arguments);
    Shape extent = broadcasting.shape(operands, offset);
    boolean index = function.typeRule() == TypeRule.INDEX;
    List<Integer> axes = index ? options.singleAxis(extent.rank()) : options.axes(extent.rank());
    if (function == ReductionFunction.DOT) {
      requireVectors(operands, axes, options, offset);
    }
    Shape shape = reduced(extent, axes, options, offset);
    requireElements(function, extent, axes, shape, offset);
    DataType operandType = operands.getFirst().type();
    if (!function.typeRule().accepted().contains(operandType)) {
      throw source.error(
          ErrorCode.TYPE_MISMATCH,
          offset,
          "'"
              + function.label()
              + "' does not take "
              + operandType
              + "; write int64(x) for a number");
    }
    return new AnalyzedOperand.Strong(
        new Expression.Reduce(
            function,
            operands,
            axes,
            options.keepDimensions(),
            options.ddof(),
            function.typeRule().resultType(operandType),
            shape,
            offset));
  }

  private List<Expression> operands(ReductionFunction function, List<AnalyzedOperand> arguments) {
    if (function.plain() == ReductionFunction.QUANTILE) {
      Expression operand = convert(function, arguments.subList(0, 1)).getFirst();
      return List.of(operand, probability(arguments.get(1)));
    }
    return convert(function, arguments);
  }

  private List<Expression> convert(ReductionFunction function, List<AnalyzedOperand> arguments) {
    DataType type = function.typeRule().operandType(promotion.commonType(arguments));
    return promotion.convertAll(arguments, type);
  }

  private Expression probability(AnalyzedOperand argument) {
    Expression q = promotion.convert(argument, DataType.FLOAT64);
    if (!q.shape().isScalar()) {
      throw refuse(argument.offset(), "'q' has no dimensions; this has shape " + q.shape());
    }
    if (q instanceof Expression.Literal(Scalar value, _)
        && !(value.asDouble() >= 0 && value.asDouble() <= 1)) {
      throw refuse(
          argument.offset(),
          "'q' is between 0 and 1, not " + value.asDouble() + "; of percent write q / 100");
    }
    return q;
  }

  /// Without an axis `dot` takes two vectors, or two values without dimensions; with one it takes
  /// arrays of equal extent along it, and broadcasts the other dimensions.
  private void requireVectors(
      List<Expression> operands, List<Integer> axes, ReductionOptions options, int offset) {
    Shape left = operands.getFirst().shape();
    Shape right = operands.getLast().shape();
    int rank = Math.max(left.rank(), right.rank());
    if (rank > 1 && !options.hasAxis()) {
      throw refuse(
          offset,
          "'dot' of more than one dimension needs an axis, for example axis=-1; for the sum of all"
              + " products write sum(a * b)");
    }
    boolean ranksAgree = options.hasAxis() || left.rank() == right.rank();
    boolean extentsAgree =
        axes.stream()
            .allMatch(
                axis ->
                    Broadcasting.alignedExtent(left, axis, rank)
                        == Broadcasting.alignedExtent(right, axis, rank));
    if (!ranksAgree || !extentsAgree) {
      throw source.error(
          ErrorCode.SHAPE_MISMATCH,
          offset,
          "'dot' takes vectors of one length; these have shapes " + left + " and " + right);
    }
  }

  private Shape reduced(Shape extent, List<Integer> axes, ReductionOptions options, int offset) {
    List<Long> extents = new ArrayList<>();
    for (int dimension = 0; dimension < extent.rank(); dimension++) {
      if (!axes.contains(dimension)) {
        extents.add(extent.extent(dimension));
      } else if (options.keepDimensions()) {
        extents.add(1L);
      }
    }
    if (!Shape.fits(extents)) {
      throw source.error(
          ErrorCode.TOO_LARGE, offset, "the result would have too many elements: " + extents);
    }
    return new Shape(extents);
  }

  private void requireElements(
      ReductionFunction function, Shape extent, List<Integer> axes, Shape result, int offset) {
    boolean needsElements =
        switch (function) {
          case MIN, MAX, ARGMIN, ARGMAX, PTP, NANMIN, NANMAX, NANARGMIN, NANARGMAX -> true;
          case SUM,
              PROD,
              MEAN,
              VAR,
              STD,
              COUNT,
              ANY,
              ALL,
              MEDIAN,
              QUANTILE,
              DOT,
              SIZE,
              NANSUM,
              NANPROD,
              NANMEAN,
              NANVAR,
              NANSTD,
              NANMEDIAN,
              NANQUANTILE ->
              false;
        };
    boolean none = axes.stream().anyMatch(axis -> extent.extent(axis) == 0);
    if (needsElements && none && result.elementCount() > 0) {
      throw source.error(
          ErrorCode.EMPTY_REDUCTION,
          offset,
          "'" + function.label() + "' of no elements has no value; the shape is " + extent);
    }
  }

  private ComputeException refuse(int offset, String detail) {
    return source.error(ErrorCode.INVALID_ARGUMENT, offset, detail);
  }
}
