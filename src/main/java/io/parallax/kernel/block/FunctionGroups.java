package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.BufferPlan;
import io.parallax.kernel.block.superoperator.Superoperator;
import io.parallax.lowering.Lowering;
import io.parallax.program.Loop;
import io.parallax.program.Operation;
import io.parallax.program.Program;
import io.parallax.program.RareRegions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// The superoperators in the functions of mathematics. Each function is searched by itself. A group
/// lies either inside a rare region of the function or outside all of them.
final class FunctionGroups {
  /// The fewest operations of a superoperator; a shorter one is not worth its loop.
  private static final int LEAST = 4;

  /// The most operations of a superoperator. The just-in-time compiler has more trouble with each
  /// more.
  private static final int MOST = 48;

  private final Map<Superoperator, Program> programs = new HashMap<>();
  private final Map<List<Operation>, TreeSet<Integer>> lengths = new HashMap<>();

  private static final TreeSet<Integer> NONE = new TreeSet<>();

  private static final class Holder {
    static final FunctionGroups ALL = new FunctionGroups();
  }

  private FunctionGroups() {
    Lowering.functions(Block.SIZE).forEach(this::add);
  }

  /// All groups. The first call finds them, which takes half a second in a JVM that has just
  /// started.
  static FunctionGroups all() {
    return Holder.ALL;
  }

  /// A program that contains the superoperator.
  ///
  /// @throws NullPointerException for an unknown superoperator
  Program program(Superoperator superoperator) {
    return Objects.requireNonNull(programs.get(superoperator));
  }

  /// The longest known group that starts at an operation.
  Optional<OperationGroups.Group> longest(OperationGroups groups, int start, int end) {
    List<Integer> members = groups.members(start, end, MOST);
    if (members.size() < LEAST) {
      return Optional.empty();
    }
    return lengths
        .getOrDefault(groups.kinds(members.subList(0, LEAST)), NONE)
        .descendingSet()
        .stream()
        .filter(length -> length <= members.size())
        .flatMap(length -> groups.group(members.subList(0, length)).stream())
        .filter(group -> programs.containsKey(group.superoperator()))
        .findFirst();
  }

  private void add(Program program) {
    Loop loop = program.loops().getFirst();
    OperationGroups groups = new OperationGroups(loop, new BufferPlan(loop));
    TreeSet<Integer> boundaries = new TreeSet<>(List.of(loop.operations().size()));
    for (RareRegions.Region region : RareRegions.of(loop.operations(), loop.sinks()).regions()) {
      boundaries.add(region.start());
      boundaries.add(region.end());
    }
    for (int at = 0; at < loop.operations().size(); ) {
      Optional<OperationGroups.Group> group =
          groups
              .from(at, Objects.requireNonNull(boundaries.higher(at)), MOST)
              .filter(found -> found.members().size() >= LEAST);
      group.ifPresent(found -> add(groups, found, program));
      at = group.map(OperationGroups.Group::end).orElse(at + 1);
    }
  }

  private void add(OperationGroups groups, OperationGroups.Group group, Program program) {
    if (programs.putIfAbsent(group.superoperator(), program) == null) {
      lengths
          .computeIfAbsent(groups.kinds(group.members().subList(0, LEAST)), _ -> new TreeSet<>())
          .add(group.members().size());
    }
  }
}
