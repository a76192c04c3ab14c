package io.parallax.executor.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Children of this process that have not become what they were started as. The JDK starts a
/// program through one of its own, and waits until that has made way: when it is stopped before,
/// whoever starts the program waits for ever and does not know its process.
final class UnstartedChildren {
  private static final String STARTER = "jspawnhelper";

  private UnstartedChildren() {}

  /// Ends them all. Call it when starting a program takes much longer than the milliseconds it
  /// usually takes: what was started a moment ago ends, too.
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
