package io.parallax.http.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;

/// [BadCompany] in a process of its own, so that thousands of its clients do not delay the clients
/// whose latencies are measured.
public final class BadCompanyProcess implements AutoCloseable {
  private static final String BEGUN = "begun";

  private final Process process;

  private BadCompanyProcess(Process process) {
    this.process = process;
  }

  /// What the company does.
  public enum Kind {
    BODIES,
    HEADERS,
    READERS,
    LARGE
  }

  /// Starts that many clients and waits until one has begun.
  ///
  /// @param elements of the array that each reads or sums; readers and large clients only
  public static BadCompanyProcess start(int port, Kind kind, int clients, int elements)
      throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    BadCompanyProcess.class.getName(),
                    Integer.toString(port),
                    kind.name(),
                    Integer.toString(clients),
                    Integer.toString(elements)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String word =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
    if (!BEGUN.equals(word)) {
      throw new IOException("the company did not begin: " + word);
    }
    return new BadCompanyProcess(process);
  }

  /// Keeps bad company until standard input ends.
  ///
  /// @param arguments port, kind, clients, elements; goes on until standard input ends
  public static void main(String... arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    int clients = Integer.parseInt(arguments[2]);
    int elements = Integer.parseInt(arguments[3]);
    try (BadCompany company =
        switch (Kind.valueOf(arguments[1])) {
          case BODIES -> BadCompany.slowBodies(port, clients);
          case HEADERS -> BadCompany.slowHeaders(port, clients);
          case READERS -> BadCompany.slowReaders(port, clients, elements);
          case LARGE -> BadCompany.large(port, clients, elements);
        }) {
      Eventually.holds(() -> company.begun() > 0);
      System.out.println(BEGUN);
      while (System.in.read() >= 0) {
        // Nothing is told but the end.
      }
      System.exit(0);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
