package io.parallax.executor.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Child processes that have not become the program they were started as. The JDK starts a program
/// through a small program of its own (`jspawnhelper`), and waits until the small program has
/// become the other. When the small program is stopped before, the thread that starts the program
/// waits forever and does not know the process id.
final class UnstartedChildren {
  private static final String STARTER = "jspawnhelper";

  private UnstartedChildren() {}

  /// Ends all children of this kind. To be called when the start of a program takes much longer
  /// than the usual milliseconds, because a child that was started a moment ago ends, too.
  static void end() {
    ProcessHandle.current()
        .children()
        .filter(UnstartedChildren::isUnstarted)
        .forEach(ProcessHandle::destroyForcibly);
  }

  private static boolean isUnstarted(ProcessHandle child) {
    try {
      Path program = Files.readSymbolicLink(Path.of("/proc/" + child.pid() + "/exe"));
      return program.endsWith(STARTER);
    } catch (IOException | UnsupportedOperationException gone) {
      return false;
    }
  }
}
