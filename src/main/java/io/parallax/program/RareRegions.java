package io.parallax.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The operations of a loop that are rarely needed: those whose values are used for nothing but the
/// `whenTrue` of rare selects ([Operation.Select]) with one condition. An engine may leave these
/// operations out while the condition is false at every position of a block, because the selects
/// then take `whenFalse`, whatever their `whenTrue` holds.
///
/// The operations that selects of one condition need form a group. A rare select inside a group has
/// a group of its own inside that group. A group holds no load, no constant and no operation that
/// could fault: loads, constants and faults are always computed.
///
/// The time is linear in the number of operations times the depth of nested groups.
public final class RareRegions {
  private static final int ALWAYS = 0;
  private static final int UNUSED = -1;

  private final List<Operation> operations;
  private final List<Group> groups = new ArrayList<>();
  private final Map<GroupKey, Integer> numbers = new HashMap<>();

  /// The innermost group of each operation, by the operation's index.
  private final int[] owners;

  /// Consecutive operations that can be left out together.
  ///
  /// @param start index of the first operation
  /// @param end index after the last one
  /// @param condition the operation that is true where these operations are needed; before `start`
  public record Region(int start, int end, int condition) {}

  /// @param selects the rare selects of the group, the last first
  private record Group(int parent, int depth, int condition, List<Integer> selects) {
    /// The first select of the group after an operation.
    int selectAfter(int operation) {
      int next = selects.getFirst();
      for (int select : selects) {
        next = select > operation ? select : next;
      }
      return next;
    }
  }

  private record GroupKey(int condition, int owner) {}

  private RareRegions(List<Operation> operations) {
    this.operations = operations;
    owners = new int[operations.size()];
    Arrays.fill(owners, UNUSED);
    groups.add(new Group(ALWAYS, 0, UNUSED, List.of()));
  }

  /// Finds the rarely needed operations of a loop with these operations and sinks.
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

  /// The longest regions of every group, by their start; of regions with one start the longest is
  /// first. Of two regions one contains the other, or they have no operation in common.
  public List<Region> regions() {
    List<Region> regions = new ArrayList<>();
    for (int at = 0; at < owners.length; at++) {
      int before = at == 0 ? ALWAYS : owners[at - 1];
      for (int group = owners[at]; group != common(group, before); group = parent(group)) {
        add(group, at, regions);
      }
    }
    regions.sort(
        Comparator.comparingInt(Region::start).thenComparing(Region::end, (a, b) -> b - a));
    return regions;
  }

  private void add(int group, int start, List<Region> regions) {
    int condition = groups.get(group).condition();
    int end = start;
    while (end < owners.length && common(owners[end], group) == group) {
      end++;
    }
    if (condition < start) {
      regions.add(new Region(start, end, condition));
    }
  }

  /// The operations in an order in which the operations of a group are next to each other as far as
  /// possible, right before the first select that can use them. If there is a group, constants come
  /// first. All other operations keep their order.
  public List<Integer> order() {
    List<List<Integer>> due = new ArrayList<>();
    operations.forEach(_ -> due.add(new ArrayList<>()));
    List<Integer> always = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    int[] places = new int[owners.length];
    for (int at = 0; at < owners.length; at++) {
      if (owners[at] != ALWAYS) {
        places[at] = place(at, places);
        due.get(places[at]).add(at);
      } else if (groups.size() > 1 && operations.get(at) instanceof Operation.Constant) {
        order.add(at);
      } else {
        always.add(at);
      }
    }
    addInOrder(always, due, order);
    return order;
  }

  private static void addInOrder(List<Integer> some, List<List<Integer>> due, List<Integer> order) {
    for (int at : some) {
      addInOrder(due.get(at), due, order);
      order.add(at);
    }
  }

  /// The select of the operation's group before which the operation is placed: the first select
  /// after all operands of the operation. A rare select stays where it is.
  private int place(int at, int[] places) {
    Group group = groups.get(owners[at]);
    if (isRare(at)) {
      return group.selectAfter(at);
    }
    int place = group.selects().getLast();
    for (int operand : operations.get(at).operands()) {
      if (owners[operand] == owners[at]) {
        place = Math.max(place, places[operand]);
      } else if (!(operations.get(operand) instanceof Operation.Constant)) {
        place = Math.max(place, group.selectAfter(operand));
      }
    }
    return place;
  }

  /// Assigns the operands of an operation to groups, once all users of the operation were examined.
  private void examine(int at) {
    Operation operation = operations.get(at);
    if (owners[at] == UNUSED || isAlwaysComputed(operation)) {
      owners[at] = ALWAYS;
    }
    List<Integer> operands = operation.operands();
    int group = isRare(at) ? group(operands.getFirst(), owners[at]) : owners[at];
    if (isRare(at)) {
      groups.get(group).selects().add(at);
    }
    for (int operand = 0; operand < operands.size(); operand++) {
      use(operands.get(operand), operand == 1 ? group : owners[at]);
    }
  }

  private int group(int condition, int owner) {
    return numbers.computeIfAbsent(
        new GroupKey(condition, owner),
        _ -> {
          groups.add(new Group(owner, depth(owner) + 1, condition, new ArrayList<>()));
          return groups.size() - 1;
        });
  }

  private void use(int operand, int group) {
    owners[operand] = owners[operand] == UNUSED ? group : common(owners[operand], group);
  }

  private boolean isAlwaysComputed(Operation operation) {
    return operation instanceof Operation.Load
        || operation instanceof Operation.Constant
        || (operation instanceof Operation.Binary binary && Fault.isPossible(binary, operations));
  }

  private boolean isRare(int at) {
    return operations.get(at) instanceof Operation.Select select && select.isRare();
  }

  /// The innermost group that contains both groups.
  private int common(int one, int other) {
    int first = one;
    int second = other;
    while (first != second) {
      if (depth(first) >= depth(second)) {
        first = parent(first);
      } else {
        second = parent(second);
      }
    }
    return first;
  }

  private int parent(int group) {
    return groups.get(group).parent();
  }

  private int depth(int group) {
    return groups.get(group).depth();
  }
}
