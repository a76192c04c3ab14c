package io.parallax.executor.machinecode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgramTimesTest {
  private final ProgramTimes ledger = new ProgramTimes(3);

  @Test
  void addsUpWhatIsSpentOnEachProgram() {
    assertThat(ledger.add(1, 2.5)).isEqualTo(2.5);
    assertThat(ledger.add(2, 10)).isEqualTo(10);
    assertThat(ledger.add(1, 3)).isEqualTo(5.5);
    assertThat(ledger.spent(1)).isEqualTo(5.5);
    assertThat(ledger.spent(7)).isZero();
  }

  @Test
  void forgetsTheProgramMetLongestAgo() {
    ledger.add(1, 1);
    ledger.add(2, 1);
    ledger.add(3, 1);
    ledger.add(1, 1);
    ledger.add(4, 1);

    assertThat(ledger.spent(2)).isZero();
    assertThat(ledger.spent(1)).isEqualTo(2);
    assertThat(ledger.spent(3)).isEqualTo(1);
    assertThat(ledger.spent(4)).isEqualTo(1);
  }

  @Test
  void beginsAnewWhenToldTo() {
    ledger.add(1, 5);
    ledger.forget(1);

    assertThat(ledger.add(1, 2)).isEqualTo(2);
  }
}
