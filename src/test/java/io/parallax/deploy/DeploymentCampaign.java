package io.parallax.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.deploy.testing.HelmLibrary;
import io.parallax.deploy.testing.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Renders the chart, and asks the programs that know the manifests. Run by `./mvnw -Pdeploy
/// verify`, which fetches Helm as a library; promtool, nginx and npm are used where they are
/// installed.
class DeploymentCampaign {
  private static final Path HELM =
      Path.of(System.getProperty("helm.library", "target/helm/helm-linux-amd64.so"));
  private static final Path VALUES = Path.of("src/test/resources/deploy");
  private static final List<String> MODELS =
      List.of("kubernetes-models@5.1.0", "@kubernetes-models/prometheus-operator@6.0.0");

  @TempDir private Path folder;

  @Test
  void theChartPassesLint() {
    HelmLibrary.Answer answer = helm().lint(Manifests.CHART);

    assertThat(answer.error()).as(answer.text()).isEmpty();
  }

  @Test
  void aMisspeltValueIsRefused() throws IOException {
    Path values = Files.writeString(folder.resolve("values.yaml"), "replica: 3\n");

    assertThat(helm().template(Manifests.CHART, values).error())
        .hasValueSatisfying(error -> assertThat(error).contains("replica"));
  }

  @Test
  void everythingIsMadeThatIsAskedFor() {
    assertThat(rendered("full-values.yaml").stream().map(each -> each.path("kind").asString()))
        .containsExactlyInAnyOrder(
            "ConfigMap",
            "Deployment",
            "HorizontalPodAutoscaler",
            "Ingress",
            "NetworkPolicy",
            "PersistentVolumeClaim",
            "PodDisruptionBudget",
            "PrometheusRule",
            "Service",
            "Service",
            "ServiceAccount",
            "ServiceMonitor");
    assertThat(rendered("least-values.yaml").stream().map(each -> each.path("kind").asString()))
        .containsExactlyInAnyOrder("Deployment", "Service", "Service");
  }

  @Test
  void rulesAndDashboardAreTheFiles() {
    List<JsonNode> manifests = rendered("full-values.yaml");

    assertThat(of(manifests, "PrometheusRule").at("/spec"))
        .isEqualTo(Manifests.read(Manifests.ALERTS));
    assertThat(
            JsonMapper.shared()
                .readTree(of(manifests, "ConfigMap").at("/data/parallax.json").asString()))
        .isEqualTo(JsonMapper.shared().readTree(Manifests.text(Manifests.DASHBOARD)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"full-values.yaml", "least-values.yaml", "default"})
  void whatBelongsTogetherFits(String values) {
    List<JsonNode> manifests = rendered(values);
    JsonNode pod = of(manifests, "Deployment").at("/spec/template");
    JsonNode container = pod.at("/spec/containers/0");
    Map<String, JsonNode> labels = Manifests.leaves(pod.at("/metadata/labels"));
    Set<String> ports = names(container.path("ports"));

    assertThat(manifests)
        .allMatch(each -> each.at("/metadata/namespace").asString().equals("compute"));
    assertThat(labels)
        .containsAllEntriesOf(
            Manifests.leaves(of(manifests, "Deployment").at("/spec/selector/matchLabels")));
    assertThat(manifests)
        .filteredOn(each -> each.path("kind").asString().equals("Service"))
        .hasSize(2)
        .allSatisfy(
            service -> {
              assertThat(labels)
                  .containsAllEntriesOf(Manifests.leaves(service.at("/spec/selector")));
              assertThat(service.at("/spec/ports/0/targetPort").asString()).isIn(ports);
            });
    assertThat(names(pod.at("/spec/volumes"))).isEqualTo(names(container.path("volumeMounts")));
    assertThat(List.of("startupProbe", "readinessProbe", "livenessProbe"))
        .allMatch(
            probe -> container.at("/" + probe + "/httpGet/port").asString().equals("management"));
    assertThat(container.path("env"))
        .allMatch(each -> each.path("value").isString())
        .extracting(each -> each.path("name").asString())
        .doesNotHaveDuplicates();
    assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"full-values.yaml", "least-values.yaml", "default"})
  void theModelsOfKubernetesTakeTheManifests(String values) throws Exception {
    Path modules = Path.of("target/deploy");
    Files.createDirectories(modules);
    List<String> install =
        new ArrayList<>(List.of("npm", "install", "--no-save", "--ignore-scripts"));
    install.add("--prefix=" + modules);
    install.addAll(MODELS);
    run(install);
    Path script =
        Files.copy(
            VALUES.resolve("validate.mjs"),
            modules.resolve("validate.mjs"),
            StandardCopyOption.REPLACE_EXISTING);
    Path manifests =
        Files.writeString(
            folder.resolve("manifests.json"),
            JsonMapper.shared().writeValueAsString(rendered(values)));

    run(List.of("node", script.toString(), manifests.toString()));
  }

  @Test
  void promtoolTakesTheAlertsAndTheirTests() throws Exception {
    run(List.of("promtool", "check", "rules", Manifests.ALERTS.toString()));
    run(List.of("promtool", "test", "rules", "src/deploy/prometheus/alerts.test.yaml"));
  }

  @Test
  void nginxTakesItsConfiguration() throws Exception {
    Path configuration = Manifests.FOLDER.resolve("nginx/nginx.conf");
    Files.writeString(
        folder.resolve("nginx.conf"),
        Manifests.text(configuration)
            .replace("/var/cache/nginx", folder.toString())
            .replace("/tmp/nginx.pid", folder.resolve("pid").toString()));
    // Names and their resolution are Docker's, and need an nginx newer than most distributions'.
    Files.writeString(
        folder.resolve("upstream.conf"),
        Manifests.text(configuration.resolveSibling("upstream.conf"))
            .replaceAll("parallax-\\d:(\\d+) resolve", "127.0.0.1:$1"));

    run(List.of("nginx", "-t", "-c", folder.resolve("nginx.conf").toString()));
  }

  private static HelmLibrary helm() {
    Assumptions.assumeTrue(Files.exists(HELM), HELM + " is missing: ./mvnw -Pdeploy verify");
    return new HelmLibrary(HELM);
  }

  private static List<JsonNode> rendered(String values) {
    Path file =
        values.equals("default") ? Manifests.CHART.resolve("values.yaml") : VALUES.resolve(values);
    HelmLibrary.Answer answer = helm().template(Manifests.CHART, file);
    assertThat(answer.error()).isEmpty();
    return Manifests.readAll(answer.text());
  }

  private static JsonNode of(List<JsonNode> manifests, String kind) {
    return manifests.stream()
        .filter(each -> each.path("kind").asString().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> names(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(each -> each.path("name").asString())
        .collect(Collectors.toSet());
  }

  /// Runs a program, which must be content. Skips the test where it is not installed.
  private static void run(List<String> command) throws IOException, InterruptedException {
    boolean installed =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(path -> Files.isExecutable(Path.of(path, command.getFirst())));
    Assumptions.assumeTrue(installed, command.getFirst() + " is not installed");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
