package io.parallax.deploy.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The files of `src/deploy` as values. YAML and JSON alike are read as [JsonNode], anchors
/// resolved.
public final class Manifests {
  public static final Path FOLDER = Path.of("src/deploy");
  public static final Path CHART = FOLDER.resolve("chart");
  public static final Path ALERTS = CHART.resolve("files/alerts.yaml");
  public static final Path DASHBOARD = CHART.resolve("files/dashboard.json");

  private Manifests() {}

  /// Files with one of these endings in or below the folder, sorted.
  public static List<Path> files(Path folder, String... endings) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The only document of the file.
  public static JsonNode read(Path file) {
    List<JsonNode> documents = readAll(text(file));
    if (documents.size() != 1) {
      throw new IllegalArgumentException(file + " has " + documents.size() + " documents");
    }
    return documents.getFirst();
  }

  /// Every document of a text. A key that occurs twice in one mapping is an error.
  public static List<JsonNode> readAll(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Yaml yaml = new Yaml(new SafeConstructor(options));
    return StreamSupport.stream(yaml.loadAll(text).spliterator(), false)
        .filter(document -> document != null)
        .map(document -> JsonMapper.shared().<JsonNode>valueToTree(document))
        .toList();
  }

  /// Every value that is no object, and every empty object, by its path with dots.
  public static Map<String, JsonNode> leaves(JsonNode value) {
    Map<String, JsonNode> leaves = new TreeMap<>();
    addLeaves("", value, leaves);
    return leaves;
  }

  private static void addLeaves(String path, JsonNode value, Map<String, JsonNode> leaves) {
    if (!value.isObject() || value.isEmpty()) {
      leaves.put(path, value);
      return;
    }
    value
        .properties()
        .forEach(
            each ->
                addLeaves(
                    path.isEmpty() ? each.getKey() : path + "." + each.getKey(),
                    each.getValue(),
                    leaves));
  }

  /// The texts of an array, empty when the value is none.
  public static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asString()));
    return texts;
  }
}
