package io.parallax.kernel.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LaneChoiceTest {
  private static final int LANES = 16;

  @Test
  void theFasterWayOfTheFirstItemsGoesOn() {
    LaneChoice choice = new LaneChoice(LANES);

    run(choice, 20_000, 100, 10);

    assertThat(choice.next(1_000, 10_000).sideBySide()).isFalse();
    assertThat(choice.lanes()).isEqualTo(1);
  }

  @Test
  void bothWaysAreTriedAgainBecauseLaterItemsMayBeOfAnotherKind() {
    LaneChoice choice = new LaneChoice(LANES);
    run(choice, 10_000, 100, 10);

    run(choice, 10_000_000, 10, 100);

    assertThat(choice.next(1_000, 10_000).sideBySide()).isTrue();
    assertThat(choice.lanes()).isEqualTo(LANES);
  }

  @Test
  void triesTakeASmallPartOfTheTime() {
    LaneChoice choice = new LaneChoice(LANES);

    long scalarItems = run(choice, 100_000_000, 10, 50);

    assertThat(scalarItems).isBetween(1L, 1_000_000L);
  }

  @Test
  void lanesThatWereGivenUpAreNotTriedAgain() {
    LaneChoice choice = new LaneChoice(LANES);
    choice.giveUp();

    assertThat(run(choice, 10_000_000, 1, 100)).isEqualTo(10_000_000);
  }

  @Test
  void aFewItemsRunOneAfterTheOther() {
    assertThat(new LaneChoice(LANES).next(3, 3).sideBySide()).isFalse();
  }

  /// Runs items in pieces as the choice has them.
  ///
  /// @param laneNanos what an item takes in lanes
  /// @param scalarNanos what an item takes alone
  /// @return the items that ran alone
  private static long run(LaneChoice choice, long items, long laneNanos, long scalarNanos) {
    long alone = 0;
    for (long at = 0; at < items; ) {
      LaneChoice.Piece piece = choice.next(Math.min(1_000, items - at), items);
      if (piece.isTimed()) {
        choice.took(piece, piece.items() * (piece.sideBySide() ? laneNanos : scalarNanos));
      }
      alone += piece.sideBySide() ? 0 : piece.items();
      at += piece.items();
    }
    return alone;
  }
}
