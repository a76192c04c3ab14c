package io.parallax.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.deploy.testing.Manifests;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Alerts, dashboard and the document about operations ask for metrics that the service has.
@OnTheService
class MonitoredMetricsIT extends OverHttp {
  private static final Pattern QUERIED =
      Pattern.compile("\\b((?:parallax|jvm|http_server|process)_\\w+)");
  private static final Pattern SERVED = Pattern.compile("^(\\w+)[{ ]", Pattern.MULTILINE);

  MonitoredMetricsIT(@LocalServerPort int port) {
    super(port);
  }

  @Test
  void everyMetricThatIsQueriedIsServed() {
    post("/v1/evaluate", "{\"expression\": \"1 + 1\"}").statusCode(200);
    System.gc();
    Set<String> served = names(SERVED, get("/actuator/prometheus").extract().asString());

    Set<String> queried = new TreeSet<>();
    Manifests.read(Manifests.ALERTS)
        .at("/groups/0/rules")
        .forEach(rule -> queried.addAll(names(QUERIED, rule.path("expr").asString())));
    Manifests.read(Manifests.DASHBOARD)
        .findValuesAsString("expr")
        .forEach(query -> queried.addAll(names(QUERIED, query)));

    assertThat(queried).hasSizeGreaterThan(40);
    assertThat(served).containsAll(queried);
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
