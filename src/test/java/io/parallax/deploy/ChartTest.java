package io.parallax.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.deploy.testing.Dockerfile;
import io.parallax.deploy.testing.Manifests;
import io.parallax.deploy.testing.Quantities;
import io.parallax.deploy.testing.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The chart's parts agree with each other and with the service. `DeploymentCampaign` renders it.
class ChartTest {
  private static final Pattern USED = Pattern.compile("\\.Values((?:\\.\\w+)+)");
  private static final Pattern VARIABLE = Pattern.compile("- name: ([A-Z][A-Z_]+)");
  private static final Pattern ROW =
      Pattern.compile("^\\| `([\\w.-]+)` \\| `([^`]*)` \\| ", Pattern.MULTILINE);

  private final JsonNode values = Manifests.read(Manifests.CHART.resolve("values.yaml"));
  private final JsonNode schema = Manifests.read(Manifests.CHART.resolve("values.schema.json"));
  private final String readme = Manifests.text(Manifests.CHART.resolve("README.md"));
  private final String templates =
      Manifests.files(Manifests.CHART.resolve("templates"), ".yaml", ".tpl", ".txt").stream()
          .map(Manifests::text)
          .collect(Collectors.joining("\n"));
  private final String deployment =
      Manifests.text(Manifests.CHART.resolve("templates/deployment.yaml"));

  @Test
  void templatesUseValuesThatExist() {
    assertThat(used())
        .hasSizeGreaterThan(50)
        .allMatch(path -> !values.at("/" + path.replace('.', '/')).isMissingNode());
  }

  @Test
  void everyValueIsUsed() {
    Set<String> used = used();

    assertThat(Manifests.leaves(values).keySet())
        .allMatch(path -> used.stream().anyMatch(each -> (path + ".").startsWith(each + ".")));
  }

  @Test
  void theReadmeHasEveryValueWithItsDefault() {
    Map<String, String> rows =
        ROW.matcher(readme)
            .results()
            .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
    Map<String, String> documented = new TreeMap<>();
    rows.forEach(
        (path, standard) -> {
          JsonNode value = values.at("/" + path.replace('.', '/'));
          documented.put(
              path,
              value.isString() && !value.asString().isEmpty()
                  ? value.asString()
                  : value.toString());
          assertThat(spaceless(standard)).as(path).isEqualTo(spaceless(documented.get(path)));
        });

    assertThat(Manifests.leaves(values).keySet())
        .allMatch(
            path -> rows.keySet().stream().anyMatch(row -> (path + ".").startsWith(row + ".")));
  }

  @Test
  void theSchemaKnowsEveryValueAndNoOther() {
    assertThat(Manifests.leaves(values).keySet())
        .allSatisfy(
            path -> assertThat(isKnown(schema, List.of(path.split("\\.")))).as(path).isTrue());
    assertThat(isKnown(schema, List.of("image", "tags"))).isFalse();
    assertThat(isKnown(schema, List.of("replica"))).isFalse();
  }

  @Test
  void theDeploymentSetsSettingsThatExist() throws IOException {
    Settings settings = new Settings();
    List<String> variables =
        VARIABLE.matcher(deployment).results().map(each -> each.group(1)).toList();

    assertThat(variables)
        .hasSizeGreaterThan(7)
        .allMatch(each -> each.equals("JDK_JAVA_OPTIONS") || settings.isBound(each));
  }

  @Test
  void portsAndUserAreTheImages() {
    Dockerfile dockerfile = Dockerfile.ofTheService();

    assertThat(dockerfile.environment())
        .containsEntry("SERVER_PORT", values.at("/ports/http").asString())
        .containsEntry("MANAGEMENT_SERVER_PORT", values.at("/ports/management").asString());
    assertThat(deployment).contains("runAsUser: 10001", "runAsGroup: 10001", "fsGroup: 10001");
    assertThat(dockerfile.only("USER").arguments()).isEqualTo("10001:10001");
  }

  @Test
  void heapArraysAndProcessesFitThePod() {
    long pod = Quantities.bytes(values.at("/resources/limits/memory").asString());

    assertThat(Quantities.mostBytes(pod, values.at("/resources/limits/cpu").asInt()))
        .isLessThan(pod);
    assertThat(values.at("/resources/requests/memory"))
        .isEqualTo(values.at("/resources/limits/memory"));
  }

  @Test
  void unreadinessIsNoticedWhileThePodStillServes() throws IOException {
    JsonNode readiness = values.at("/probes/readiness");
    int noticedSeconds =
        readiness.path("periodSeconds").asInt() * readiness.path("failureThreshold").asInt();
    Settings settings = new Settings();

    assertThat(noticedSeconds).isLessThanOrEqualTo(values.at("/shutdown/drainSeconds").asInt());
    assertThat(Quantities.time(settings.standard("parallax.http.drain")))
        .isEqualTo(Duration.ofSeconds(values.at("/shutdown/drainSeconds").asInt()));
    assertThat(Quantities.time(settings.standard("parallax.http.finish")))
        .isEqualTo(Duration.ofSeconds(values.at("/shutdown/finishSeconds").asInt()));
  }

  @Test
  void datasetsFitTheirVolume() {
    assertThat(Quantities.bytes(values.at("/datasets/quota").asString()))
        .isLessThan(Quantities.bytes(values.at("/datasets/sizeLimit").asString()))
        .isLessThan(Quantities.bytes(values.at("/datasets/claim/size").asString()));
  }

  @Test
  void filesOfTheChartAreThere() {
    assertThat(Pattern.compile("Files\\.Get \"([^\"]+)\"").matcher(templates).results())
        .hasSize(2)
        .allMatch(file -> Path.of(Manifests.CHART.toString(), file.group(1)).toFile().exists());
  }

  private Set<String> used() {
    return USED.matcher(templates)
        .results()
        .map(each -> each.group(1).substring(1))
        .collect(Collectors.toSet());
  }

  private static boolean isKnown(JsonNode schema, List<String> path) {
    if (path.isEmpty()) {
      return true;
    }
    JsonNode property = schema.path("properties").path(path.getFirst());
    return property.isMissingNode()
        ? schema.path("additionalProperties").isObject()
        : isKnown(property, path.subList(1, path.size()));
  }

  private static String spaceless(String text) {
    return text.replace(" ", "");
  }
}
