package io.parallax.kernel.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WorkspacesTest {
  @Test
  void reusesWhatWasGivenBack() {
    try (Workspaces workspaces = new Workspaces(1)) {
      Workspaces.Workspace first = workspaces.borrow(100);
      workspaces.giveBack(first);
      assertSame(first, workspaces.borrow(200));
      workspaces.giveBack(first);
    }
  }

  @Test
  void freesWhatIsTooMuchOrTooLargeToKeep() {
    try (Workspaces workspaces = new Workspaces(1)) {
      Workspaces.Workspace kept = workspaces.borrow(1);
      Workspaces.Workspace surplus = workspaces.borrow(1);
      Workspaces.Workspace large = workspaces.borrow(Workspaces.STANDARD_BYTES + 1);
      assertEquals(Workspaces.STANDARD_BYTES + 1, large.memory().byteSize());
      workspaces.giveBack(kept);
      workspaces.giveBack(surplus);
      workspaces.giveBack(large);
      assertTrue(kept.memory().scope().isAlive());
      assertFalse(surplus.memory().scope().isAlive());
      assertFalse(large.memory().scope().isAlive());
    }
  }

  @Test
  void freesAllWhenClosed() {
    Workspaces workspaces = new Workspaces(1);
    Workspaces.Workspace workspace = workspaces.borrow(1);
    workspaces.giveBack(workspace);
    workspaces.close();
    assertFalse(workspace.memory().scope().isAlive());
  }
}
