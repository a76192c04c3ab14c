package io.parallax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Editors complete the service's settings from the metadata that its jar has.
class ConfigurationMetadataTest {
  private static final String METADATA = "/META-INF/spring-configuration-metadata.json";

  @Test
  void everySettingIsDescribed() throws IOException {
    Map<String, JsonNode> settings = settings();

    assertThat(settings)
        .containsKeys(
            "parallax.http.body",
            "parallax.limits.max-timeout",
            "parallax.admission.waiting",
            "parallax.native.kernels",
            "parallax.processes.workers");
    assertThat(settings)
        .hasEntrySatisfying(
            "parallax.http.body",
            body -> {
              assertThat(body.path("type").asString())
                  .isEqualTo("org.springframework.util.unit.DataSize");
              assertThat(body.path("defaultValue").asString()).isEqualTo("256MB");
            });
    List<String> undescribed =
        settings.entrySet().stream()
            .filter(setting -> setting.getValue().path("description").asString().isBlank())
            .map(Map.Entry::getKey)
            .toList();
    assertThat(undescribed).isEmpty();
  }

  private static Map<String, JsonNode> settings() throws IOException {
    try (InputStream metadata = ConfigurationMetadataTest.class.getResourceAsStream(METADATA)) {
      JsonNode properties = JsonMapper.shared().readTree(metadata).path("properties");
      return StreamSupport.stream(properties.spliterator(), false)
          .filter(property -> property.path("name").asString().startsWith("parallax."))
          .collect(Collectors.toMap(property -> property.path("name").asString(), each -> each));
    }
  }
}
