package io.parallax.program;

import java.util.ArrayList;
import java.util.List;

/// The dimensions of a domain after merging. Dimensions of extent 1 are dropped. Two neighbouring
/// dimensions become one where, for every operand, one step of the outer dimension equals the
/// extent of the inner one in inner steps. A contiguous array of any rank becomes one dimension.
///
/// @param extents of the merged dimensions
/// @param rowRank how many of the merged dimensions form a row
public record Folding(List<Long> extents, int rowRank, List<Operand> operands) {
  public static Folding of(Domain domain, List<Operand> operands) {
    List<Long> extents = domain.extents();
    int firstOfRow = extents.size() - domain.rowRank();
    List<Integer> kept = new ArrayList<>();
    List<Long> merged = new ArrayList<>();
    for (int dimension = 0; dimension < extents.size(); dimension++) {
      long extent = extents.get(dimension);
      if (extent == 1) {
        continue;
      }
      boolean sameSide =
          !kept.isEmpty() && (kept.getLast() < firstOfRow) == (dimension < firstOfRow);
      if (sameSide && continues(operands, kept.getLast(), dimension, extent)) {
        merged.add(merged.removeLast() * extent);
        kept.removeLast();
      } else {
        merged.add(extent);
      }
      kept.add(dimension);
    }
    int rows = Math.toIntExact(kept.stream().filter(at -> at >= firstOfRow).count());
    return new Folding(merged, rows, operands.stream().map(o -> restricted(o, kept)).toList());
  }

  public Loop loop(Space space, List<Operation> operations, List<Sink> sinks) {
    return new Loop(space, extents, rowRank, operands, operations, sinks);
  }

  private static boolean continues(
      List<Operand> operands, int outerDimension, int innerDimension, long innerExtent) {
    return operands.stream()
        .map(Operand::strides)
        .allMatch(
            strides -> strides.get(outerDimension) == strides.get(innerDimension) * innerExtent);
  }

  private static Operand restricted(Operand operand, List<Integer> dimensions) {
    return new Operand(operand.slot(), dimensions.stream().map(operand.strides()::get).toList());
  }
}
