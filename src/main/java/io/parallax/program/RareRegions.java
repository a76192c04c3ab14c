package io.parallax.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which operations of a loop are rarely needed: those that serve nothing but the `whenTrue` of a
/// rare [Operation.Select]. They are the select's region; an engine may leave it out as long as the
/// condition holds for none of the positions at hand, and then take `whenFalse`.
///
/// A region may hold rare selects with regions of their own. It holds no load, no constant, and
/// nothing that could fault: these are always computed.
///
/// In linear time, but for the depth of regions within regions.
public final class RareRegions {
  private static final int ALWAYS = -1;
  private static final int UNUSED = -2;

  private final List<Operation> operations;
  private final int[] owners;
  private final int[] depths;

  private RareRegions(List<Operation> operations) {
    this.operations = operations;
    owners = new int[operations.size()];
    depths = new int[operations.size()];
    Arrays.fill(owners, UNUSED);
  }

  /// Finds the regions of a loop with these operations and sinks.
  public static RareRegions of(List<Operation> operations, List<Sink> sinks) {
    RareRegions regions = new RareRegions(operations);
    for (Sink sink : sinks) {
      sink.values().forEach(value -> regions.owners[value] = ALWAYS);
    }
    for (int at = operations.size() - 1; at >= 0; at--) {
      regions.examine(at);
    }
    return regions;
  }

  /// Where the part of the select's region begins that stands right before it: operations `start` …
  /// `select` − 1 can be skipped. The select itself where there is none, or where it is not rare.
  public int start(int select) {
    int start = select;
    if (isRare(select)) {
      while (start > 0 && isWithin(owners[start - 1], select)) {
        start--;
      }
    }
    return start;
  }

  /// The operations in an order in which every region stands right before its select, and nothing
  /// else has moved.
  List<Integer> order() {
    List<List<Integer>> regions = new ArrayList<>();
    for (int at = 0; at <= owners.length; at++) {
      regions.add(new ArrayList<>());
    }
    for (int at = 0; at < owners.length; at++) {
      regions.get(owners[at] + 1).add(at);
    }
    List<Integer> order = new ArrayList<>();
    addInOrder(ALWAYS, regions, order);
    return order;
  }

  private void addInOrder(int owner, List<List<Integer>> regions, List<Integer> order) {
    for (int at : regions.get(owner + 1)) {
      addInOrder(at, regions, order);
      order.add(at);
    }
  }

  /// Says what the operation needs, after all that need it were examined.
  private void examine(int at) {
    Operation operation = operations.get(at);
    if (owners[at] == UNUSED || isAlwaysComputed(operation)) {
      owners[at] = ALWAYS;
    }
    depths[at] = depth(owners[at]) + 1;
    List<Integer> operands = operation.operands();
    for (int operand = 0; operand < operands.size(); operand++) {
      boolean rarely = operand == 1 && isRare(at);
      use(operands.get(operand), rarely ? at : owners[at]);
    }
  }

  private void use(int operand, int owner) {
    owners[operand] = owners[operand] == UNUSED ? owner : common(owners[operand], owner);
  }

  private boolean isAlwaysComputed(Operation operation) {
    return operation instanceof Operation.Load
        || operation instanceof Operation.Constant
        || (operation instanceof Operation.Binary binary && Fault.isPossible(binary, operations));
  }

  private boolean isRare(int at) {
    return operations.get(at) instanceof Operation.Select select && select.isRare();
  }

  /// The innermost select whose region holds all that those of both do.
  private int common(int one, int other) {
    while (one != other) {
      if (depth(one) >= depth(other)) {
        one = owners[one];
      } else {
        other = owners[other];
      }
    }
    return one;
  }

  private boolean isWithin(int owner, int select) {
    while (depth(owner) > depth(select)) {
      owner = owners[owner];
    }
    return owner == select;
  }

  private int depth(int owner) {
    return owner == ALWAYS ? 0 : depths[owner];
  }
}
