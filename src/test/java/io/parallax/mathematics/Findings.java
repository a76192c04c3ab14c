package io.parallax.mathematics;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The largest errors a campaign found, as a table in Markdown.
final class Findings {
  private static final Logger LOG = LoggerFactory.getLogger(Findings.class);

  private Findings() {}

  /// Writes the table to a file in `target`, and to the log.
  static void write(List<Survey.Finding> findings, String file) throws IOException {
    String table =
        findings.stream()
            .map(Findings::row)
            .collect(
                joining(
                    "\n",
                    "| function | type | largest error, ulp | at | points |\n|---|---|---|---|---|\n",
                    "\n"));
    LOG.info("\n{}", table);
    Files.writeString(Path.of("target", file), table);
  }

  private static String row(Survey.Finding finding) {
    FunctionUnderTest function = finding.function();
    return "| `%s` | %s | %.3f | %s | %d |"
        .formatted(
            function.text(),
            function.type().label(),
            finding.error(),
            finding.place(),
            finding.points());
  }
}
