package io.parallax.executor.process;

import io.parallax.executor.worker.WorkerMain;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/// Where a worker finds its classes.
public final class WorkerClasses {
  private WorkerClasses() {}

  /// What the class path of a worker is: the folder or jar that holds this service's own classes.
  ///
  /// @throws IOException when they are in neither, such as in a jar within a jar
  public static Path path() throws IOException {
    try {
      URI place = WorkerMain.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      if (place.getScheme().equals("file")) {
        return Path.of(place);
      }
      throw new IOException("the service's classes are in " + place);
    } catch (URISyntaxException odd) {
      throw new IOException(odd);
    }
  }
}
