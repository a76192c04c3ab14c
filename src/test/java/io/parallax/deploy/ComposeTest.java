package io.parallax.deploy;

import static java.util.Objects.requireNonNull;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What `compose.yaml` and the configurations beside it promise each other, the image and the
/// service.
class ComposeTest {
  private static final Pattern UPSTREAM = Pattern.compile("server ([\\w-]+):(\\d+) ");

  private final JsonNode compose = Manifests.read(Manifests.FOLDER.resolve("compose.yaml"));
  private final JsonNode services = compose.path("services");
  private final List<JsonNode> instances =
      List.of(services.path("parallax-1"), services.path("parallax-2"));
  private final Dockerfile dockerfile = Dockerfile.ofTheService();
  private final Settings settings = new Settings();
  private final String nginx = Manifests.text(Manifests.FOLDER.resolve("nginx/nginx.conf"));
  private final String upstream = Manifests.text(Manifests.FOLDER.resolve("nginx/upstream.conf"));

  ComposeTest() throws IOException {}

  static Stream<Path> manifests() {
    return Manifests.files(Manifests.FOLDER, ".yaml", ".json").stream()
        .filter(file -> !file.toString().contains("templates"));
  }

  @Test
  void everyManifestCanBeRead() {
    assertThat(manifests()).hasSizeGreaterThan(8).allSatisfy(Manifests::read);
  }

  @Test
  void everyContainerHasAsFewRightsAsItCan() {
    assertThat(services.properties())
        .hasSize(5)
        .allSatisfy(
            each -> {
              JsonNode service = each.getValue();
              assertThat(service.path("read_only").asBoolean()).as(each.getKey()).isTrue();
              assertThat(Manifests.texts(service.path("cap_drop"))).containsExactly("ALL");
              assertThat(Manifests.texts(service.path("security_opt")))
                  .containsExactly("no-new-privileges:true");
              assertThat(service.path("user").asString()).matches("[1-9]\\d*:\\d+");
              assertThat(service.path("privileged").isMissingNode()).isTrue();
            });
  }

  @Test
  void everyContainerIsBounded() {
    assertThat(services.properties())
        .allSatisfy(
            each -> {
              JsonNode service = each.getValue();
              assertThat(Quantities.bytes(service.path("mem_limit").asString())).isPositive();
              assertThat(service.path("memswap_limit")).isEqualTo(service.path("mem_limit"));
              assertThat(service.path("cpus").asInt()).isPositive();
              assertThat(service.path("pids_limit").asInt()).isPositive();
            });
  }

  @Test
  void everyPortIsPublishedOnLoopbackOnly() {
    List<String> ports =
        services.properties().stream()
            .flatMap(each -> Manifests.texts(each.getValue().path("ports")).stream())
            .toList();

    assertThat(ports)
        .hasSize(3)
        .allMatch(port -> port.startsWith("127.0.0.1:") || port.contains(":-127.0.0.1}:"));
    assertThat(instances).allMatch(each -> each.path("ports").isMissingNode());
  }

  @Test
  void everyContainerHasAHealthCheck() {
    assertThat(services.properties())
        .filteredOn(each -> !instances.contains(each.getValue()))
        .hasSize(3)
        .allMatch(each -> each.getValue().path("healthcheck").path("test").size() > 1);
    assertThat(instances).allMatch(each -> each.path("healthcheck").isMissingNode());
    assertThat(String.join(" ", dockerfile.healthCheck()))
        .contains("${MANAGEMENT_SERVER_PORT", "/actuator/health/readiness");
  }

  @Test
  void bothInstancesSetSettingsThatExist() {
    assertThat(instances)
        .allSatisfy(
            each ->
                assertThat(environment(each).keySet())
                    .hasSizeGreaterThan(5)
                    .allMatch(settings::isBound));
    assertThat(dockerfile.environment().keySet()).isNotEmpty().allMatch(settings::isBound);
  }

  @Test
  void theImagesUserRunsIt() {
    assertThat(instances)
        .allMatch(each -> each.path("user").asString().equals(dockerfile.only("USER").arguments()));
  }

  @Test
  void heapArraysAndProcessesFitTheContainer() {
    assertThat(dockerfile.only("ENTRYPOINT").array()).contains("-XX:MaxRAMPercentage=30");
    assertThat(instances)
        .allSatisfy(
            each -> {
              long container = Quantities.bytes(each.path("mem_limit").asString());
              assertThat(Quantities.mostBytes(container, each.path("cpus").asInt()))
                  .isLessThan(container);
            });
  }

  @Test
  void requestsInWorkAreFinishedBeforeAnInstanceIsKilled() {
    assertThat(instances)
        .allSatisfy(
            each -> {
              Map<String, JsonNode> set = environment(each);
              Duration work =
                  Quantities.time(text(set, "PARALLAX_HTTP_DRAIN"))
                      .plus(Quantities.time(text(set, "PARALLAX_HTTP_FINISH")));
              assertThat(Quantities.time(each.path("stop_grace_period").asString()))
                  .isGreaterThan(work.plusSeconds(5));
            });
  }

