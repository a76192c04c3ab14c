package io.parallax.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which operations of a loop are rarely needed: those that serve nothing but the `whenTrue` of
/// rare selects ([Operation.Select]) of one condition. An engine may leave them out as long as the
/// condition holds for none of the positions at hand: the selects take `whenFalse` then, whatever
/// else is there.
///
/// What is needed by selects of one condition is a group; rare selects that are rarely needed
/// themselves give groups within groups. A group holds no load, no constant, and nothing that could
/// fault: these are always computed.
///
/// In linear time, but for the depth of groups within groups.
public final class RareRegions {
  private static final int ALWAYS = 0;
  private static final int UNUSED = -1;

  private final List<Operation> operations;
  private final List<Group> groups = new ArrayList<>();
  private final Map<GroupKey, Integer> numbers = new HashMap<>();

  /// By operation, the innermost group it belongs to.
  private final int[] owners;

  /// Operations that stand together and can be left out together.
  ///
  /// @param start index of the first operation
  /// @param end index after the last one
  /// @param condition the operation that is true where they are needed; before `start`
  public record Region(int start, int end, int condition) {}

  /// @param selects its rare selects, the last first
  private record Group(int parent, int depth, int condition, List<Integer> selects) {
    /// The first of its selects behind an operation.
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

  /// Finds what is rarely needed in a loop with these operations and sinks.
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

  /// All longest regions of each group, by their start, of one start the longest first; two are one
  /// within the other or apart.
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

  /// The operations in an order in which what is rarely needed stands right before the first select
  /// it can serve, as much as possible together; constants come first then, and nothing else has
  /// moved.
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

  /// The select of the operation's group before which it is computed: the first by which its
  /// operands are there. An operation that brings a group of its own stays where it is.
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

  /// Says what the operation needs, after all that need it were examined.
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

  /// The innermost group around both.
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
