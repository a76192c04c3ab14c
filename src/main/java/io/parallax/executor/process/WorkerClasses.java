package io.parallax.executor.process;

import io.parallax.executor.worker.WorkerMain;
import io.parallax.memory.UnnamedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// The class path of workers and compiler processes.
///
/// A folder or jar with the service's own classes is used as it is. In Spring Boot's jar the
/// classes are in a folder where only Spring Boot's loader finds them, so the classes that a worker
/// needs are copied to a jar in memory.
public final class WorkerClasses {
  /// The packages that a worker needs, with their sub-packages, below `io.parallax`.
  public static final List<String> PACKAGES =
      List.of(
          "error",
          "type",
          "limit",
          "memory",
          "array",
          "language",
          "function",
          "program",
          "mathematics",
          "lowering",
          "kernel",
          "executor.worker",
          "executor.compiler");

  private static final String ROOT = "io/parallax/";

  /// The location of a class in Spring Boot's jar, such as
  /// `jar:nested:/app/parallax.jar/!BOOT-INF/classes/!/`.
  private static final Pattern NESTED = Pattern.compile("jar:nested:(.+)/!(.+)!/");

  private WorkerClasses() {}

  /// The class path of workers, valid as long as this process lives.
  public static String path() throws IOException {
    String place =
        WorkerMain.class.getProtectionDomain().getCodeSource().getLocation().toExternalForm();
    Matcher nested = NESTED.matcher(place);
    if (nested.matches()) {
      return unpacked(Path.of(nested.group(1)), nested.group(2)).toString();
    }
    if (place.startsWith("file:")) {
      return Path.of(java.net.URI.create(place)).toString();
    }
    throw new IOException("the service's classes are neither in a folder nor in a jar: " + place);
  }

  /// The path of the jar in memory. Its file is never closed, because workers are started as long
  /// as the service runs.
  private static Path unpacked(Path jar, String folder) throws IOException {
    UnnamedFile file = UnnamedFile.inMemory("parallax-worker.jar");
    try (ZipFile from = new ZipFile(jar.toFile());
        OutputStream stream = Files.newOutputStream(file.path());
        ZipOutputStream to = new ZipOutputStream(stream)) {
      for (ZipEntry entry : from.stream().filter(each -> isNeeded(each, folder)).toList()) {
        to.putNextEntry(new ZipEntry(entry.getName().substring(folder.length())));
        try (InputStream content = from.getInputStream(entry)) {
          content.transferTo(to);
        }
        to.closeEntry();
      }
    }
    return file.path();
  }

  private static boolean isNeeded(ZipEntry entry, String folder) {
    return entry.getName().startsWith(folder)
        && isNeeded(entry.getName().substring(folder.length()));
  }

  /// Whether a class file or resource, named from the root of the class path, is part of a worker.
  public static boolean isNeeded(String name) {
    return PACKAGES.stream().anyMatch(each -> name.startsWith(ROOT + each.replace('.', '/') + '/'));
  }
}
