package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.http.testing.Documents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Documents lead where they say: every link to a file or a heading of the repository, and every
/// file that the map of the code names.
class DocumentLinksTest {
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(#[^)\\s]+)?\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
  private static final Pattern CODE =
      Pattern.compile("`([\\w/.-]+\\.(?:java|yaml|yml|txt|sh|py))`");
  private static final Path MAP = Path.of("src/docs/architecture.md");

  /// Where the files of the map are looked for.
  private static final String[] ROOTS = {
    "src/main/java/io/parallax", "src/test/java/io/parallax", "src/jmh/java/io/parallax", ""
  };

  static Stream<Path> documents() {
    return Documents.all().paths().stream();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsSomewhere(Path document) {
    assertThat(LINK.matcher(Documents.text(document)).results())
        .allSatisfy(link -> assertLeadsSomewhere(document, link));
  }

  @Test
  void theReadmeLeadsToEveryDocument() {
    String readme = Documents.text(Documents.README);

    assertThat(documents().filter(document -> !document.equals(Documents.README)))
        .isNotEmpty()
        .allSatisfy(document -> assertThat(readme).contains("](" + document + ")"));
  }

  @Test
  void everyFileOfTheMapExists() {
    assertThat(CODE.matcher(Documents.text(MAP)).results().map(file -> file.group(1)).distinct())
        .hasSizeGreaterThan(20)
        .allSatisfy(
            file ->
                assertThat(Stream.of(ROOTS).map(root -> Path.of(root, file)))
                    .as(file)
                    .anyMatch(Files::exists));
  }

  private static void assertLeadsSomewhere(Path document, MatchResult link) {
    Path target =
        link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1)).normalize();
    assertThat(target).exists();
    if (link.group(2) != null) {
      assertThat(HEADING.matcher(Documents.text(target)).results())
          .as(link.group())
          .anyMatch(heading -> anchor(heading.group(1)).equals(link.group(2)));
    }
  }

  /// The anchor that GitHub gives a heading.
  private static String anchor(String heading) {
    return "#"
        + heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }
}
