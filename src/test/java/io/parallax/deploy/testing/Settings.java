package io.parallax.deploy.testing;

import io.parallax.http.testing.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The settings that exist: the service's own from the document that a test holds to the service,
/// and Spring's from the descriptions in its jars.
public final class Settings {
  private static final Path DOCUMENT = Path.of("src/docs/limits-and-settings.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `(parallax[\\w.-]+)` \\| ([^|]+) \\| [^|]+ \\|$", Pattern.MULTILINE);
  private static final String METADATA = "META-INF/spring-configuration-metadata.json";

  private final Map<String, String> own = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  public Settings() throws IOException {
    ROW.matcher(Documents.text(DOCUMENT))
        .results()
        .forEach(row -> own.put(row.group(1), row.group(2)));
    names.addAll(own.keySet());
    for (URL url : Collections.list(Settings.class.getClassLoader().getResources(METADATA))) {
      try (InputStream metadata = url.openStream()) {
        for (JsonNode property : JsonMapper.shared().readTree(metadata).path("properties")) {
          names.add(property.path("name").asString());
        }
      }
    }
  }

  /// The default of one of the service's settings, as the document has it.
  public String standard(String name) {
    String value = own.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no setting " + name);
    }
    return value;
  }

  public boolean exists(String name) {
    return names.contains(name);
  }

  /// Whether the environment variable sets a setting that exists, as Spring binds it.
  public boolean isBound(String variable) {
    return variable.equals("SPRING_APPLICATION_JSON")
        || names.stream().anyMatch(name -> variable(name).equals(variable));
  }

  private static String variable(String name) {
    return name.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
  }
}
