package io.parallax.compute;

import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.kernel.InvocationRun;
import io.parallax.limit.Deadline;
import io.parallax.program.Invocation;
import io.parallax.program.ItemFault;
import io.parallax.program.Program;
import java.util.ArrayList;
import java.util.List;

/// The items of a request that failed while the others were computed.
///
/// @param count all of them
/// @param first the first in row-major order, at most [#MOST]
public record ItemFailures(long count, List<Item> first) {
  /// The most items that are told one by one.
  public static final int MOST = 1_000;

  /// Items between two looks at the deadline.
  private static final long STRIDE = 1 << 20;

  public ItemFailures {
    first = List.copyOf(first);
  }

  /// An item that failed.
  ///
  /// @param index its coordinates, from 0; none where there is a single item
  /// @param reason with the position in the functions
  public record Item(List<Long> index, ComputeException reason) {
    public Item {
      index = List.copyOf(index);
    }
  }

  /// Reads what an invocation left in its slot of failures.
  ///
  /// @param request whose functions the places of failures are in
  /// @param codes the array of this slot: an int64 for each item
  static ItemFailures of(
      ComputeRequest request, Program program, Invocation step, NDArray codes, Deadline deadline) {
    long count = 0;
    List<Item> first = new ArrayList<>();
    for (long item = 0; item < codes.elementCount(); item++) {
      if (item % STRIDE == 0) {
        deadline.check();
      }
      long code = codes.longAt(item);
      if (code != ItemFault.NONE) {
        count++;
        if (first.size() < MOST) {
          ItemFault fault = ItemFault.ofCode(code).orElseThrow();
          ComputeException reason = InvocationRun.failure(program, step, item, fault);
          first.add(new Item(step.space().indexAt(item), CallerFunctions.located(request, reason)));
        }
      }
    }
    return new ItemFailures(count, first);
  }
}