  @Test
  void datasetsAreSharedAndKernelsAreNot() {
    List<String> folders = Manifests.texts(instances.get(0).path("volumes"));
    List<String> others = Manifests.texts(instances.get(1).path("volumes"));

    assertThat(folders).containsExactly("datasets:/data/datasets", "kernels-1:/data/kernels");
    assertThat(others).containsExactly("datasets:/data/datasets", "kernels-2:/data/kernels");
    assertThat(environment(instances.getFirst()))
        .hasEntrySatisfying(
            "PARALLAX_DATASETS_FOLDER", path -> assertThat(path).hasToString("\"/data/datasets\""))
        .hasEntrySatisfying(
            "PARALLAX_NATIVE_OBJECTS", path -> assertThat(path).hasToString("\"/data/kernels\""));
    assertThat(dockerfile.all("RUN").map(Dockerfile.Instruction::arguments))
        .anyMatch(
            run ->
                run.contains("mkdir -p /data/datasets /data/kernels")
                    && run.contains("chown -R 10001:10001 /data"));
  }

  @Test
  void librariesCanBeLoadedFromTheTemporaryFolder() {
    assertThat(instances)
        .allMatch(each -> each.path("tmpfs").path(0).asString().startsWith("/tmp:rw,exec,"));
  }

  @Test
  void whatIsMountedExists() {
    List<String> mounted =
        services.properties().stream()
            .flatMap(each -> Manifests.texts(each.getValue().path("volumes")).stream())
            .map(each -> each.substring(0, each.indexOf(':')))
            .toList();

    assertThat(mounted)
        .filteredOn(each -> each.startsWith("."))
        .hasSize(5)
        .allMatch(each -> Manifests.FOLDER.resolve(each).toFile().exists());
    assertThat(mounted)
        .filteredOn(each -> !each.startsWith("."))
        .allMatch(each -> compose.path("volumes").has(each));
  }

  @Test
  void nginxSendsToTheInstances() {
    List<String> servers =
        UPSTREAM.matcher(upstream).results().map(each -> each.group(1) + each.group(2)).toList();

    assertThat(servers)
        .containsExactly(
            "parallax-1" + text(environment(instances.get(0)), "SERVER_PORT"),
            "parallax-2" + text(environment(instances.get(1)), "SERVER_PORT"));
  }

  @Test
  void nginxLetsPassWhatTheServiceTakesAndWaitsAsLong() {
    assertThat(Quantities.bytes(directive(nginx, "client_max_body_size")))
        .isEqualTo(Quantities.bytes(settings.standard("parallax.http.body")));
    assertThat(nginx).contains("client_max_body_size 64g;");
    assertThat(settings.standard("parallax.datasets.upload.body")).isEqualTo("64GB");
    assertThat(Quantities.time(directive(nginx, "proxy_read_timeout")))
        .isGreaterThan(Quantities.time(settings.standard("parallax.limits.max-timeout")));
    assertThat(Quantities.time(directive(upstream, "keepalive_timeout")))
        .isLessThan(Quantities.time(settings.standard("parallax.http.keep-alive")));
    assertThat(Quantities.time(directive(nginx, "proxy_send_timeout")))
        .isGreaterThan(Quantities.time(settings.standard("parallax.http.idle-timeout")));
  }

  @Test
  void prometheusReadsTheMetricsOfBothInstances() {
    JsonNode scraped =
        Manifests.read(Manifests.FOLDER.resolve("prometheus/prometheus.yaml"))
            .path("scrape_configs")
            .path(0);
    String port = text(environment(instances.getFirst()), "MANAGEMENT_SERVER_PORT");

    assertThat(scraped.path("metrics_path").asString()).isEqualTo("/actuator/prometheus");
    assertThat(Manifests.texts(scraped.path("static_configs").path(0).path("targets")))
        .containsExactly("parallax-1:" + port, "parallax-2:" + port);
    assertThat(dockerfile.environment()).containsEntry("MANAGEMENT_SERVER_PORT", port);
    assertThat(dockerfile.only("EXPOSE").words())
        .containsExactly(text(environment(instances.getFirst()), "SERVER_PORT"), port);
  }

  private static Map<String, JsonNode> environment(JsonNode service) {
    return Manifests.leaves(service.path("environment"));
  }

  private static String text(Map<String, JsonNode> environment, String name) {
    return requireNonNull(environment.get(name), name).asString();
  }

  /// The first value that a configuration of nginx gives a directive.
  private static String directive(String configuration, String name) {
    Matcher found = Pattern.compile("\\s" + name + " ([^;]+);").matcher(configuration);
    assertThat(found.find()).as(name).isTrue();
    return requireNonNull(found.group(1));
  }
}
