package io.parallax.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.deploy.testing.Manifests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Alerts, their tests, the dashboard, and the document that says what to do.
class MonitoringTest {
  private static final Path OPERATIONS = Path.of("src/docs/operations.md");
  private static final Pattern ALERT_HEADING =
      Pattern.compile("^### (Parallax\\w+)$", Pattern.MULTILINE);

  private final List<JsonNode> rules =
      StreamSupport.stream(Manifests.read(Manifests.ALERTS).path("groups").spliterator(), false)
          .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false))
          .toList();
  private final JsonNode tests =
      Manifests.read(Manifests.FOLDER.resolve("prometheus/alerts.test.yaml")).path("tests");
  private final JsonNode dashboard = Manifests.read(Manifests.DASHBOARD);

  @Test
  void everyAlertSaysWhatHappenedAndWhereToReadOn() {
    assertThat(rules)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            rule -> {
              String name = rule.path("alert").asString();
              assertThat(rule.at("/labels/severity").asString()).isIn("critical", "warning");
              assertThat(rule.at("/annotations/summary").asString()).isNotBlank();
              assertThat(rule.at("/annotations/runbook").asString())
                  .isEqualTo(OPERATIONS + "#" + name.toLowerCase(Locale.ROOT));
            });
  }

  @Test
  void theDocumentSaysOfEveryAlertWhatToDo() {
    List<String> headings =
        ALERT_HEADING
            .matcher(Manifests.text(OPERATIONS))
            .results()
            .map(heading -> heading.group(1))
            .toList();

    assertThat(headings).containsExactlyElementsOf(names());
  }

  @Test
  void everyAlertIsTestedToFireAndToBeQuiet() {
    Set<String> firing = new HashSet<>();
    Set<String> quiet = new HashSet<>();
    for (JsonNode test : tests) {
      for (JsonNode check : test.path("alert_rule_test")) {
        (check.path("exp_alerts").isEmpty() ? quiet : firing)
            .add(check.path("alertname").asString());
      }
    }

    assertThat(firing).containsExactlyInAnyOrderElementsOf(names());
    assertThat(quiet).containsExactlyInAnyOrderElementsOf(names());
  }

  @Test
  void thePanelsOfTheDashboardDoNotOverlap() {
    Set<String> cells = new HashSet<>();
    List<String> taken = new ArrayList<>();
    for (JsonNode panel : dashboard.path("panels")) {
      JsonNode place = panel.path("gridPos");
      assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = 0; x < place.path("w").asInt(); x++) {
        for (int y = 0; y < place.path("h").asInt(); y++) {
          String cell = (place.path("x").asInt() + x) + "," + (place.path("y").asInt() + y);
          if (!cells.add(cell)) {
            taken.add(panel.path("title").asString() + " at " + cell);
          }
        }
      }
    }

    assertThat(taken).isEmpty();
  }

  @Test
  void everyPanelHasAnIdATitleAUnitAndQueriesOfItsInstances() {
    List<JsonNode> panels =
        StreamSupport.stream(dashboard.path("panels").spliterator(), false).toList();

    assertThat(panels.stream().map(panel -> panel.path("id").asInt())).doesNotHaveDuplicates();
    assertThat(panels)
        .filteredOn(panel -> !panel.path("type").asString().equals("row"))
        .hasSizeGreaterThan(20)
        .allSatisfy(
            panel -> {
              assertThat(panel.path("title").asString()).isNotBlank();
              assertThat(panel.at("/fieldConfig/defaults/unit").asString()).isNotBlank();
              assertThat(panel.path("targets")).isNotEmpty();
              panel
                  .path("targets")
                  .forEach(
                      target ->
                          assertThat(target.path("expr").asString())
                              .contains("{job=~\"$job\",instance=~\"$instance\""));
            });
  }

  private List<String> names() {
    return rules.stream().map(rule -> rule.path("alert").asString()).collect(Collectors.toList());
  }
}
