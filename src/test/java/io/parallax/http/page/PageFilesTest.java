package io.parallax.http.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class PageFilesTest {
  private static final Pattern IMPORT = Pattern.compile("from \"\\./([^\"]+)\"");
  private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"page/([^\"]+)\"");

  private final PageFiles files = new PageFiles();

  PageFilesTest() throws IOException {}

  @Test
  void everyFileThatThePageNamesIsThere() {
    assertThat(found(REFERENCE, text(PageFiles.HOME)))
        .contains("app.js", "style/base.css", "uplot/uPlot.iife.min.js", "uplot/uPlot.min.css")
        .allMatch(path -> files.find(path).isPresent());
  }

  @Test
  void everyModuleThatAModuleImportsIsThere() {
    List<String> modules =
        files.paths().stream().filter(path -> path.matches("[a-z-]+\\.js")).toList();

    assertThat(modules).contains("app.js").hasSizeGreaterThan(10);
    assertThat(modules)
        .allSatisfy(
            module ->
                assertThat(found(IMPORT, text(module)))
                    .as(module)
                    .allMatch(path -> files.find(path).isPresent()));
  }

  @Test
  void noTextBecomesHtmlAndNothingComesFromElsewhere() {
    assertThat(files.paths())
        .filteredOn(path -> !path.startsWith("uplot/"))
        .allSatisfy(
            path ->
                assertThat(text(path).replace("http://www.w3.org/2000/svg", ""))
                    .as(path)
                    .doesNotContain(
                        "innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "://"));
  }

  @Test
  void filesHaveTheirMediaTypes() {
    Map<String, MediaType> types =
        Map.ofEntries(
            entry("index.html", MediaType.TEXT_HTML),
            entry("app.js", new MediaType("text", "javascript")),
            entry("style/base.css", new MediaType("text", "css")),
            entry("mark.svg", new MediaType("image", "svg+xml")));

    assertThat(types)
        .allSatisfy(
            (path, type) -> assertThat(files.find(path).orElseThrow().type()).isEqualTo(type));
  }

  @Test
  void whatIsNoFileOfThePageIsNotFound() {
    assertThat(List.of("", "..", "../application.yaml", "style", "style/", "INDEX.HTML"))
        .allSatisfy(path -> assertThat(files.find(path)).isEmpty());
  }

  private String text(String path) {
    return new String(files.find(path).orElseThrow().plain().content(), StandardCharsets.UTF_8);
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }
}
