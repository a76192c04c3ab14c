package io.parallax.kernel.block;

import io.parallax.kernel.block.superoperator.Superoperator;
import io.parallax.kernel.block.superoperator.SuperoperatorLoop;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Fuses at once, without waiting until the loops are fast. Thread safe.
final class FusionAtOnce implements Fusion {
  private final Function<Superoperator, SuperoperatorLoop> writer;
  private final Choice choice;
  private final Map<Superoperator, SuperoperatorLoop> loops = new ConcurrentHashMap<>();

  /// Chooses groups as [Fusion#choose] does.
  interface Choice {
    Optional<OperationGroups.Group> choose(OperationGroups groups, int start, int end);
  }

  /// @param writer makes new loops
  FusionAtOnce(Function<Superoperator, SuperoperatorLoop> writer, Choice choice) {
    this.writer = writer;
    this.choice = choice;
  }

  /// The loops made so far.
  Map<Superoperator, SuperoperatorLoop> loops() {
    return Map.copyOf(loops);
  }

  @Override
  public Optional<OperationGroups.Group> choose(OperationGroups groups, int start, int end) {
    return choice.choose(groups, start, end);
  }

  @Override
  public WantedLoop loop(Superoperator superoperator) {
    WantedLoop wanted = new WantedLoop(() -> {});
    wanted.provide(loops.computeIfAbsent(superoperator, writer));
    return wanted;
  }
}
